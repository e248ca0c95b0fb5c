// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"

namespace thingsdesk::test {

namespace hostile {

using Code = PayloadError::Code;

/// A decoder that means harm, or is just broken.
struct Function
{
    const char *name;
    const char *body;  ///< of `function Decoder(bytes, port)`
    const char *error; ///< how the text of its one failed result starts; empty where it gives fields
    Code code;
};

constexpr const char *interrupted = "Internal error: Interrupted javascript execution for Decoder after ";
constexpr const char *memory = "Internal error: Decoder used more than 64 MB of memory";
constexpr const char *depth = "Internal error: Decoder threw error: RangeError: Maximum call stack size exceeded";

inline constexpr Function functions[] = {
    {"endless while", "while (true) {}", interrupted, Code::Internal},
    {"endless for", "for (;;) {}", interrupted, Code::Internal},
    {"endless loop that catches", "for (;;) { try { throw 1; } catch (e) {} finally { continue; } }", interrupted,
     Code::Internal},
    {"endless getter", "return {get a() { for (;;) {} }};", interrupted, Code::Internal},
    {"endless toString of what is thrown", "throw {toString: function () { for (;;) {} }};", interrupted,
     Code::Internal},
    {"endless expression", "/(a*)*b/.test(new Array(40).join('a')); for (;;) {}", "Internal error:", Code::Internal},
    {"memory: one string", "var s = 'x'; for (;;) s += s;", memory, Code::WorkerLost},
    {"memory: huge array", "var a = []; for (var i = 0; i < 1e9; ++i) a[i] = i;", "Internal error:", Code::WorkerLost},
    {"memory: arrays of arrays", "var a = []; for (;;) a = [a, new Array(1000).join('x')];",
     "Internal error:", Code::WorkerLost},
    {"recursion", "function f() { return f(); } f();", depth, Code::Internal},
    {"recursion through a getter", "var o = {get a() { return this.a; }}; o.a;", depth, Code::Internal},
    {"recursion through toString", "var o = {toString: function () { return '' + this; }}; '' + o;", depth,
     Code::Internal},
    {"recursion through replace", "function f() { return 'a'.replace('a', f); } f();", depth, Code::Internal},
    {"nested JSON", "JSON.parse(new Array(200000).join('['));", "Internal error:", Code::Internal},
    {"nested parentheses", "eval(new Array(20000).join('(') + '1');",
     "Internal error: Decoder threw error:", Code::Internal},
    {"throws undefined", "throw undefined;", "Internal error: Decoder threw error: undefined", Code::Internal},
    {"throws null", "throw null;", "Internal error: Decoder threw error: null", Code::Internal},
    {"throws a number", "throw 42;", "Internal error: Decoder threw error: 42", Code::Internal},
    {"throws a function", "throw function () {};", "Internal error: Decoder threw error: function", Code::Internal},
    {"throws in toString", "throw {toString: function () { throw 1; }};",
     "Internal error: Decoder threw error:", Code::Internal},
    {"throws in a getter", "return {get a() { throw new Error('got'); }};",
     "Internal error: Decoder threw error: Error: got", Code::Internal},
    {"throws itself out of try", "try { throw 1; } finally { throw 2; }", "Internal error: Decoder threw error: 2",
     Code::Internal},
    {"broken builtins", "Array.prototype.slice = null; Object.prototype.toString = null; JSON = null; throw {};",
     "Internal error: Decoder threw error:", Code::Internal},
    {"cycle", "var a = {}; a.a = a; return a;", "Internal error: Fatal error in Decoder: &{{RangeError",
     Code::Internal},
    {"cycle of arrays", "var a = []; a[0] = a; return {a: a};", "Internal error: Fatal error in Decoder: &{{RangeError",
     Code::Internal},
    {"sparse array", "var a = []; a[60000000] = 1; return {n: a.length};", "", Code::Internal},
    {"long array of holes", "var a = []; a[60000000] = 1; return {a: a};", "Internal error:", Code::Internal},
    {"large result", "var s = 'x'; for (var i = 0; i < 21; ++i) s += s; return {s: s};", "", Code::Internal},
    {"many logs", "for (var i = 0; i < 30000; ++i) console.log(i); return {};", "", Code::Internal},
    {"invalid regular expression", "new RegExp('(((');", "Internal error: Decoder threw error:", Code::Internal},
    {"regular expression bomb", "return {n: /^(a+)+$/.test(new Array(30).join('a') + '!') ? 1 : 2};",
     "Internal error:", Code::Internal},
    {"a million keys", "var o = {}; for (var i = 0; i < 1e6; ++i) o['k' + i] = i; return o;",
     "Internal error:", Code::WorkerLost},
    {"a prototype that everything has", "Object.prototype.leak = 1; Array.prototype[3] = 9; return {a: [1]};", "",
     Code::Internal},
    {"a setter for what results have",
     "Object.defineProperty(Object.prototype, 'n', {set: function () { for (;;) {} }}); "
     "return {};",
     "", Code::Internal},
    {"endless valueOf", "return {a: 1 + {valueOf: function () { for (;;) {} }}};", interrupted, Code::Internal},
    {"endless toJSON", "return {a: {toJSON: function () { for (;;) {} }}};", "", Code::Internal},
    {"recursion through callee", "(function () { arguments.callee(); })();", depth, Code::Internal},
    {"recursion through new", "function F() { new F(); } new F();", depth, Code::Internal},
    {"recursion through sort", "function f() { [2, 1].sort(f); return 0; } f();", depth, Code::Internal},
    {"a string that doubles by replace", "var s = 'aa'; for (;;) s = s.replace(/a/g, 'aa');",
     "Internal error:", Code::WorkerLost},
    {"an array that doubles by concat", "var a = [1]; for (;;) a = a.concat(a);", "Internal error:", Code::WorkerLost},
    {"source that makes source", "for (;;) eval('var v' + Math.random() + ' = 1;');",
     "Internal error:", Code::Internal},
    {"a long join", "return {n: new Array(4294967295).join('x').length};", "Internal error:", Code::Internal},
    {"console that is gone", "console.log = 1; console.log('x');",
     "Internal error: Decoder threw error:", Code::Internal},
    {"log of an endless text", "console.log({toString: function () { for (;;) {} }});", "", Code::Internal},
    {"a result with an endless getter deep within", "return {a: [{get b() { for (;;) {} }}]};", interrupted,
     Code::Internal},
    {"names of the language", "return {__proto__: 1, constructor: 2, '': 3, '#': 4, 'a.b': 5};", "", Code::Internal},
    {"sort that lies",
     "var a = []; for (var i = 0; i < 500; ++i) a.push(i); a.sort(function () { return 1; }); return {};", "",
     Code::Internal},
    {"sort that cuts", "var a = [3, 2, 1]; a.sort(function () { a.length = 0; return -1; }); return {};", "",
     Code::Internal},
};

} // namespace hostile

} // namespace thingsdesk::test
