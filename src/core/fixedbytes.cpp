// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fixedbytes.h"

namespace thingsdesk {

namespace {

int hexDigit(QChar c)
{
    const char16_t u = c.unicode();
    if (u >= u'0' && u <= u'9')
        return u - u'0';
    if (u >= u'a' && u <= u'f')
        return u - u'a' + 10;
    if (u >= u'A' && u <= u'F')
        return u - u'A' + 10;
    return -1;
}

} // namespace

QString toHex(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex().toUpper());
}

Result<QByteArray> fromHex(QStringView text, qsizetype size, const QString &name)
{
    for (const QChar c : text) {
        if (hexDigit(c) < 0)
            return fail(Failure::invalidInput(
                name, QStringLiteral("may only have the hex digits 0-9 and A-F, but has '%1'").arg(c)));
    }
    if (text.size() != size * 2)
        return fail(Failure::invalidInput(
            name, QStringLiteral("must have %1 hex digits, not %2").arg(size * 2).arg(text.size())));
    return QByteArray::fromHex(text.toLatin1());
}

} // namespace thingsdesk
