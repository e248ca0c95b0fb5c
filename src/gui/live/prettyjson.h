// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace thingsdesk {

/// The same JSON on indented lines. Order of members, numbers and escapes stay exactly as they stand in the text; only
/// white space between tokens changes. Text that is no JSON comes back as it is.
QByteArray prettyJson(QByteArrayView json, int indent = 2);

} // namespace thingsdesk
