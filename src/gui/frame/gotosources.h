// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/frame/gotoentries.h"

namespace thingsdesk {

class DeviceModels;
class MainWindow;
class SidebarModel;
struct WindowActions;

/// All devices, pages and applications of the sidebar, and what the window can do.
QList<GoToEntry> goToEntries(MainWindow &window, const SidebarModel &applications, DeviceModels &devices,
                             const WindowActions &actions);

} // namespace thingsdesk
