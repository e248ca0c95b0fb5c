// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QFrame;
class QWidget;

/// Small windows that open below a button and close by Escape or a click beside them.
namespace thingsdesk::popups {

void frame(QFrame &popup);
void open(QWidget &popup, const QWidget &button); ///< below it, inside its screen

} // namespace thingsdesk::popups
