// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionproblems.h"

#include <algorithm>

namespace thingsdesk {

QString markText(const HandlerMark &mark)
{
    return mark.remedy.isEmpty() ? mark.reason : mark.reason + u' ' + mark.remedy;
}

FunctionProblem FunctionProblems::errorProblem() const
{
    return {true, m_error->line.value_or(0), m_error->message};
}

std::optional<FunctionProblem> FunctionProblems::toTell(int cursorLine) const
{
    if (m_error)
        return errorProblem();
    for (const HandlerMark &mark : m_marks) {
        if (mark.line == cursorLine)
            return FunctionProblem{false, mark.line, markText(mark)};
    }
    return {};
}

std::optional<FunctionProblem> FunctionProblems::after(int cursorLine) const
{
    QList<FunctionProblem> all;
    if (m_error && m_error->line)
        all.append(errorProblem());
    for (const HandlerMark &mark : m_marks)
        all.append({false, mark.line, markText(mark)});
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.line < b.line; });
    for (const FunctionProblem &problem : all) {
        if (problem.line > cursorLine)
            return problem;
    }
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

} // namespace thingsdesk
