// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace thingsdesk {

/// A place in a payload function's source that a V2 handler does not take as it stands.
struct HandlerMark
{
    enum class Level {
        Refused,   ///< the handler does not load the source
        Missing,   ///< the handler's library does not have it: an error once the place is reached
        Different, ///< runs, with another outcome than elsewhere or than here
    };

    Level level = Level::Refused;
    int line = 1;   ///< from 1
    int column = 1; ///< from 1, in UTF-16 units
    int length = 1; ///< in UTF-16 units, within the line
    QString reason; ///< a sentence: what is wrong with it
    QString remedy; ///< a sentence: how to write it for the handler; may be empty

    friend bool operator==(const HandlerMark &, const HandlerMark &) = default;
};

/// Reads a source as the handler's ECMAScript 5 engine would and names what is newer, what its library lacks, regular
/// expressions that RE2 cannot take, the loop that it cannot interrupt, and what comes out differently there. In the
/// order of the places. It sees words, not values: a name that the source defines itself, or asks for by typeof, is not
/// marked, and what hides in strings (eval) is not seen. Takes any text. Source: otto.md sections 1, 2, 6, 7 and 9.
QList<HandlerMark> handlerMarks(FunctionKind kind, QStringView source);

} // namespace thingsdesk
