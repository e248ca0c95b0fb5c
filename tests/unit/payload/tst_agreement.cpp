// SPDX-License-Identifier: GPL-3.0-or-later
// The same functions here and at a V2 handler: what the handler's own code gave, by otto.md, and what is known to
// differ. Together with tst_functionresults, which has the results of whole functions.
#include "runnertest.h"

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestAgreement final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void library_data();
    void library();
    void lacking_data();
    void lacking();
    void received_data();
    void received();
    void texts_data();
    void texts();
    void encoders_data();
    void encoders();

private:
    FunctionRunner m_runner{builtWorker()};
};

/// Expressions by ES5 and by the handler's library; outcome as JSON.
void TestAgreement::library_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QString>("here"); ///< a known difference (scriptfunction.h): this, or "error"
    const auto row = [](const char *expression, const char *handler, const char *here = "") {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(handler)
                                  << QString::fromUtf8(here);
    };
    // Numbers as text.
    row("(0.125).toFixed(2)", R"("0.12")");
    row("(2.5).toFixed(0)", R"("2")");
    row("(21.625).toFixed(2)", R"("21.62")");
    row("(1.005).toFixed(2)", R"("1.00")");
    row("(-1.5).toFixed(0)", R"("-2")");
    row("(0).toFixed(2)", R"("0.00")");
    row("(1e21).toFixed(2)", R"("1e+21")");
    row("(123.456).toFixed()", R"("123")");
    row("(NaN).toFixed(2)", R"("NaN")");
    row("(0.5).toString(2)", R"("0")");
    row("(3.7).toString(16)", R"("3")");
    row("(255).toString(16)", R"("ff")");
    row("(-255).toString(2)", R"("-11111111")");
    row("(35).toString(36)", R"("z")");
    row("(25).toString()", R"("25")");
    row("(1.5).toString(10)", R"("1.5")");
    row("(0.00001).toPrecision(1)", R"("1e-05")");
    row("(1234.5678).toExponential(2)", R"("1.23e+03")");
    row("(1234.5678).toPrecision(6)", R"("1234.57")");
    row("(1234567.891).toLocaleString()", R"("1234567.891")");
    row("String(1e21)", R"("1e+21")");
    row("String(0.000001)", R"("0.000001")");
    row("String(1e-7)", R"("1e-7")");
    row("String(-0)", R"("0")");
    row("'' + 0.1 + 0.2", R"("0.10.2")");
    row("100 + ''", R"("100")");
    row("(12.50).toString()", R"("12.5")");
    // Numbers from text.
    row("parseInt('010')", "10");
    row("parseInt('0x1f')", "31");
    row("parseInt('12px')", "12");
    row("parseInt('ff', 16)", "255");
    row("parseInt('101', 2)", "5");
    row("parseInt('9007199254740993')", "9007199254740993", "9007199254740992");
    row("parseFloat('3.14abc')", "3.14");
    row("parseFloat('.5')", "0.5");
    row("parseFloat('-1e3')", "-1000");
    row("isNaN(parseInt('x'))", "true");
    row("Number('0x10')", "16");
    row("Number('')", "0");
    row("Number(' 12 ')", "12");
    row("Number('1_0')", "10", "error");
    row("isNaN(Number('1x'))", "true");
    row("+true", "1");
    row("+'1.5'", "1.5");
    // Mathematics.
    row("Math.pow(1.1, 10)", "2.593742460100002", "2.5937424601000023");
    row("Math.tan(1)", "1.557407724654902", "1.5574077246549023");
    row("Math.pow(2, 10)", "1024");
    row("Math.round(0.49999999999999994)", "1");
    row("Math.round(-2.5)", "-2");
    row("Math.round(2.5)", "3");
    row("Math.round(1.4)", "1");
    row("Math.floor(-1.5)", "-2");
    row("Math.ceil(1.2)", "2");
    row("Math.max(1, 3, 2)", "3");
    row("Math.min(4, 2)", "2");
    row("Math.abs(-7)", "7");
    row("Math.sqrt(2)", "1.4142135623730951");
    row("1 / Math.max() < 0", "false");
    row("255 << 24", "-16777216");
    row("255 << 24 >>> 0", "4278190080");
    row("-1 >>> 0", "4294967295");
    row("~5", "-6");
    row("5 & 3 | 8 ^ 1", "9");
    row("1 << 31", "-2147483648");
    row("1 << 32", "1");
    row("-7 % 3", "-1");
    row("7.5 % 2", "1.5");
    row("0.1 * 3", "0.30000000000000004");
    row("9007199254740991 + 2", "9007199254740992");
    // Text.
    row("'\xf0\x9f\x98\x80'.length", "1");
    row("'\\uD83D\\uDE00'.length", "2");
    row("'\xc3\x9f'.toUpperCase()", "\"\xc3\x9f\"");
    row("'abc'.toUpperCase()", R"("ABC")");
    row("'\xc3\x84'.toLowerCase()", "\"\xc3\xa4\"");
    row("'a,b,,c'.split(',')", R"(["a","b","","c"])");
    row("'abc'.split('')", R"(["a","b","c"])");
    row("'a1b2'.split(/\\d/)", R"(["a","b",""])");
    row("'aXbX'.replace('X', 'y')", R"("aybX")");
    row("'aXbX'.replace(/X/g, 'y')", R"("ayby")");
    row("'john smith'.replace(/(\\w+) (\\w+)/, '$2 $1')", R"("smith john")");
    row("'abc'.replace(/b/, function (m) { return m.toUpperCase(); })", R"("aBc")");
    row("'abc'.substr(1, 1)", R"("b")");
    row("'abc'.substr(-2)", R"("bc")");
    row("'abc'.substring(2, 0)", R"("ab")");
    row("'abc'.slice(-2, -1)", R"("b")");
    row("'abc'.charAt(5)", R"("")");
    row("'abc'.charCodeAt(1)", "98");
    row("String.fromCharCode(72, 105)", R"("Hi")");
    row("'abcb'.indexOf('b', 2)", "3");
    row("'abcb'.lastIndexOf('b')", "3");
    row("'  x '.trim()", R"("x")");
    row("' x '.trimLeft()", R"("x ")");
    row("' x '.trimRight()", R"(" x")");
    row("'b'.localeCompare('a') > 0", "true");
    row("'abc'[1]", R"("b")");
    row("'a' < 'b'", "true");
    row("'10' < '9'", "true");
    row("'10' < 9", "false");
    row("escape('\xc3\xa4 b')", R"("%E4%20b")");
    row("unescape('%u0041%20')", R"("A ")");
    row("encodeURIComponent('a b&c')", R"("a%20b%26c")");
    row("decodeURIComponent('a%20b')", R"("a b")");
    row("'abcabc'.match(/b/g).length", "2");
    row("'x1y22'.match(/\\d+/)[0]", R"("1")");
    row("/a+/.exec('caab').index", "1");
    row("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaab')", "false", "error");
    row("/[\\s\\S]b/.test('ab')", "true");
    row("'abc'.search(/c/)", "2");
    // Arrays.
    row("[3, 1, 2].sort()", "[1,2,3]");
    row("[10, 9, 1].sort()", "[1,10,9]");
    row("[3, 1, 2].sort(function (a, b) { return b - a; })", "[3,2,1]");
    row("[1, 2, 3].map(function (x) { return x * 2; })", "[2,4,6]");
    row("[1, 2, 3].filter(function (x) { return x > 1; })", "[2,3]");
    row("[1, 2, 3].reduce(function (a, b) { return a + b; }, 0)", "6");
    row("[1, 2, 3].reduceRight(function (a, b) { return a + '' + b; })", R"("321")");
    row("[1, 2, 3].some(function (x) { return x > 2; })", "true");
    row("[1, 2, 3].every(function (x) { return x > 2; })", "false");
    row("[1, 2, 3].indexOf(4)", "-1");
    row("[1, 2, 3].join('-')", R"("1-2-3")");
    row("[1, [2, [3]]].toString()", R"("1,2,3")");
    row("[1, 2, 3].slice(-2)", "[2,3]");
    row("[1, 2, 3, 4].splice(1, 2)", "[2,3]");
    row("[1].concat([2], 3)", "[1,2,3]");
    row("[1, 2, 3].reverse()", "[3,2,1]");
    row("(function () { var a = [1]; a.unshift(0); a.push(2); a.shift(); a.pop(); return a; })()", "[1]");
    row("[1,,3]", "[1,3]", "[1,null,3]");
    row("[1,,3].length", "3");
    row("[1, 2,].length", "2");
    row("new Array(3).join('x')", R"("xx")");
    row("[undefined, null, 1].join()", R"(",,1")");
    row("(function () { var n = 0; [1, 2].forEach(function (x) { n += x; }); return n; })()", "3");
    row("Array.isArray(bytes)", "true");
    row("Object.prototype.toString.call(bytes)", R"("[object Array]")");
    row("typeof bytes", R"("object")");
    row("bytes.length", "5");
    row("Array.prototype.slice.call(bytes, 1, 2).length", "1");
    // Objects, JSON, dates.
    row("Object.keys({b: 1, a: 2, '1': 4}).join()", R"("b,a,1")", R"("1,a,b")");
    row("(function () { var s = ''; for (var k in {z: 1, a: 2}) s += k; return s; })()", R"("za")", R"("az")");
    row("JSON.stringify({b: 1, a: 2})", R"("{\"a\":2,\"b\":1}")");
    row("JSON.stringify({b: [1, {d: 1, c: 2}]})", R"("{\"b\":[1,{\"c\":2,\"d\":1}]}")");
    row("JSON.stringify('<&>')", R"("\"\\u003c\\u0026\\u003e\"")");
    row("JSON.stringify({d: new Date(0), u: undefined, n: NaN})",
        R"("{\"d\":\"1970-01-01T00:00:00.000Z\",\"n\":null}")");
    row("JSON.parse('{\"a\":[1,2]}').a[1]", "2");
    row("typeof JSON.stringify(undefined)", R"("undefined")");
    row("new Date(0).toISOString()", R"("1970-01-01T00:00:00.000Z")");
    row("new Date(NaN).toISOString()", R"("Invalid Date")");
    row("new Date(1577934245678).getUTCFullYear()", "2020");
    row("new Date(1577934245678).getTime()", "1577934245678");
    row("isNaN(Date.parse('Jan 2, 2020'))", "true");
    row("isNaN(Date.parse('2020/01/02'))", "true");
    row("isNaN(Date.parse('2020-1-2'))", "true");
    row("Date.parse('2020-01-02T03:04:05Z')", "1577934245000");
    row("Date.UTC(2020, 0, 2)", "1577923200000");
    row("Object.create({x: 1}).x", "1");
    row("({}).toString()", R"("[object Object]")");
    row("'a' in {a: 1}", "true");
    row("({a: 1}).hasOwnProperty('a')", "true");
    row("(function () { return typeof this; })()", R"("object")");
    row("(function () { 'use strict'; undeclared = 1; return undeclared; })()", "1");
    row("(function () { 'use strict'; return this === undefined; })()", "false");
    row("(function () { return arguments.length; })(1, 2)", "2");
    row("eval('1 + 1')", "2");
    row("new Function('a', 'return a + 1')(1)", "2");
    row("typeof undefinedName", R"("undefined")");
    row("null == undefined", "true");
    row("0 == ''", "true");
    row("NaN == NaN", "false");
    row("010", "8");
    row("0x1F", "31");
    row("void 0 === undefined", "true");
    row("(1, 2)", "2");
    row("(function () { outer: for (var i = 0; i < 3; i++) { for (;;) { continue outer; } } return i; })()", "3");
    row("(function () { switch (3) { case 1: return 'a'; default: return 'd'; } })()", R"("d")");
    row("(function () { try { throw 1; } catch (e) { return e; } finally { } })()", "1");
    row("(function () { with ({a: 5}) { return a; } })()", "5");
    row("(function () { return f(); function f() { return 'hoisted'; } })()", R"("hoisted")");
    row("(function () { var let = 5; return let; })()", "5");
    row("({class: 1, default: 2, if: 3}).default", "2");
    row("({get x() { return 4; }}).x", "4");
}

void TestAgreement::library()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, handler);
    QFETCH(const QString, here);
    const DecodeResult result =
        decodeOne(m_runner, u"function Decoder(bytes, port) { return {r: "_s + expression + u"}; }"_s);
    if (here == u"error"_s)
        QVERIFY2(result.error, qPrintable(shown(result)));
    else
        QCOMPARE(shown(result), u"{\"r\":"_s + (here.isEmpty() ? handler : here) + u'}');
}

/// What the handler's library does not have is not there here either, with the same words.
void TestAgreement::lacking_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("text");
    for (const char *name : {"setTimeout", "require", "Buffer", "Uint8Array", "DataView", "Map", "Set", "Promise",
                             "Symbol", "BigInt", "globalThis", "Intl", "atob", "TextDecoder"})
        QTest::newRow(name) << u"%1(1)"_s.arg(QLatin1String(name))
                            << u"ReferenceError: '%1' is not defined"_s.arg(QLatin1String(name));
    for (const char *call : {"Object.assign({})",
                             "Object.entries({})",
                             "Object.values({})",
                             "Object.is(1, 1)",
                             "Object.setPrototypeOf({}, {})",
                             "[1].find(f)",
                             "[1].findIndex(f)",
                             "[1].includes(1)",
                             "[1].fill(0)",
                             "Array.from([1])",
                             "Array.of(1)",
                             "[1].flat()",
                             "[1].keys()",
                             "[1].entries()",
                             "[1].values()",
                             "[1].at(0)",
                             "'a'.startsWith('a')",
                             "'a'.endsWith('a')",
                             "'a'.includes('a')",
                             "'a'.repeat(2)",
                             "'a'.padStart(2)",
                             "'a'.padEnd(2)",
                             "'a'.trimStart()",
                             "'a'.codePointAt(0)",
                             "'a'.normalize()",
                             "'a'.matchAll(/a/g)",
                             "'a'.replaceAll('a', 'b')",
                             "'a'.at(0)",
                             "Number.isInteger(1)",
                             "Number.isNaN(1)",
                             "Number.isFinite(1)",
                             "Number.parseInt('1')",
                             "Number.parseFloat('1')",
                             "Math.log10(1)",
                             "Math.log2(1)",
                             "Math.sign(1)",
                             "Math.trunc(1)",
                             "Math.cbrt(1)",
                             "Math.hypot(1)",
                             "Math.fround(1)",
                             "Math.imul(1)"}) {
        const QString text = QLatin1String(call);
        const QString name = text.left(text.indexOf(u'(')).section(u'.', -1);
        QTest::newRow(call) << text << u"TypeError: '%1' is not a function"_s.arg(name);
    }
}

void TestAgreement::lacking()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, text);
    const DecodeResult result =
        decodeOne(m_runner, u"function Decoder(bytes, port) { var f; return {r: "_s + expression + u"}; }"_s);
    QCOMPARE(shown(result), u"Internal error: Decoder threw error: "_s + text);
}

/// What Converter and Validator see of the fields.
void TestAgreement::received_data()
{
    QTest::addColumn<QString>("expression"); // of Converter(fields), for {"a":[1,2],"n":null,"o":{"x":1.5},"s":"t"}
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QString>("here");
    const auto row = [](const char *expression, const char *handler, const char *here = "") {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(handler)
                                  << QString::fromUtf8(here);
    };
    row("fields.n === null", "false");
    row("fields.n === undefined", "true");
    row("fields.n == null", "true");
    row("typeof fields.n", R"("undefined")");
    row("'n' in fields", "true");
    row("Array.isArray(fields.a)", "true");
    row("Object.prototype.toString.call(fields.a)", R"("[object GoArray]")", R"("[object Array]")");
    row("fields.a.map(function (x) { return x + 1; })", "[2,3]");
    row("fields.a.slice(1)", "[2]");
    row("fields.a.concat([3])", "[1,2,3]");
    row("fields.a.join()", R"("1,2")");
    row("fields.a.length", "2");
    row("(function () { fields.a[5] = 1; return fields.a; })()", "[1,2]", "[1,2,1]");
    row("(function () { try { fields.a.push(3); } catch (e) { return String(e); } })()", R"("TypeError")");
    row("(function () { fields.x = 1; delete fields.s; return Object.keys(fields).sort().join(); })()", R"("a,n,o,x")");
    row("fields.o.x", "1.5");
    row("port", "7");
}

void TestAgreement::received()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, handler);
    QFETCH(const QString, here);
    const DecodeResult result = decodeOne(
        m_runner, PayloadFunctions{u"function Decoder() { return {a: [1, 2], n: null, o: {x: 1.5}, s: 't'}; }"_s,
                                   u"function Converter(fields, port) { return {r: "_s + expression + u"}; }"_s,
                                   {},
                                   {}});
    QCOMPARE(shown(result), u"{\"r\":"_s + (here.isEmpty() ? handler : here) + u'}');
}

/// Texts of errors.
void TestAgreement::texts_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("handler");
    QTest::addColumn<QString>("here");
    const auto row = [](const char *source, const char *handler, const char *here = "") {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(handler) << QString::fromUtf8(here);
    };
    const auto body = [&](const char *statements, const char *handler, const char *here = "") {
        const QByteArray source = "function Decoder(bytes, port) { " + QByteArray(statements) + " }";
        row(source.constData(), handler, here);
    };
    body("JSON.parse('{bad');", "SyntaxError: invalid character 'b' looking for beginning of object key string");
    body("JSON.parse('');", "SyntaxError: unexpected end of JSON input");
    body("JSON.parse('[1,]');", "SyntaxError: invalid character ']' looking for beginning of value");
    body("JSON.parse('nul');", "SyntaxError: unexpected end of JSON input");
    body("JSON.parse('{\"a\" 1}');", "SyntaxError: invalid character '1' after object key");
    body("JSON.parse('1 2');", "SyntaxError: invalid character '2' after top-level value");
    body("new Array(-1);", "RangeError");
    body("(1).toFixed(200);", "RangeError: toFixed() precision must be between 0 and 20");
    body("eval('var =');", "SyntaxError: Unexpected token =");
    body("var f = function () { return f() + 1; }; f();", "RangeError: Maximum call stack size exceeded");
    body("bytes.x.y;", "TypeError: Cannot access member 'y' of undefined");
    body("port();", "TypeError: 'port' is not a function");
    body("new RegExp('a(?=b)');", "TypeError: Invalid regular expression: re2: Invalid (?=) <lookahead>");
    body("new RegExp('(a)\\\\1');", "TypeError: Invalid regular expression: re2: Invalid \\1 <backreference>");
    body("new RegExp('x(?<=n)a');", "SyntaxError: Invalid regular expression: invalid named capture: `(?<=n)a`");
    body("new RegExp('a[^]b');", "SyntaxError: Invalid regular expression: missing closing ]: `[^]b`");
    body("var r = /a(?=\"b\")/;", "(anonymous): Line 2:43 Invalid regular expression: re2: Invalid (?=) <lookahead>");
    body("var r = /x[^]\"y/g;", "(anonymous): Line 2:43 Invalid regular expression: missing closing ]: `[^]\"y`");
}

void TestAgreement::texts()
{
    QFETCH(const QString, source);
    QFETCH(const QString, handler);
    QFETCH(const QString, here);
    const DecodeResult result = decodeOne(m_runner, source);
    QCOMPARE(shown(result), u"Internal error: Decoder threw error: "_s + (here.isEmpty() ? handler : here));
}

void TestAgreement::encoders_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("outcome"); ///< bytes in hex, or the error
    const auto row = [](const char *expression, const char *outcome) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(outcome);
    };
    row("[3, 1, 255]", "0301ff");
    row("[1.0, -0, 0x80 | 0]", "010080");
    row("[object.a * 1.5 * 2]", "03");
    row("object.l", "0102");
    row("[]", "");
    row("new Array(3)", "");
    row("(function () { var b = []; b.push(1); b[3] = 7; return b; })()", "0107");
    const char *range = "Encoder Output not valid: Numbers in Array should be between 0 and 255";
    const char *whole = "Encoder not valid: should return an Array of integer numbers";
    const char *array = "Encoder not valid: does not return an Array";
    for (const char *bad : {"[256]", "[-1]", "[4294967296]", "[1, 300, 'x']"})
        row(bad, range);
    for (const char *bad : {"[1.5]", "[NaN]", "[1/0]", "[undefined]", "[null]", "['1']", "[true]", "[[1,2]]",
                            "[object.missing]", "[1, 'x', 300]"})
        row(bad, whole);
    for (const char *bad : {"'AQI='", "({0: 1})", "arguments", "null", "undefined", "1", "true", "new Date()"})
        row(bad, array);
    row("new Uint8Array([1, 2])", "Internal error: Encoder threw error: ReferenceError: 'Uint8Array' is not defined");
}

void TestAgreement::encoders()
{
    QFETCH(const QString, expression);
    QFETCH(const QString, outcome);
    const EncodeResult result = encodeOne(
        m_runner, u"function Encoder(object, port) { return "_s + expression + u"; }"_s, R"({"a":1,"l":[1,2]})");
    const QString said = result.error ? result.error->text : QString::fromLatin1(result.bytes.toHex());
    QVERIFY2(said == outcome || said.endsWith(outcome), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestAgreement)
#include "tst_agreement.moc"
