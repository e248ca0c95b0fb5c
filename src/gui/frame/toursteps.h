// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/frame/tour.h"

namespace thingsdesk {

class ConsoleApplication;

/// The main job: look, register a device, watch it, change the decoder, send a downlink. The console outlives them.
QList<TourStep> tourSteps(ConsoleApplication &console);

} // namespace thingsdesk
