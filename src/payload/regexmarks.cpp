// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions: the handler's are RE2's, whatever ECMAScript says of them.
#include "payload/markrules.h"
#include "payload/re2rules.h"

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;
using Level = HandlerMark::Level;

/// As a sentence; empty where nothing is seen.
QString reasonAgainst(QStringView pattern)
{
    const std::string complaint = re2rules::complaint(pattern.toUtf8().toStdString());
    if (complaint.empty())
        return {};
    if (complaint.ends_with("<backreference>"))
        return MarkScene::tr("The handler's regular expressions (RE2) have no references back.");
    if (complaint.ends_with("<lookahead>"))
        return MarkScene::tr("The handler's regular expressions (RE2) cannot look ahead.");
    if (complaint.starts_with("missing"))
        return MarkScene::tr("An empty class is a syntax error in the handler's regular expressions.");
    return MarkScene::tr("The handler's regular expressions cannot look behind.");
}

void markLiteral(MarkScene &scene, qsizetype index)
{
    const RegexParts literal = regexParts(scene.at(index).text);
    if (const QString reason = reasonAgainst(literal.pattern); !reason.isEmpty())
        return scene.mark(Level::Refused, index, reason,
                          MarkScene::tr("Match without it, or take the text apart with indexOf and substring."));
    if (literal.pattern.contains(u"(?<"))
        return scene.mark(
            Level::Different, index,
            MarkScene::tr("Named groups pass only where the handler was built with Go 1.22 or later; here "
                          "they do not run."),
            MarkScene::tr("Use plain groups and their numbers."));
    for (const QChar flag : literal.flags) {
        if (!re2rules::isKnownFlag(flag.unicode()))
            return scene.mark(
                Level::Different, index,
                MarkScene::tr("The handler's engine does not know the flag \"%1\", and goes on without it.").arg(flag));
    }
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
        if (const QString reason = reasonAgainst(pattern); !reason.isEmpty())
            scene.mark(Level::Missing, i, reason);
    }
}

} // namespace thingsdesk
