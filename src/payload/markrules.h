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
    void mark(Level level, qsizetype index, const QString &reason, const QString &remedy = {});
    const QList<HandlerMark> &marks() const noexcept { return m_marks; }
    QList<HandlerMark> takeMarks();

private:
    FunctionKind m_kind;
    QList<ScriptToken> m_tokens;
    QList<HandlerMark> m_marks;
};

void markNewerSyntax(MarkScene &scene);
void markRegularExpressions(MarkScene &scene);
void markMissingLibrary(MarkScene &scene);
void markDifferences(MarkScene &scene);

} // namespace thingsdesk
