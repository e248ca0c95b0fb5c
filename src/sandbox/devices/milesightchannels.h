// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/devices/sensorkind.h"

#include <vector>

/// Which channels Milesight's sensors send, in the order in which they send them.
namespace thingsdesk::sandbox::milesight {

enum class Type {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    LowNibble,  ///< begins a byte
    HighNibble, ///< ends the byte that the LowNibble before it began
    Flags,      ///< an object with "yes" or "no" for each bit
    Mac,        ///< six bytes, as text with colons
    Skipped,    ///< a byte without meaning
};

struct Choice
{
    int code;
    const char *text;
};

/// number = value × factor, or the code of its text.
struct Field
{
    const char *name;
    Type type;
    double factor = 1;
    std::vector<Choice> choices = {};
};

struct Channel
{
    quint8 id;
    quint8 type;
    std::vector<Field> fields;
    const char *list = nullptr; ///< each entry of this list makes such a channel
};

using Table = std::vector<Channel>;

/// A channel with an alarm stands before the plain one of the same value: the first whose values are all there is sent.
/// Null for a kind that is not Milesight's.
const Table *channelsOf(SensorKind kind);

} // namespace thingsdesk::sandbox::milesight
