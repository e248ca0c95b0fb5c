// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identifiers.h"

#include <algorithm>

namespace thingsdesk {

namespace {

bool isSeparator(QChar c)
{
    return c == u'-' || c == u'_';
}
bool isIdCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

/// What breaks V2's rule, or nothing.
QString brokenRule(QStringView text)
{
    if (text.isEmpty())
        return QStringLiteral("must not be empty");
    for (const QChar c : text) {
        if (c.isUpper())
            return QStringLiteral("must be in lower case, but has '%1'").arg(c);
        if (!isIdCharacter(c) && !isSeparator(c))
            return QStringLiteral("may only have a-z, 0-9, '-' and '_', but has '%1'").arg(c);
    }
    if (isSeparator(text.front()) || isSeparator(text.back()))
        return QStringLiteral("must begin and end with a letter or digit");
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (isSeparator(text[i]) && isSeparator(text[i - 1]))
            return QStringLiteral("must not have two of '-' and '_' in a row");
    }
    const auto length = std::count_if(text.begin(), text.end(), isIdCharacter);
    if (length < 2)
        return QStringLiteral("must have at least 2 letters and digits");
    if (length > AppId::maximumLength)
        return QStringLiteral("must have at most %1 letters and digits, not %2").arg(AppId::maximumLength).arg(length);
    return {};
}

} // namespace

template <class Tag>
Result<TextId<Tag>> TextId<Tag>::parse(const QString &text)
{
    if (const QString rule = brokenRule(text); !rule.isEmpty())
        return fail(Failure::invalidInput(QString::fromLatin1(Tag::name), rule));
    return fromServer(text);
}

template class TextId<tags::AppId>;
template class TextId<tags::DevId>;

} // namespace thingsdesk
