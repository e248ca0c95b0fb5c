// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/textneedle.h"

#include <QList>

#include <algorithm>

namespace thingsdesk::history {

namespace {

bool isAscii(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char byte) { return (byte & 0x80) != 0; });
}

char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? char(byte - 'A' + 'a') : byte;
}

bool isHexPairs(QStringView word)
{
    return word.size() % 2 == 0 && std::all_of(word.begin(), word.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
           });
}

QByteArray spelledBytes(const QString &text)
{
    // Spaces may stand between pairs, as in what the window shows.
    const QList<QStringView> words = QStringView(text).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), isHexPairs) ? QByteArray::fromHex(text.toLatin1()) : QByteArray();
}

} // namespace

TextNeedle::TextNeedle(const QString &text)
    : m_text(text)
    , m_hexBytes(spelledBytes(text))
{
    const QByteArray utf8 = text.toUtf8();
    if (isAscii(utf8))
        m_lower = utf8.toLower();
}

bool TextNeedle::isIn(QByteArrayView utf8) const
{
    if (m_lower.isEmpty() || !isAscii(utf8))
        return isIn(QString::fromUtf8(utf8));
    return std::search(utf8.begin(), utf8.end(), m_lower.cbegin(), m_lower.cend(),
                       [](char byte, char wanted) { return lower(byte) == wanted; }) != utf8.end();
}

} // namespace thingsdesk::history
