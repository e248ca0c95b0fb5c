// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/payloadresult.h"
#include "core/timestamp.h"

#include <QMap>

namespace thingsdesk {

/// What an edited function makes of an uplink, against the saved one.
enum class ReplayOutcome {
    Same,
    Changed,
    NewlyFailing, ///< the saved functions gave a result, the edited ones an error (or not valid)
    NewlyWorking,
};

/// One uplink of which the outcome is not the same.
struct ReplayRow
{
    qint64 recordId = 0;
    Timestamp received;
    DevId devId;
    quint8 port = 0;
    QByteArray payload;
    ReplayOutcome outcome = ReplayOutcome::Changed;
    QByteArray before; ///< fields as JSON, or the error's text
    QByteArray after;
};

/// One field over all uplinks that were looked at. A path as in the field expressions: "a.b"; lists are values.
struct ReplayField
{
    quint64 presentBefore = 0;
    quint64 presentAfter = 0;
    quint64 changed = 0;
    std::optional<double> minimumBefore;
    std::optional<double> maximumBefore;
    std::optional<double> minimumAfter;
    std::optional<double> maximumAfter;

    friend bool operator==(const ReplayField &, const ReplayField &) = default;
};

/// Counts so far.
struct ReplaySummary
{
    quint64 looked = 0;
    quint64 same = 0;
    quint64 changed = 0;
    quint64 newlyFailing = 0;
    quint64 newlyWorking = 0;
    QMap<QString, ReplayField> fields;

    quint64 different() const { return changed + newlyFailing + newlyWorking; }
};

/// Takes one uplink's two results into the summary and says what the outcome is. Results that were rejected by a
/// Validator count as failing.
ReplayOutcome takeResults(ReplaySummary &summary, const DecodeResult &before, const DecodeResult &after);

} // namespace thingsdesk
