// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace thingsdesk {

/// A text as a cell of CSV (RFC 4180, UTF-8), in quotes where it needs them. What a program that shows tables would
/// take for a formula (a text from a device that begins with = + - @ and is no number) gets an apostrophe in front.
QByteArray csvCell(const QString &text);

} // namespace thingsdesk
