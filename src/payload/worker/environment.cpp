// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/environment.h"

#include "payload/worker/library.h"

#include <sys/random.h>

#include <cstdint>
#include <initializer_list>

namespace thingsdesk {

namespace {

/// The older library functions of ECMAScript's annex B, which MuJS leaves out.
constexpr const char *annexB = R"js(
(function () {
    function define(object, name, value) {
        Object.defineProperty(object, name, {value: value, writable: true, configurable: true, enumerable: false});
    }
    var hex = '0123456789ABCDEF', global = this;
    function digits(n, count) {
        for (var text = ''; count > 0; --count, n >>>= 4) text = hex.charAt(n & 15) + text;
        return text;
    }
    define(String.prototype, 'substr', function substr(start, length) {
        var text = String(this), size = text.length;
        start = +start || 0;
        start = start < 0 ? Math.max(size + start, 0) : start;
        return text.substring(start, length === undefined ? size : start + Math.max(+length || 0, 0));
    });
    define(String.prototype, 'trimLeft', function trimLeft() { return String(this).replace(/^\s+/, ''); });
    define(String.prototype, 'trimRight', function trimRight() { return String(this).replace(/\s+$/, ''); });
    define(Date.prototype, 'getYear', function getYear() { return this.getFullYear() - 1900; });
    define(Date.prototype, 'toGMTString', Date.prototype.toUTCString);
    define(global, 'escape', function escape(value) {
        var text = String(value), result = '';
        for (var i = 0; i < text.length; ++i) {
            var c = text.charAt(i), code = text.charCodeAt(i);
            if (/[A-Za-z0-9@*_+.\/-]/.test(c)) result += c;
            else result += code < 256 ? '%' + digits(code, 2) : '%u' + digits(code, 4);
        }
        return result;
    });
    define(global, 'unescape', function unescape(value) {
        return String(value).replace(/%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}/g, function (all) {
            return String.fromCharCode(parseInt(all.substring(all.charAt(1) === 'u' ? 2 : 1), 16));
        });
    });
})
)js";

void ignore(js_State *state)
{
    js_pushundefined(state);
}

/// One sequence for the whole process, seeded by the system: a fresh engine draws fresh numbers, and what one call
/// draws says nothing about what another will.
std::uint64_t nextRandom()
{
    static std::uint64_t state = [] {
        std::uint64_t seed = 0;
        if (getrandom(&seed, sizeof seed, 0) != static_cast<ssize_t>(sizeof seed) || seed == 0)
            seed = 0x9e3779b97f4a7c15U;
        return seed;
    }();
    state ^= state >> 12U; // Marsaglia's xorshift with Vigna's multiplier
    state ^= state << 25U;
    state ^= state >> 27U;
    return state * 0x2545f4914f6cdd1dU;
}

void random(js_State *state)
{
    constexpr double fractions = 9007199254740992.0; // 2^53
    js_pushnumber(state, static_cast<double>(nextRandom() >> 11U) / fractions);
}

void defineFunction(js_State *state, js_CFunction function, const char *name)
{
    js_newcfunction(state, function, name, 0);
    js_defproperty(state, -2, name, JS_DONTENUM);
}

} // namespace

void defineEnvironment(js_State *state, js_CFunction log)
{
    nextRandom(); // seeds now: the system call is not allowed later

    js_getglobal(state, "Math");
    defineFunction(state, random, "random");
    js_pop(state, 1);

    js_newobject(state);
    defineFunction(state, log, "log");
    for (const char *name : {"info", "warn", "error", "debug", "dir", "time", "timeEnd", "trace", "assert"})
        defineFunction(state, ignore, name);
    js_defglobal(state, "console", JS_DONTENUM);

    js_loadstring(state, "(library)", annexB);
    js_pushundefined(state);
    js_call(state, 0); // gives the function
    js_pushundefined(state);
    js_call(state, 0);
    js_pop(state, 1);
    defineLibrary(state);
}

} // namespace thingsdesk
