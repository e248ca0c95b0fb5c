// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/library.h"

#include "payload/gojson.h"
#include "payload/re2rules.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace thingsdesk {

namespace {

// Functions here may be left by longjmp whenever they call MuJS: nothing in them may own memory across such a call.

/// The engine's own functions that are called on, kept where scripts cannot reach.
constexpr const char *ownToString = "thingsdesk.toString";
constexpr const char *ownToIsoString = "thingsdesk.toISOString";
constexpr const char *ownParse = "thingsdesk.parse";
constexpr const char *ownStringify = "thingsdesk.stringify";
constexpr const char *ownRegExp = "thingsdesk.RegExp";
constexpr const char *refusal = "thingsdesk.refusal";

constexpr int longestComplaint = 200; ///< characters; MuJS cuts its messages at 256
constexpr int longestNumber = 512;    ///< characters: 309 digits, point, as many places as are taken

/// Calls an own function with `this` and the arguments of the present call.
void callOwn(js_State *state, const char *name)
{
    const int top = js_gettop(state);
    js_getregistry(state, name);
    for (int i = 0; i < top; ++i)
        js_copy(state, i);
    js_call(state, top - 1);
}

double toInteger(js_State *state, int index)
{
    const double value = js_tonumber(state, index);
    return std::isnan(value) ? 0 : std::trunc(value);
}

void pushFormatted(js_State *state, const char *format, int precision, double value)
{
    char text[longestNumber];
    std::snprintf(text, sizeof text, format, precision, value);
    js_pushstring(state, text);
}

/// True where the value is no finite number; its text is pushed then.
bool pushNotFinite(js_State *state, double value)
{
    if (std::isfinite(value))
        return false;
    js_pushliteral(state, std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    return true;
}

void numberToFixed(js_State *state)
{
    const double places = toInteger(state, 1);
    if (places < 0 || places > 20)
        js_rangeerror(state, "toFixed() precision must be between 0 and 20");
    const double value = js_tonumber(state, 0);
    if (pushNotFinite(state, value))
        return;
    if (std::fabs(value) >= 1e21) {
        js_pushnumber(state, value);
        js_pushstring(state, js_tostring(state, -1));
    } else {
        pushFormatted(state, "%.*f", static_cast<int>(places), value);
    }
}

/// With the fewest digits that tell the number, in Go's form with two digits of exponent at least.
void pushShortestExponential(js_State *state, double value)
{
    char text[longestNumber];
    for (int places = 0; places < 18; ++places) {
        std::snprintf(text, sizeof text, "%.*e", places, value);
        double back = 0;
        std::sscanf(text, "%lf", &back);
        if (back == value)
            break;
    }
    js_pushstring(state, text);
}

void numberToExponential(js_State *state)
{
    const double value = js_tonumber(state, 0);
    const double places = js_isdefined(state, 1) ? toInteger(state, 1) : -1;
    if (js_isdefined(state, 1) && places < 0)
        js_rangeerror(state, "toString() radix must be between 2 and 36"); // its very words
    if (pushNotFinite(state, value))
        return;
    if (places < 0)
        pushShortestExponential(state, value);
    else
        pushFormatted(state, "%.*e", static_cast<int>(std::fmin(places, 400)), value);
}

void numberToPrecision(js_State *state)
{
    if (js_isundefined(state, 1))
        return callOwn(state, ownToString);
    const double value = js_tonumber(state, 0);
    const double digits = toInteger(state, 1);
    if (digits < 1)
        js_rangeerror(state, "toPrecision() precision must be greater than 1");
    if (pushNotFinite(state, value))
        return;
    pushFormatted(state, "%.*g", static_cast<int>(std::fmin(digits, 400)), value); // drops zeros at the end, as there
}

/// Whole numbers only: the handler drops the fraction, and what is beyond 64 bits.
void numberToString(js_State *state)
{
    const double radix = js_isdefined(state, 1) ? toInteger(state, 1) : 10;
    if (radix < 2 || radix > 36)
        js_rangeerror(state, "toString() radix must be between 2 and 36");
    if (radix == 10 || !(js_isnumber(state, 0) || js_isnumberobject(state, 0))) {
        js_getregistry(state, ownToString);
        js_copy(state, 0);
        return js_call(state, 0);
    }
    const double value = js_tonumber(state, 0);
    if (pushNotFinite(state, value))
        return;
    const auto whole = std::fabs(value) < 9.2e18 ? static_cast<std::int64_t>(value) : INT64_MIN;
    char digits[80];
    char *at = digits + sizeof digits;
    *--at = '\0';
    auto left = whole < 0 ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole);
    do {
        *--at = "0123456789abcdefghijklmnopqrstuvwxyz"[left % static_cast<unsigned>(radix)];
        left /= static_cast<unsigned>(radix);
    } while (left > 0);
    if (whole < 0)
        *--at = '-';
    js_pushstring(state, at);
}

void mathRound(js_State *state)
{
    const double value = js_tonumber(state, 1);
    const double rounded = std::floor(value + 0.5);
    js_pushnumber(state, rounded == 0 ? std::copysign(0, value) : rounded);
}

void dateToIsoString(js_State *state)
{
    js_copy(state, 0); // MuJS converts in place
    const bool isInvalid = js_isdateobject(state, 0) && std::isnan(js_tonumber(state, -1));
    js_pop(state, 1);
    if (isInvalid)
        js_pushliteral(state, "Invalid Date");
    else
        callOwn(state, ownToIsoString);
}

void jsonParse(js_State *state)
{
    const char *const text = js_tostring(state, 1);
    char complaint[longestComplaint];
    std::snprintf(complaint, sizeof complaint, "%s", gojson::syntaxError(text).c_str());
    if (complaint[0] != '\0')
        js_syntaxerror(state, "%s", complaint);
    callOwn(state, ownParse);
}

/// Go escapes what could be read as HTML; these three stand in strings only.
void jsonStringify(js_State *state)
{
    callOwn(state, ownStringify);
    if (!js_isstring(state, -1))
        return;
    const char *const text = js_tostring(state, -1);
    if (!std::strpbrk(text, "<>&"))
        return;
    js_pushliteral(state, "");
    for (const char *at = text; *at != '\0';) {
        const std::size_t plain = std::strcspn(at, "<>&");
        js_pushlstring(state, at, static_cast<int>(plain));
        js_concat(state);
        at += plain;
        if (*at == '\0')
            break;
        js_pushliteral(state, *at == '<' ? "\\u003c" : *at == '>' ? "\\u003e" : "\\u0026");
        js_concat(state);
        ++at;
    }
}

void checkPattern(js_State *state)
{
    if (!js_isstring(state, 1))
        return;
    char complaint[longestComplaint];
    std::snprintf(complaint, sizeof complaint, "%s", re2rules::complaint(js_tostring(state, 1)).c_str());
    if (complaint[0] == '\0')
        return;
    if (re2rules::isTypeError(complaint))
        js_typeerror(state, "Invalid regular expression: %s", complaint);
    js_syntaxerror(state, "Invalid regular expression: %s", complaint);
}

void regExpCall(js_State *state)
{
    checkPattern(state);
    callOwn(state, ownRegExp);
}

void regExpConstruct(js_State *state)
{
    checkPattern(state);
    const int top = js_gettop(state);
    js_getregistry(state, ownRegExp);
    for (int i = 1; i < top; ++i)
        js_copy(state, i);
    js_construct(state, top - 1);
}

/// A TypeError without a text.
void refuseChange(js_State *state)
{
    js_newtypeerror(state, "");
    js_throw(state);
}

/// Keeps the engine's own under `registry` where a name for it is given, and puts `function` in its place.
void replace(js_State *state, const char *name, js_CFunction function, int length, const char *registry = nullptr)
{
    if (registry) {
        js_getproperty(state, -1, name);
        js_setregistry(state, registry);
    }
    js_newcfunction(state, function, name, length);
    js_defproperty(state, -2, name, JS_DONTENUM);
}

void pushPrototype(js_State *state, const char *constructor)
{
    js_getglobal(state, constructor);
    js_getproperty(state, -1, "prototype");
    js_rot2pop1(state);
}

} // namespace

void defineLibrary(js_State *state)
{
    pushPrototype(state, "Number");
    replace(state, "toString", numberToString, 1, ownToString);
    replace(state, "toLocaleString", numberToString, 1);
    replace(state, "toFixed", numberToFixed, 1);
    replace(state, "toExponential", numberToExponential, 1);
    replace(state, "toPrecision", numberToPrecision, 1);
    js_pop(state, 1);

    pushPrototype(state, "Date");
    replace(state, "toISOString", dateToIsoString, 0, ownToIsoString);
    js_pop(state, 1);

    js_getglobal(state, "Math");
    replace(state, "round", mathRound, 1);
    js_pop(state, 1);

    js_getglobal(state, "JSON");
    replace(state, "parse", jsonParse, 2, ownParse);
    replace(state, "stringify", jsonStringify, 3, ownStringify);
    js_pop(state, 1);

    js_getglobal(state, "RegExp");
    js_setregistry(state, ownRegExp);
    pushPrototype(state, "RegExp");
    js_newcconstructor(state, regExpCall, regExpConstruct, "RegExp", 2);
    js_defglobal(state, "RegExp", JS_DONTENUM);

    js_newcfunction(state, refuseChange, "", 0);
    js_setregistry(state, refusal);
}

void fixLength(js_State *state)
{
    js_getregistry(state, refusal);
    for (const char *method : {"push", "pop", "shift", "unshift", "splice"}) {
        js_copy(state, -1);
        js_defproperty(state, -3, method, JS_DONTENUM);
    }
    js_pop(state, 1);
}

} // namespace thingsdesk
