// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/handlersource.h"

#include "payload/re2rules.h"
#include "payload/scripttokens.h"

#include <algorithm>
#include <optional>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

/// The decimal form of `017`, as wide as it was; nothing where the number is none of that kind.
std::optional<QString> decimalOfOctal(QStringView number)
{
    if (number.size() < 2 || number[0] != u'0')
        return {};
    bool isOctal = false;
    const qulonglong value = number.toULongLong(&isOctal, 8);
    const bool isDigitsOnly = std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'7'; });
    return isOctal && isDigitsOnly ? std::optional(QString::number(value).leftJustified(number.size())) : std::nullopt;
}

/// A source that ends as the handler says of one that it cannot load.
QString failing(const ScriptToken &token, const QString &reason)
{
    constexpr int indent = 2; // the two tabs that the handler puts before the source
    const int column = token.line == 1 ? token.column + indent : token.column;
    return u"throw \"(anonymous): Line %1:%2 Invalid regular expression: %3\""_s.arg(token.line + 1)
        .arg(column)
        .arg(QString(reason).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s));
}

} // namespace

QString handlerSource(const QString &source)
{
    QString result = source;
    ScriptTokens tokens(source);
    for (ScriptToken token = tokens.next(); token.kind != ScriptToken::Kind::End; token = tokens.next()) {
        if (token.kind == ScriptToken::Kind::Number) {
            if (const auto decimal = decimalOfOctal(token.text))
                result.replace(token.at, token.text.size(), *decimal);
        } else if (token.kind == ScriptToken::Kind::Regex) {
            const RegexParts literal = regexParts(token.text);
            if (const auto reason = re2rules::complaint(literal.pattern.toUtf8().toStdString()); !reason.empty())
                return failing(token, QString::fromStdString(reason));
            for (qsizetype i = 0; i < literal.flags.size(); ++i) {
                if (!re2rules::isKnownFlag(literal.flags[i].unicode()))
                    result[token.at + token.text.size() - literal.flags.size() + i] = u' ';
            }
        }
    }
    return result;
}

} // namespace thingsdesk
