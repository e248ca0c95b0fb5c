// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timestamp.h"

#include <chrono>
#include <cstdio>

namespace thingsdesk {

namespace {

constexpr qint64 nanosPerSecond = 1'000'000'000;

/// Reads a text of known layout from left to right; the first thing that does not fit makes it bad for good.
class Reader
{
public:
    explicit Reader(QByteArrayView text)
        : m_text(text)
    {
    }

    int digits(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i) {
            const char c = take();
            if (c < '0' || c > '9')
                return bad();
            value = value * 10 + (c - '0');
        }
        return value;
    }

    void expect(char lower, char upper)
    {
        const char c = take();
        if (c != lower && c != upper)
            bad();
    }

    /// The digits after a point, as nanoseconds; 0 where there is no point.
    int fraction()
    {
        if (peek() != '.')
            return 0;
        ++m_at;
        int value = 0;
        int count = 0;
        for (; peek() >= '0' && peek() <= '9'; ++m_at) {
            if (count < 9) {
                value = value * 10 + (peek() - '0');
                ++count;
            }
        }
        if (count == 0)
            return bad();
        for (; count < 9; ++count)
            value *= 10;
        return value;
    }

    /// Minutes east of UTC.
    int offset()
    {
        const char sign = take();
        if (sign == 'Z' || sign == 'z')
            return 0;
        if (sign != '+' && sign != '-')
            return bad();
        const int hours = digits(2);
        expect(':', ':');
        const int minutes = digits(2);
        if (hours > 23 || minutes > 59)
            return bad();
        return (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    }

    bool isWhole() const { return m_good && m_at == m_text.size(); }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    char take()
    {
        const char c = peek();
        ++m_at;
        return c;
    }
    int bad()
    {
        m_good = false;
        return 0;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_good = true;
};

} // namespace

std::optional<Timestamp> Timestamp::fromRfc3339(QByteArrayView text)
{
    namespace chr = std::chrono;
    Reader reader(text);
    const int year = reader.digits(4);
    reader.expect('-', '-');
    const int month = reader.digits(2);
    reader.expect('-', '-');
    const int day = reader.digits(2);
    reader.expect('T', 't');
    const int hour = reader.digits(2);
    reader.expect(':', ':');
    const int minute = reader.digits(2);
    reader.expect(':', ':');
    const int second = reader.digits(2);
    const int nanos = reader.fraction();
    const int offset = reader.offset();
    const chr::year_month_day date{chr::year(year), chr::month{unsigned(month)}, chr::day{unsigned(day)}};
    if (!reader.isWhole() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    // 64 bits of nanoseconds reach from 1677 to 2262.
    if (year < 1678 || year > 2261)
        return std::nullopt;
    const qint64 days = chr::sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second;
    return Timestamp{seconds * nanosPerSecond + nanos, qint16(offset)};
}

Timestamp Timestamp::now()
{
    namespace chr = std::chrono;
    return {chr::duration_cast<chr::nanoseconds>(chr::system_clock::now().time_since_epoch()).count(), 0};
}

QByteArray Timestamp::toRfc3339() const
{
    namespace chr = std::chrono;
    // In seconds, so that the offset cannot overflow at the ends of the range.
    qint64 whole = nanoseconds / nanosPerSecond;
    qint64 fraction = nanoseconds % nanosPerSecond;
    if (fraction < 0) {
        fraction += nanosPerSecond;
        --whole;
    }
    const chr::sys_seconds local{chr::seconds(whole) + chr::minutes(offsetMinutes)};
    const auto day = chr::floor<chr::days>(local);
    const chr::year_month_day date(day);
    const qint64 seconds = (local - day).count();
    char buffer[64];
    int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d.%09d", int(date.year()),
                               unsigned(date.month()), unsigned(date.day()), int(seconds / 3600),
                               int(seconds / 60 % 60), int(seconds % 60), int(fraction));
    while (buffer[length - 1] == '0')
        --length;
    if (buffer[length - 1] == '.')
        --length;
    QByteArray text(buffer, length);
    if (offsetMinutes == 0)
        return text + 'Z';
    const int distance = std::abs(int(offsetMinutes));
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", offsetMinutes < 0 ? '-' : '+', distance / 60, distance % 60);
    return text + buffer;
}

QDateTime Timestamp::toDateTime() const
{
    // Rounded down, also before 1970.
    const qint64 rest = nanoseconds % 1'000'000;
    return QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000 - (rest < 0 ? 1 : 0), Qt::UTC);
}

} // namespace thingsdesk
