// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mujs.h>

#include <string>
#include <string_view>

namespace thingsdesk {

/// A name that no source can spell by accident: marks an object that had a `null` member when it came in.
inline constexpr const char *nullMarker = "\x01null";

/// Makes JavaScript values from JSON text. `null` comes out as undefined, as it reads on the handler; objects that had
/// one are marked, so that it is `null` again on the way out. NaN and Infinity are taken too.
///
/// MuJS leaves by longjmp when its memory or its stack ends: nothing here may own anything while it calls MuJS.
class ValueReader final
{
public:
    /// `scratch` is kept between calls for its memory.
    ValueReader(js_State *state, std::string_view json, std::string &scratch);

    /// Pushes the value; false, with something on the stack, when the text is no JSON.
    bool push();
    bool sawNull() const { return m_sawNull; }

private:
    bool value();
    bool object();
    bool array();
    bool number();
    bool word(std::string_view name);
    bool string(); ///< into the scratch
    bool escape();
    bool hexDigits(unsigned &code);
    void appendCodePoint(unsigned code);
    void skipSpace();
    bool take(char c);

    js_State *m_state;
    const char *m_at;
    const char *m_end;
    std::string &m_scratch;
    bool m_sawNull = false;
    bool m_wasNull = false; ///< the last value() was `null`
};

} // namespace thingsdesk
