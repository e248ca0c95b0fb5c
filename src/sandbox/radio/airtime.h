// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace thingsdesk::sandbox {

/// Time on air of a LoRa frame with coding rate 4/5, in nanoseconds, by the V2 stack's formula (wire-v2 section 10.1).
/// `frameSize` is the whole PHY payload in bytes. A data rate that is none gives 0.
qint64 loraAirtime(const QString &dataRate, qsizetype frameSize);

/// The same for FSK at `bitRate` bit/s.
qint64 fskAirtime(quint32 bitRate, qsizetype frameSize);

} // namespace thingsdesk::sandbox
