// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mujs.h>

#include <cstdint>
#include <string>

namespace thingsdesk {

/// Writes a JavaScript value as the handler exports a function's result: keys sorted by bytes, undefined members left
/// out, holes close up, functions and dates are `{}`, toJSON is not called.
///
/// MuJS leaves by longjmp when a getter throws or its memory ends: nothing here may own anything while it calls MuJS.
class ValueWriter final
{
public:
    /// What keeps the value from being a result.
    enum class Fault : std::uint8_t {
        None,
        NotFinite,    ///< fault text `NaN`, `+Inf` or `-Inf`; the value is written all the same
        TooDeep,      ///< nesting, or a cycle
        UnlikeArrays, ///< the handler's engine cannot hold an array of arrays of different kinds; see faultText()
    };

    /// `marksNulls`: some objects carry the nullMarker.
    ValueWriter(js_State *state, std::string &out, bool marksNulls);

    void write(int index);

    Fault fault() const { return m_fault; }
    const char *faultText() const { return m_faultText; }

private:
    /// The type that the handler's engine gives a value: an array whose elements are all of one kind is a typed slice.
    struct GoType
    {
        enum Base : std::uint8_t { Nil, Interface, Map, String, Bool, Int, Float };
        Base base = Nil;
        std::uint8_t slices = 0; ///< how many `[]` stand before the base
        bool isSure = true;      ///< false for several numbers: they may be of different kinds there
    };

    /// What an array's elements have in common.
    struct Elements
    {
        GoType first;
        GoType other; ///< the first that does not go with `first`
        GoType last;
        int count = 0;
        bool oneKind = true;
        bool hasOther = false;
        bool hasFloat = false;

        void add(GoType next);
        GoType sliceType() const;
    };

    GoType value(int depth);
    void object(int depth);
    void errorObject();
    GoType array(int depth);
    void member(const char *name, bool marked, int depth, bool &first);
    void refuseUnlike(GoType from, GoType to);
    void refuse(Fault fault, const char *text);
    static bool isAssignable(GoType from, GoType to);

    js_State *m_state;
    std::string &m_out;
    bool m_marksNulls;
    Fault m_fault = Fault::None;
    char m_faultText[160] = "";
};

} // namespace thingsdesk
