// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/scripterror.h"
#include "payload/handlermarks.h"

namespace thingsdesk {

/// Something to look at in one function's source.
struct FunctionProblem
{
    bool isError = false; ///< the last test ended in it; else the handler would not take the place as it stands
    int line = 0;         ///< from 1; 0 = not known
    int column = 1;       ///< from 1, in UTF-16 as QString counts
    QString text;         ///< without the line
};

/// The problems of one function: the error of its last test and what the handler does not take.
class FunctionProblems final
{
public:
    /// `source`: of the function.
    void setError(const std::optional<ScriptError> &error, QStringView source);
    void setMarks(const QList<HandlerMark> &marks) { m_marks = marks; }
    const QList<HandlerMark> &marks() const noexcept { return m_marks; }

    /// The one to tell while the cursor is in this line (from 1): the error, wherever it is, then the line's own mark.
    std::optional<FunctionProblem> toTell(int cursorLine) const;
    /// The next one with a line behind this one, from the top again after the last.
    std::optional<FunctionProblem> after(int cursorLine) const;

    /// The error of the last test, with the reason where a mark in its line tells more.
    std::optional<FunctionProblem> errorProblem() const;

private:
    std::optional<ScriptError> m_error;
    int m_errorColumn = 1; ///< in UTF-16
    QList<HandlerMark> m_marks;
};

/// The reason and the way to write it, as one text.
QString markText(const HandlerMark &mark);

} // namespace thingsdesk
