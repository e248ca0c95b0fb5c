// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions: the handler's are RE2's, whatever ECMAScript says of them.
#include "payload/markrules.h"

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;
using Level = HandlerMark::Level;

/// What RE2 does not take in a pattern, as a sentence; empty where nothing is seen.
QString refusedIn(QStringView pattern)
{
    bool inClass = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = pattern.mid(i);
        if (!inClass && (rest.startsWith(u"[^]") || rest.startsWith(u"[]")))
            return MarkScene::tr("An empty class is a syntax error in the handler's regular expressions.");
        if (rest[0] == u'\\') {
            if (!inClass && rest.size() > 1 && rest[1] >= u'1' && rest[1] <= u'9')
                return MarkScene::tr("The handler's regular expressions (RE2) have no references back.");
            ++i;
        } else if (rest[0] == u'[') {
            inClass = true;
        } else if (rest[0] == u']') {
            inClass = false;
        } else if (!inClass && (rest.startsWith(u"(?=") || rest.startsWith(u"(?!"))) {
            return MarkScene::tr("The handler's regular expressions (RE2) cannot look ahead.");
        } else if (!inClass && rest.startsWith(u"(?<")) {
            return MarkScene::tr("The handler's regular expressions have neither look-behind nor named groups.");
        }
    }
    return {};
}

QString newerFlag(QStringView flags)
{
    for (const QChar flag : flags) {
        if (!QStringView(u"gim").contains(flag))
            return MarkScene::tr("The flag \"%1\" is newer than the handler's engine.").arg(flag);
    }
    return {};
}

void markLiteral(MarkScene &scene, qsizetype index)
{
    const QStringView text = scene.at(index).text;
    const qsizetype end = text.lastIndexOf(u'/');
    QString reason = refusedIn(text.mid(1, end - 1));
    if (reason.isEmpty())
        reason = newerFlag(text.mid(end + 1));
    if (!reason.isEmpty())
        scene.mark(Level::Refused, index, reason,
                   MarkScene::tr("Match without it, or take the text apart with indexOf and substring."));
}

} // namespace

void markRegularExpressions(MarkScene &scene)
{
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const ScriptToken &token = scene.at(i);
        if (token.kind == Kind::Regex)
            markLiteral(scene, i);
        // As a string only the call fails, not the source.
        if (token.kind != Kind::String || !scene.at(i - 1).isSign(u"(") || !scene.at(i - 2).isWord(u"RegExp"))
            continue;
        const QString pattern =
            token.text.mid(1, token.text.size() - 2).toString().replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
        if (const QString reason = refusedIn(pattern); !reason.isEmpty())
            scene.mark(Level::Missing, i, reason);
    }
}

} // namespace thingsdesk
