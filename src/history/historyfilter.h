// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/fieldexpression.h"
#include "history/historyrecord.h"

#include <QSet>

namespace thingsdesk {

/// Which records are wanted. An empty set lets everything pass; all conditions must hold. Gaps pass unless kinds,
/// devices, ports, gateways, data rates, text or the expression leave them out: they pass where only times are set.
struct HistoryFilter
{
    QSet<RecordKind> kinds;
    QSet<DevId> devices;
    QSet<quint8> ports;
    QSet<QString> gateways;         ///< the best gateway (of an uplink), or the sending one (of down/sent)
    QSet<QString> dataRates;        ///< "SF7BW125"; of uplinks, activations and sent downlinks
    std::optional<Timestamp> since; ///< received at or after
    std::optional<Timestamp> until; ///< received before
    /// Case ignored; found in device ID, kind, gateway, data rate, names and text values of decoded fields, error
    /// texts; a text of pairs of hex digits, spaced or not, also in the payload's bytes.
    QString text;
    FieldExpression fields; ///< only uplinks have fields
    qint64 afterId = 0;     ///< only records with a larger ID ("clear" hides what is there)
    bool withoutDuplicates = false;

    bool isEmpty() const { return *this == HistoryFilter(); }
    /// The same condition without the index, on a record in hand.
    bool fits(const HistoryRecord &record) const;

    friend bool operator==(const HistoryFilter &, const HistoryFilter &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::HistoryFilter)
