// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: integers in as few bytes as they need, seven bits a byte, the lowest first.

#include <QByteArray>
#include <QByteArrayView>

namespace thingsdesk::history {

inline void addVarint(QByteArray &data, quint64 value)
{
    while (value >= 0x80) {
        data += char(quint8(value) | 0x80);
        value >>= 7;
    }
    data += char(quint8(value));
}

/// 0 at the end of damaged data.
inline quint64 takeVarint(QByteArrayView data, qsizetype &at)
{
    quint64 value = 0;
    for (int shift = 0; at < data.size() && shift < 64; shift += 7) {
        const auto byte = quint8(data[at++]);
        value |= quint64(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            break;
    }
    return value;
}

/// Small numbers of either sign are short.
inline void addSigned(QByteArray &data, qint64 value)
{
    addVarint(data, (quint64(value) << 1) ^ quint64(value >> 63));
}

inline qint64 takeSigned(QByteArrayView data, qsizetype &at)
{
    const quint64 value = takeVarint(data, at);
    return qint64(value >> 1) ^ -qint64(value & 1);
}

} // namespace thingsdesk::history
