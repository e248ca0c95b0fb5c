// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyrecord.h"

#include <QList>
#include <QStringList>

namespace thingsdesk::test {

/// The real network's downlink traffic (tests/data/v2/mqtt/downlinks.jsonl), as a history would hold it: what was
/// published as ours, what came as events.
class RecordedDownlinks
{
public:
    RecordedDownlinks();

    /// The records of these steps, with ascending IDs and times; each call goes on from the one before.
    /// `asOurs` false leaves out what was published, as if another program had sent it.
    QList<HistoryRecord> steps(const QStringList &names, bool asOurs = true);
    bool isGood() const { return !m_lines.isEmpty(); }

private:
    struct Line
    {
        QString step;
        std::optional<HistoryRecord> record;
    };

    QList<Line> m_lines;
    qint64 m_id = 0;
};

} // namespace thingsdesk::test
