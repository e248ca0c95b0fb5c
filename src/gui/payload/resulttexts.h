// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"
#include "gui/payload/resultview.h"

namespace thingsdesk {

/// "0.03 ms": what the functions took.
QString workerTime(qint64 nanoseconds);
/// Fields, or the error in the handler's words; whether they are valid; the time.
ResultView::Outcome decodeOutcome(const DecodeResult &result, const QString &time);
/// Bytes in hex, or the error.
ResultView::Outcome encodeOutcome(const EncodeResult &result, const QString &time);

} // namespace thingsdesk
