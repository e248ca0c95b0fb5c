// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace thingsdesk {

/// JSON with a line for each member and element; numbers and texts stay as they are written, empty objects and arrays
/// of plain numbers stay on one line. A text that is no JSON comes back as it is.
QString indentedJson(QByteArrayView json);

} // namespace thingsdesk
