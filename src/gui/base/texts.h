// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "core/timestamp.h"
#include "history/historyrecord.h"

#include <QString>

#include <chrono>

/// Values as people read them: in the user's locale, with units. Every text goes through tr().
namespace thingsdesk::texts {

QString hexPairs(QByteArrayView bytes);                           ///< "02 1C 00 7B"
QString cArray(QByteArrayView bytes, bool leastSignificantFirst); ///< "{ 0x02, 0x1C, … }"

QString clock(const Timestamp &time);             ///< local "12:04:31"; with the date where it is not today
QString exactTime(const Timestamp &time);         ///< local with zone, and UTC: for tooltips (two lines)
QString ago(const Timestamp &time);               ///< "just now", "12 s ago", "3 h ago", "2 days ago"
QString duration(std::chrono::milliseconds time); ///< "41 ms", "2.4 s", "3 min"

QString byteSize(qint64 bytes);         ///< "1.2 MB"
QString count(quint64 number);          ///< "12,345"
QString decibelMilliwatts(double rssi); ///< "−97 dBm"
QString decibels(double snr);           ///< "7.2 dB"
QString megahertz(quint64 hertz);       ///< "868.3 MHz"
QString airtime(qint64 nanoseconds);    ///< "46.3 ms"
QString distance(double metres);        ///< "1.2 km"
QString percent(double share);          ///< 0…1: "3.4 %"
QString dataRate(const QString &name);  ///< "SF7" for SF7BW125, "SF9 BW500" for others
QString degrees(double value);

QString kind(RecordKind kind);             ///< "Uplink", "Downlink sent", …
QString kindSymbol(RecordKind kind);       ///< "↑", "↓", "⚠", "⇄", "—": one character beside the word
QString activation(Activation activation); ///< "OTAA", "ABP", "On-join template"
/// Fields as one line: "temperature 21.4  humidity 63"; strings plain, objects in braces; cut to some hundred
/// characters.
QString fieldSummary(const QByteArray &fields);
/// A text from the network made safe for a label: no control characters, no markup, directional marks isolated.
QString plain(const QString &text, int maximum = 500);

} // namespace thingsdesk::texts
