// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/refusal.h"

#include <QByteArrayView>

namespace thingsdesk::sandbox {

/// Texts that come from Go's own libraries, which the V2 stack passes on as they are.

/// strconv.ParseUint in base 10; code UNKNOWN.
Reply<quint64> parseUnsigned(QByteArrayView text);

/// time.Duration of whole seconds: "4s", "1m7s", "2h0m0s".
QByteArray durationText(qint64 seconds);

/// What encoding/json says about text that is no JSON; empty = it is.
QByteArray jsonSyntaxError(QByteArrayView json);

} // namespace thingsdesk::sandbox
