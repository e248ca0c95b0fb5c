// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace thingsdesk {

struct WindowActions;

/// Small windows beside the main one; they do not stop it. A second call raises the one that is there.
void showShortcuts(QWidget *window, const WindowActions &actions);
void showAbout(QWidget *window);

} // namespace thingsdesk
