// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/moment.h"

#include <QDateTime>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

/// "2h" in seconds.
std::optional<qint64> readSpan(const QString &text)
{
    qint64 unit = 0;
    switch (text.isEmpty() ? u'\0' : text.back().unicode()) {
    case u's':
        unit = 1;
        break;
    case u'm':
        unit = 60;
        break;
    case u'h':
        unit = 3600;
        break;
    case u'd':
        unit = qint64(24) * 3600;
        break;
    default:
        return {};
    }
    constexpr qint64 largest = 100'000'000; // of any unit but days some thousand years
    bool good = false;
    const qint64 count = text.chopped(1).toLongLong(&good);
    const bool inRange = good && count >= 0 && count <= largest && count * unit <= qint64(100) * 366 * 24 * 3600;
    return inRange ? std::optional(count * unit) : std::nullopt;
}

} // namespace

Result<Timestamp> readMoment(const QString &text, const Timestamp &now)
{
    const QString given = text.trimmed();
    if (const auto moment = Timestamp::fromRfc3339(given.toUtf8()))
        return *moment;
    if (const auto seconds = readSpan(given))
        return Timestamp{now.nanoseconds - *seconds * 1'000'000'000, 0};
    for (const QString &form : {u"yyyy-MM-dd"_s, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd'T'HH:mm"_s,
                                u"yyyy-MM-dd HH:mm:ss"_s, u"yyyy-MM-dd'T'HH:mm:ss"_s}) {
        const QDateTime local = QDateTime::fromString(given, form);
        if (local.isValid())
            return Timestamp::fromMilliseconds(local.toMSecsSinceEpoch());
    }
    return fail(Failure::invalidInput(
        u"The time \"%1\""_s.arg(text),
        u"must be like 2026-11-24, \"2026-11-24 10:00\", 2026-11-24T10:00:00Z, or 90s, 30m, 2h, 7d ago"_s));
}

} // namespace thingsdesk::cli
