// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"

#include <QByteArrayView>

/// Cayenne LPP with the V2 handler's names, rounding and errors (wire-v2 section 13). Stateless, any thread.
namespace thingsdesk::cayennelpp {

/// `temperature_7`, … from [channel][type][data]; numbers are 32-bit floats, written in their shortest form.
/// Errors: "cayennelpp: unknown type", "unexpected EOF"; an empty payload gives `{}`.
DecodeResult decode(QByteArrayView bytes);

/// Bytes from `value_0` … `value_255` that are numbers, in the order of their channels; all else is ignored, as the
/// handler does. `fields` is the text of a JSON object.
EncodeResult encode(const QByteArray &fields);

} // namespace thingsdesk::cayennelpp
