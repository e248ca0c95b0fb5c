// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace thingsdesk::sandbox {

/// Bytes from the system's random source, fit for keys.
QByteArray randomBytes(qsizetype count);

/// Letters and digits of the same source: about six bits each.
QByteArray randomText(qsizetype length);

/// SHA-256, as lower-case hex.
QByteArray sha256Hex(const QByteArray &bytes);

} // namespace thingsdesk::sandbox
