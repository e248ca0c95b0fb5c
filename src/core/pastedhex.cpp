// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pastedhex.h"

#include <algorithm>

namespace thingsdesk {

namespace {

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isFiller(QChar c)
{
    return c.isSpace() || QStringView(u"-:._,;{}[]()").contains(c);
}

/// The array's inside where the text is a C declaration, else the whole text.
QStringView withoutDeclaration(QStringView text)
{
    const qsizetype equals = text.indexOf(u'=');
    return equals < 0 ? text : text.mid(equals + 1);
}

/// The digits between fillers and 0x, with an error where a group has an odd number of several digits.
Result<QByteArray> readGroups(QStringView text, const QString &name)
{
    QByteArray bytes;
    qsizetype at = 0;
    while (at < text.size()) {
        if (isFiller(text[at])) {
            ++at;
            continue;
        }
        const bool prefixed = text.mid(at, 2).compare(u"0x", Qt::CaseInsensitive) == 0;
        if (prefixed)
            at += 2;
        qsizetype end = at;
        while (end < text.size() && isHexDigit(text[end]))
            ++end;
        const QStringView digits = text.mid(at, end - at);
        if (end < text.size() && !isFiller(text[end]))
            return fail(
                Failure::invalidInput(name, QStringLiteral("has '%1' where hex digits are expected").arg(text[end])));
        if (digits.isEmpty())
            return fail(Failure::invalidInput(name, QStringLiteral("has \"0x\" without hex digits")));
        // "0x1" is one byte; "123" could be two bytes in two ways, and a lone digit has lost its other half.
        if (digits.size() % 2 != 0 && !(prefixed && digits.size() == 1))
            return fail(Failure::invalidInput(
                name, QStringLiteral("has an odd number of hex digits in \"%1\"").arg(digits.left(40))));
        bytes += QByteArray::fromHex(digits.toLatin1());
        at = end;
    }
    return bytes;
}

} // namespace

Result<QByteArray> readPastedHex(QStringView text, qsizetype size, const QString &name, ByteOrder order)
{
    Result<QByteArray> bytes = readGroups(withoutDeclaration(text), name);
    if (!bytes)
        return bytes;
    if (size >= 0 && bytes->size() != size)
        return fail(Failure::invalidInput(
            name, QStringLiteral("must have %1 bytes, but %2 were found").arg(size).arg(bytes->size())));
    if (order == ByteOrder::LsbFirst)
        std::reverse(bytes->begin(), bytes->end());
    return bytes;
}

} // namespace thingsdesk
