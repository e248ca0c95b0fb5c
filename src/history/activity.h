// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: what a device's last uplinks tell of it.

#include "history/historystore.h"
#include "history/recordrow.h"

#include <simdjson.h>

namespace thingsdesk::history {

/// What is read of an uplink without reading all of it.
struct UplinkGlance
{
    quint32 counter = 0;
    quint8 port = 0;
    double rssi = 0;
    double snr = 0;
    QByteArray dataRate;

    static UplinkGlance of(simdjson::dom::object uplink);
};

/// One device's last uplinks, and the newest one's radio. Kept in `activity` as far as the index reaches.
class DeviceTrack
{
public:
    static constexpr qsizetype remembered = 100;

    void add(const RecordRow &row, const UplinkGlance &uplink);
    DeviceActivity activity() const;

    QByteArray toBytes() const;
    static DeviceTrack fromBytes(QByteArrayView bytes); ///< an empty one where they are damaged

private:
    struct Uplink
    {
        qint64 milliseconds = 0;
        quint32 counter = 0;
    };

    qint64 m_lastId = 0;
    Timestamp m_lastSeen;
    UplinkGlance m_last;
    QList<Uplink> m_uplinks; ///< the last ones, oldest first, without duplicates
};

} // namespace thingsdesk::history
