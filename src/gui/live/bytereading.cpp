// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/bytereading.h"

#include <QCoreApplication>
#include <QLocale>

#include <bit>

namespace thingsdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ByteReading", text);
}

enum class Order { Little, Big };

quint64 wholeNumber(QByteArrayView bytes, Order order)
{
    quint64 value = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const qsizetype at = order == Order::Big ? i : bytes.size() - 1 - i;
        value = (value << 8) | quint8(bytes[at]);
    }
    return value;
}

qint64 withSign(quint64 value, qsizetype size)
{
    const int unused = 64 - int(size) * 8;
    return qint64(value << unused) >> unused;
}

ByteReading unsignedReading(QByteArrayView bytes, qsizetype size)
{
    ByteReading reading{tr("%1 bit unsigned").arg(size * 8), {}, {}};
    if (bytes.size() < size)
        return reading;
    reading.littleEndian = QString::number(wholeNumber(bytes.first(size), Order::Little));
    if (size > 1)
        reading.bigEndian = QString::number(wholeNumber(bytes.first(size), Order::Big));
    return reading;
}

ByteReading signedReading(QByteArrayView bytes, qsizetype size)
{
    ByteReading reading{tr("%1 bit signed").arg(size * 8), {}, {}};
    if (bytes.size() < size)
        return reading;
    reading.littleEndian = QString::number(withSign(wholeNumber(bytes.first(size), Order::Little), size));
    if (size > 1)
        reading.bigEndian = QString::number(withSign(wholeNumber(bytes.first(size), Order::Big), size));
    return reading;
}

QString floatText(quint64 bits)
{
    return QString::number(double(std::bit_cast<float>(quint32(bits))), 'g', 8);
}

QString doubleText(quint64 bits)
{
    return QString::number(std::bit_cast<double>(bits), 'g', QLocale::FloatingPointShortest);
}

ByteReading realReading(QByteArrayView bytes, const QString &name, qsizetype size, QString (*text)(quint64))
{
    ByteReading reading{name, {}, {}};
    if (bytes.size() < size)
        return reading;
    reading.littleEndian = text(wholeNumber(bytes.first(size), Order::Little));
    reading.bigEndian = text(wholeNumber(bytes.first(size), Order::Big));
    return reading;
}

ByteReading bitsReading(QByteArrayView bytes)
{
    ByteReading reading{tr("Bits"), {}, {}};
    if (bytes.isEmpty())
        return reading;
    QStringList groups;
    for (const char byte : bytes.first(qMin<qsizetype>(bytes.size(), 4))) {
        const QString digits = QStringLiteral("%1").arg(quint8(byte), 8, 2, QLatin1Char('0'));
        groups.append(digits.first(4) + QLatin1Char(' ') + digits.last(4));
    }
    reading.littleEndian = groups.join(QStringLiteral("  "));
    return reading;
}

} // namespace

QList<ByteReading> byteReadings(QByteArrayView bytes)
{
    QList<ByteReading> readings;
    for (const qsizetype size : {1, 2, 3, 4}) {
        readings.append(unsignedReading(bytes, size));
        readings.append(signedReading(bytes, size));
    }
    readings.append(realReading(bytes, tr("Float"), 4, floatText));
    readings.append(realReading(bytes, tr("Double"), 8, doubleText));
    readings.append(bitsReading(bytes));
    return readings;
}

} // namespace thingsdesk
