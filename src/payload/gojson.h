// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// What Go's encoding/json says about a text: the V2 handler passes its words on. No Qt here, any thread.
namespace thingsdesk::gojson {

/// Go's message for the first fault of a JSON text ("invalid character 'a' looking for beginning of value",
/// "unexpected end of JSON input", …); empty for one sound JSON value.
std::string syntaxError(std::string_view json);

/// The message that json.Unmarshal into a map[string]interface{} gives; empty for an object and for `null`.
std::string objectError(std::string_view json);

} // namespace thingsdesk::gojson
