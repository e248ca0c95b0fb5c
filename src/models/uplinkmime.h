// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uplinkmessage.h"

class QMimeData;

namespace thingsdesk {

/// An uplink as it is dragged: for our own pages as it was received, for everything else its payload as hex text.
QMimeData *uplinkMimeData(const UplinkMessage &uplink);
QString uplinkMimeType();
/// Nothing where it is none of ours.
std::optional<UplinkMessage> uplinkOf(const QMimeData &data);

} // namespace thingsdesk
