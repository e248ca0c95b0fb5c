// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

#include <array>
#include <optional>

namespace thingsdesk {

/// One of the four functions of a custom payload format, in the order in which an uplink meets them.
enum class FunctionKind { Decoder, Converter, Validator, Encoder };

inline constexpr std::array<FunctionKind, 4> allFunctionKinds{FunctionKind::Decoder, FunctionKind::Converter,
                                                              FunctionKind::Validator, FunctionKind::Encoder};

QString functionName(FunctionKind kind);     ///< "Decoder": as the network calls it
QString functionFileName(FunctionKind kind); ///< "decoder.js"
std::optional<FunctionKind> functionFromName(QStringView name);

QString &functionText(PayloadFunctions &functions, FunctionKind kind);
const QString &functionText(const PayloadFunctions &functions, FunctionKind kind);

} // namespace thingsdesk
