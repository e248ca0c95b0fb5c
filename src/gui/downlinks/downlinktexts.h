// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/tones.h"
#include "models/downlinktimelinemodel.h"

namespace thingsdesk {

/// What a downlink has come to, by sign and word.
struct DownlinkState
{
    QString sign; ///< one character
    QString word; ///< "acknowledged"
    Tone tone = Tone::Text;
};

DownlinkState downlinkState(const DownlinkTimelineModel::Entry &entry);
/// "08 01 00 FF", or the fields where there are no bytes.
QString downlinkContent(const DownlinkMessage &message);
/// "port 85 · confirmed · replaces the queue"
QString downlinkManner(const DownlinkMessage &message, bool isOurs);
/// The steps so far and the next one that is waited for.
QString downlinkSteps(const DownlinkTimelineModel::Entry &entry);
/// The error in the network's words and what it means; or, after a while without an answer, the likely causes.
QString downlinkTrouble(const DownlinkTimelineModel::Entry &entry, const Timestamp &now);
/// All of it as plain text, for the clipboard and for screen readers.
QString downlinkReport(const DownlinkTimelineModel::Entry &entry);

/// "4 bytes"
QString byteCountText(int count);
/// What a schedule means, in a sentence.
QString scheduleHint(Schedule schedule);

} // namespace thingsdesk
