// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to core: reading radio metadata inside a message.

#include "core/jsonreader.h"
#include "core/radio.h"

namespace thingsdesk {

/// Reads the value of a `metadata` member. `raw` gives that value's text, and is only called where there are members
/// that we do not know.
template <class RawText>
void readRadioMetadata(JsonFields &fields, simdjson::dom::element value, RadioMetadata &out, RawText raw);

/// The typed part; true where unknown members were met.
bool readRadioMembers(JsonFields &fields, simdjson::dom::element value, RadioMetadata &out);
/// The second pass for the unknown members.
void keepUnknownRadioMembers(QByteArrayView raw, RadioMetadata &out);

template <class RawText>
void readRadioMetadata(JsonFields &fields, simdjson::dom::element value, RadioMetadata &out, RawText raw)
{
    if (readRadioMembers(fields, value, out) && fields.isGood())
        keepUnknownRadioMembers(raw(), out);
}

} // namespace thingsdesk
