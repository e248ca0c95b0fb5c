// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/sandbox/recordednetwork.h"

#include <QMap>

namespace thingsdesk::test {

/// Where our network knowingly answers otherwise than the recorded one: line number (from 1) → why. A line that is
/// listed here and does not differ fails the test, like one that differs and is not listed.
using KnownDifferences = QMap<int, QString>;

/// Puts every call of a recording (tests/data/v2/grpc) to the network and compares code, text, headers and response.
/// Dry runs of functions are left to the engine's own tests. Gives what is wrong, one text a line; empty = all as
/// recorded or as known.
QStringList differences(RecordedNetwork &network, const QString &recording, const KnownDifferences &known);

} // namespace thingsdesk::test
