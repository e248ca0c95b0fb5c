// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace thingsdesk {

/// What some bytes mean as one kind of number. An empty text: too few bytes.
struct ByteReading
{
    QString name;         ///< "16 bit unsigned"
    QString littleEndian; ///< least significant byte first; of one byte the only one
    QString bigEndian;    ///< most significant byte first; empty where there is one byte

    friend bool operator==(const ByteReading &, const ByteReading &) = default;
};

/// The bytes read from the first one as whole numbers of 8, 16, 24 and 32 bits, as float, double and bits. Always the
/// same rows in the same order.
QList<ByteReading> byteReadings(QByteArrayView bytes);

} // namespace thingsdesk
