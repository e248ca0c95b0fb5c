// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

namespace thingsdesk {

/// "Custom functions": for people.
QString payloadFormatTitle(PayloadFormat format);
/// What the format means for uplinks and downlinks, and for functions that are there.
QString payloadFormatHint(PayloadFormat format, bool hasFunctions);

} // namespace thingsdesk
