// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/texts.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace thingsdesk::texts {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Texts)
};

/// A number with at most `decimals` digits after the point, without trailing zeros beyond `least`, and a true minus.
QString number(double value, int decimals, int least)
{
    const QLocale locale;
    QString text = locale.toString(value, 'f', decimals);
    for (int extra = decimals - least; extra > 0 && text.endsWith(locale.zeroDigit()); --extra)
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    if (text.startsWith(u'-'))
        text[0] = QChar(0x2212);
    // Rounded to nothing: no minus before a zero.
    const bool isZero = std::abs(value) * std::pow(10, decimals) < 0.5;
    if (isZero && text.startsWith(QChar(0x2212)))
        text.remove(0, 1);
    return text;
}

/// The locale's way to write a time, with seconds.
QString timeFormat(const QLocale &locale)
{
    QString format = locale.timeFormat(QLocale::ShortFormat);
    if (!format.contains(u's'))
        format.replace(QStringLiteral("mm"), QStringLiteral("mm:ss"));
    return format;
}

QString hourAndMinutes(qint64 minutes)
{
    const qint64 rest = minutes % 60;
    if (rest == 0)
        return Words::tr("%1 h").arg(minutes / 60);
    return Words::tr("%1 h %2 min").arg(minutes / 60).arg(rest);
}

} // namespace

QString hexPairs(QByteArrayView bytes)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    QString text;
    text.reserve(bytes.size() * 3);
    for (const char byte : bytes) {
        if (!text.isEmpty())
            text += u' ';
        text += QLatin1Char(digits[quint8(byte) >> 4]);
        text += QLatin1Char(digits[quint8(byte) & 0xF]);
    }
    return text;
}

QString cArray(QByteArrayView bytes, bool leastSignificantFirst)
{
    if (bytes.isEmpty())
        return QStringLiteral("{ }");
    QStringList parts;
    parts.reserve(bytes.size());
    for (const char byte : bytes)
        parts += QStringLiteral("0x%1").arg(toHex(QByteArrayView(&byte, 1)));
    if (leastSignificantFirst)
        std::reverse(parts.begin(), parts.end());
    return QStringLiteral("{ %1 }").arg(parts.join(QStringLiteral(", ")));
}

QString clock(const Timestamp &time)
{
    const QLocale locale;
    const QDateTime local = time.toDateTime().toLocalTime();
    QString text = locale.toString(local.time(), timeFormat(locale));
    if (local.date() == QDate::currentDate())
        return text;
    return locale.toString(local.date(), QLocale::ShortFormat) + u' ' + text;
}

QString exactTime(const Timestamp &time)
{
    const QLocale locale;
    const QDateTime utc = time.toDateTime();
    const QDateTime local = utc.toLocalTime();
    QString format = timeFormat(locale);
    format.replace(QStringLiteral("ss"), QStringLiteral("ss.zzz"));
    // In UTC as the network gave it, to the nanosecond.
    QString exact = QString::fromLatin1(Timestamp{time.nanoseconds, 0}.toRfc3339());
    exact.replace(u'T', u' ').replace(u'Z', QStringLiteral(" UTC"));
    return QStringLiteral("%1 %2 %3\n%4")
        .arg(locale.toString(local.date(), QLocale::ShortFormat), locale.toString(local.time(), format),
             local.timeZoneAbbreviation(), exact);
}

QString ago(const Timestamp &time)
{
    const qint64 seconds = (Timestamp::now().nanoseconds - time.nanoseconds) / 1'000'000'000;
    if (seconds < -5)
        return Words::tr("in %1").arg(duration(std::chrono::seconds(-seconds)));
    if (seconds < 5)
        return Words::tr("just now");
    if (seconds < 60)
        return Words::tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return Words::tr("%1 min ago").arg(seconds / 60);
    const qint64 hours = seconds / 3600;
    if (hours < 24)
        return Words::tr("%1 h ago").arg(hours);
    const qint64 days = hours / 24;
    if (days < 2)
        return Words::tr("1 day ago");
    if (days < 61)
        return Words::tr("%1 days ago").arg(days);
    if (days < 731)
        return Words::tr("%1 months ago").arg(days * 12 / 365);
    return Words::tr("%1 years ago").arg(days / 365);
}

QString duration(std::chrono::milliseconds time)
{
    const qint64 milliseconds = time.count();
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(milliseconds);
    if (milliseconds < 9950)
        return Words::tr("%1 s").arg(number(double(milliseconds) / 1000, 1, 0));
    const qint64 seconds = (milliseconds + 500) / 1000;
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    const qint64 minutes = (seconds + 30) / 60;
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes < qint64(48) * 60)
        return hourAndMinutes(minutes);
    return Words::tr("%1 days").arg((minutes + 720) / 1440);
}

QString byteSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString count(quint64 number)
{
    return QLocale().toString(qulonglong(number));
}

QString decibelMilliwatts(double rssi)
{
    return Words::tr("%1 dBm").arg(number(rssi, 1, 0));
}

QString decibels(double snr)
{
    return Words::tr("%1 dB").arg(number(snr, 1, 1));
}

QString megahertz(quint64 hertz)
{
    return Words::tr("%1 MHz").arg(number(double(hertz) / 1e6, 4, 1));
}

QString airtime(qint64 nanoseconds)
{
    const double milliseconds = double(nanoseconds) / 1e6;
    if (milliseconds < 1000)
        return Words::tr("%1 ms").arg(number(milliseconds, 1, 1));
    return Words::tr("%1 s").arg(number(milliseconds / 1000, 2, 2));
}

QString distance(double metres)
{
    if (metres < 999.5)
        return Words::tr("%1 m").arg(number(metres, 0, 0));
    const double kilometres = metres / 1000;
    return Words::tr("%1 km").arg(number(kilometres, kilometres < 9.95 ? 1 : 0, kilometres < 9.95 ? 1 : 0));
}

QString percent(double share)
{
    return Words::tr("%1 %").arg(number(share * 100, 1, 0));
}

QString degrees(double value)
{
    return Words::tr("%1°").arg(number(value, 5, 5));
}

} // namespace thingsdesk::texts
