// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"

namespace thingsdesk::cli {

/// {"fields", "valid", "logs", "error"}: fields are null without a result, error is null without an error; a log entry
/// is V2's {"function", "fields"}, each field the JSON text of an argument.
QByteArray decodeJson(const DecodeResult &result);
/// {"payload_raw", "logs", "error"}
QByteArray encodeJson(const EncodeResult &result);

// The same for people.
QString decodeText(const QByteArray &bytes, const DecodeResult &result);
QString encodeText(const EncodeResult &result);

} // namespace thingsdesk::cli
