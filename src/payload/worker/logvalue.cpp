// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/logvalue.h"

#include "payload/worker/jsonout.h"

#include <cmath>
#include <csetjmp>

namespace thingsdesk {

namespace {

constexpr int maximumDepth = 31; // deeper is taken for a cycle

bool appendValue(js_State *state, std::string &out, int depth);

/// Replaces the value on top by what its toJSON gives, or by the primitive that it wraps.
void unwrap(js_State *state)
{
    if (!js_isobject(state, -1))
        return;
    js_getproperty(state, -1, "toJSON");
    if (js_iscallable(state, -1)) {
        js_copy(state, -2);
        js_pushliteral(state, "");
        js_call(state, 1);
        js_rot2pop1(state);
        return;
    }
    js_pop(state, 1);
    if (js_isnumberobject(state, -1)) {
        js_pushnumber(state, js_tonumber(state, -1));
        js_rot2pop1(state);
    } else if (js_isstringobject(state, -1)) {
        js_pushstring(state, js_tostring(state, -1));
        js_rot2pop1(state);
    } else if (js_isbooleanobject(state, -1)) {
        js_getproperty(state, -1, "valueOf");
        js_copy(state, -2);
        js_call(state, 0);
        js_rot2pop1(state);
    }
}

bool appendArray(js_State *state, std::string &out, int depth)
{
    out += '[';
    const int length = js_getlength(state, -1);
    for (int i = 0; i < length; ++i) {
        if (i > 0)
            out += ',';
        js_getindex(state, -1, i);
        const std::size_t before = out.size();
        const bool good = appendValue(state, out, depth + 1);
        js_pop(state, 1);
        if (!good)
            return false;
        if (out.size() == before)
            out += "null";
    }
    out += ']';
    return true;
}

bool appendObject(js_State *state, std::string &out, int depth)
{
    out += '{';
    bool first = true;
    js_pushiterator(state, -1, 1);
    while (const char *name = js_nextiterator(state, -1)) {
        const std::size_t before = out.size();
        if (!first)
            out += ',';
        jsonout::appendString(out, name);
        out += ':';
        const std::size_t start = out.size();
        js_getproperty(state, -2, name);
        const bool good = appendValue(state, out, depth + 1);
        js_pop(state, 1);
        if (!good)
            return false;
        if (out.size() == start)
            out.resize(before);
        else
            first = false;
    }
    js_pop(state, 1);
    out += '}';
    return true;
}

/// Appends the value on top; nothing for what JSON leaves out. False where it is too deep.
bool appendValue(js_State *state, std::string &out, int depth)
{
    js_dup(state);
    unwrap(state);
    bool good = true;
    switch (js_type(state, -1)) {
    case JS_ISNULL:
        out += "null";
        break;
    case JS_ISBOOLEAN:
        out += js_toboolean(state, -1) ? "true" : "false";
        break;
    case JS_ISNUMBER: {
        const double number = js_tonumber(state, -1);
        if (!std::isfinite(number))
            out += "null";
        else
            jsonout::appendNumber(out, number == 0 ? 0 : number);
        break;
    }
    case JS_ISSTRING:
        jsonout::appendString(out, js_tostring(state, -1));
        break;
    case JS_ISOBJECT:
        if (depth > maximumDepth)
            good = false;
        else
            good = js_isarray(state, -1) ? appendArray(state, out, depth) : appendObject(state, out, depth);
        break;
    default:
        break;
    }
    if (good)
        js_pop(state, 1);
    return good;
}

} // namespace

void appendLogValue(js_State *state, int index, std::string &out)
{
    const std::size_t start = out.size();
    const int top = js_gettop(state);
    // MuJS restores its own stack on a throw; the text is cut back here.
    if (setjmp(*static_cast<jmp_buf *>(js_savetry(state)))) {
        js_pop(state, 1);
        out.resize(start);
        out += "undefined";
        return;
    }
    js_copy(state, index);
    const bool good = appendValue(state, out, 0);
    if (!good || out.size() == start) {
        out.resize(start);
        out += "undefined";
    }
    js_pop(state, js_gettop(state) - top);
    js_endtry(state);
}

} // namespace thingsdesk
