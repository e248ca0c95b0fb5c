// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to handlermarks.

#include "payload/handlermarks.h"
#include "payload/scripttokens.h"

#include <QCoreApplication>

namespace thingsdesk {

/// The tokens of a source and the marks found so far.
class MarkScene final
{
    Q_DECLARE_TR_FUNCTIONS(HandlerMarks)
public:
    MarkScene(FunctionKind kind, QStringView source);

    FunctionKind kind() const noexcept { return m_kind; }
    qsizetype size() const noexcept { return m_tokens.size(); }
    /// Outside the source an empty token (Kind::End).
    const ScriptToken &at(qsizetype index) const;
    /// Whether the token is a name of its own: no member after a dot, no key before a colon of an object.
    bool isMember(qsizetype index) const { return at(index - 1).isSign(u".") || at(index - 1).isSign(u"?."); }

    using Level = HandlerMark::Level;
    /// Of very many (a source in another language) only the first that are found are kept.
    void mark(Level level, qsizetype index, const QString &reason, const QString &remedy = {});
    /// Where a rule knows the line alone.
    void markLine(Level level, int line, const QString &reason, const QString &remedy);
    /// In the order of their places.
    QList<HandlerMark> takeMarks();

private:
    static constexpr qsizetype maximumMarks = 500;

    FunctionKind m_kind;
    QList<ScriptToken> m_tokens;
    QList<HandlerMark> m_marks;
};

void markNewerSyntax(MarkScene &scene);
void markRegularExpressions(MarkScene &scene);
void markMissingLibrary(MarkScene &scene);
void markDifferences(MarkScene &scene);

} // namespace thingsdesk
