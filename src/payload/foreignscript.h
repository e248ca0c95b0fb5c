// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "payload/functionkind.h"

#include <QStringList>

#include <optional>

namespace thingsdesk {

/// For whom a script was written, where that is not V2.
enum class ScriptOrigin {
    Formatter,  ///< decodeUplink(input), encodeDownlink(input): The Things Stack, and ChirpStack from v4 on
    ChirpStack, ///< Decode(fPort, bytes, variables), Encode(fPort, obj, variables): ChirpStack up to v3
    Milesight,  ///< milesightDeviceDecode(bytes): a maker's own name, beside the others' in many files
};

/// A script of another network made into a function of V2.
struct WrappedScript
{
    ScriptOrigin origin = ScriptOrigin::Formatter;
    QString source;    ///< the script, and behind it a function that calls it
    QStringList notes; ///< sentences: what does not translate
};

/// Recognises a script of another network that lacks V2's own function, and wraps it: `Decoder` or `Encoder`; nothing
/// for other kinds, and where nothing is recognised. The script itself is not changed; what is newer than ECMAScript 5
/// in it stays marked (handlerMarks).
std::optional<WrappedScript> wrappedForV2(FunctionKind kind, const QString &source);

/// Whether other networks call a function of this kind by that name.
bool isForeignFunction(FunctionKind kind, QStringView name);

/// For moving away: V2's functions as one script with decodeUplink(input) and encodeDownlink(input), for The Things
/// Stack and ChirpStack v4. Empty where there are no functions. `notes`: what does not translate.
WrappedScript wrappedForFormatter(const PayloadFunctions &functions);

} // namespace thingsdesk
