// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionproblems.h"

#include <algorithm>

namespace thingsdesk {

QString markText(const HandlerMark &mark)
{
    return mark.remedy.isEmpty() ? mark.reason : mark.reason + u' ' + mark.remedy;
}

namespace {

int columnOf(const ScriptError &error, QStringView source)
{
    const auto lines = source.split(u'\n');
    if (!error.line || !error.byteColumn || *error.line > lines.size())
        return 1;
    const QByteArray before = lines[*error.line - 1].toUtf8().left(*error.byteColumn - 1);
    return int(QString::fromUtf8(before).size()) + 1;
}

} // namespace

void FunctionProblems::setError(const std::optional<ScriptError> &error, QStringView source)
{
    m_error = error;
    m_errorColumn = error ? columnOf(*error, source) : 1;
}

std::optional<FunctionProblem> FunctionProblems::errorProblem() const
{
    if (!m_error)
        return {};
    FunctionProblem problem{true, m_error->line.value_or(0), m_errorColumn, m_error->message};
    const auto reason = std::find_if(m_marks.begin(), m_marks.end(), [&](const HandlerMark &mark) {
        return mark.line == problem.line && mark.level != HandlerMark::Level::Different;
    });
    if (reason != m_marks.end())
        problem.text += QStringLiteral(". ") + markText(*reason);
    return problem;
}

std::optional<FunctionProblem> FunctionProblems::toTell(int cursorLine) const
{
    if (m_error)
        return errorProblem();
    for (const HandlerMark &mark : m_marks) {
        if (mark.line == cursorLine)
            return FunctionProblem{false, mark.line, mark.column, markText(mark)};
    }
    return {};
}

std::optional<FunctionProblem> FunctionProblems::after(int cursorLine) const
{
    QList<FunctionProblem> all;
    if (m_error && m_error->line)
        all.append(*errorProblem());
    for (const HandlerMark &mark : m_marks)
        all.append({false, mark.line, mark.column, markText(mark)});
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.line < b.line; });
    for (const FunctionProblem &problem : all) {
        if (problem.line > cursorLine)
            return problem;
    }
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

} // namespace thingsdesk
