// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <optional>

namespace thingsdesk {

/// An error of a payload function, as far as its text tells where it is.
struct ScriptError
{
    FunctionKind function = FunctionKind::Decoder;
    std::optional<int> line;                      ///< in the function's source, from 1
    QString message;                              ///< without the network's preamble
    std::optional<int> byteColumn = std::nullopt; ///< in the line, from 1; bytes of UTF-8, as the handler counts

    /// Takes the handler's (and our worker's) texts apart: "Internal error: Decoder threw error: (anonymous): Line 4:2
    /// Unexpected token" is line 3, column 2: the handler puts an empty line and two tabs before the source. Nothing
    /// where no function is named. Source: wire-v2 section 12.
    static std::optional<ScriptError> parse(const QString &text);
    /// The message alone; the whole text where no function is named.
    static QString messageOf(const QString &text);
};

} // namespace thingsdesk
