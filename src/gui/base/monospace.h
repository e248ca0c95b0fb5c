// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

namespace thingsdesk {

/// The system's fixed-width face in the size of the surrounding text: for hex, code, addresses and logs.
QFont monospaceFont();
/// Gives a widget that face.
void useMonospace(QWidget *widget);

} // namespace thingsdesk
