// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"

using namespace thingsdesk;

/// What functions are given and what becomes of what they return, as it was seen on the handler's own code.
class tst_FunctionResults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decoders_data();
    void decoders();
    void sources_data();
    void sources();
    void chains_data();
    void chains();
    void encoders_data();
    void encoders();
    void logs_data();
    void logs();

private:
    FunctionRunner m_runner{builtWorker()};
};

void tst_FunctionResults::decoders_data()
{
    QTest::addColumn<QString>("body"); // of Decoder(bytes, port), for 00 01 7f 80 ff on port 7
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *body, const char *outcome) {
        QTest::newRow(body) << QString::fromUtf8(body) << QString::fromUtf8(outcome);
    };
    row("return {b: bytes[4], n: bytes.length, p: port, a: Array.isArray(bytes)};",
        R"({"a":true,"b":255,"n":5,"p":7})");
    row("return {a: undefined, b: null};", R"({"b":null})");
    row("var a = [1]; a[2] = 3; return {a: a, b: [undefined, 1], c: [[], [1, 'x']]};",
        R"({"a":[1,3],"b":[null,1],"c":[[],[1,"x"]]})");
    row("return {d: new Date(0), f: function () {}, r: /x/, n: new Number(5), b: new Boolean(true)};",
        R"({"b":{},"d":{},"f":{},"n":{},"r":{}})");
    row("return {s: new String('ab')};", R"({"s":{"0":"a","1":"b"}})");
    row("return {e: new TypeError('m')};", R"({"e":{"message":"m","name":"TypeError"}})");
    row("return function () {};", "{}");
    row("return /x/;", "{}");
    row("return {o: {toJSON: function () { return 1; }}};", R"({"o":{"toJSON":{}}})");
    row("return {get a() { return port; }};", R"({"a":7})");
    row("function T() { this.own = 1; } T.prototype.inherited = 2; return new T();", R"({"own":1})");
    row("var o = {a: 1}; Object.defineProperty(o, 'hidden', {value: 2}); return o;", R"({"a":1})");
    row("var o = {}; o.__proto__ = {x: 1}; return o;", R"({"__proto__":{"x":1}})");
    row("return {z: 1, a: 1, M: 1, 10: 1, 9: 1};", R"({"10":1,"9":1,"M":1,"a":1,"z":1})");
    row("return {s: '<a href=\"x\">&</a>\\u2028\\u2029'};",
        R"({"s":"\u003ca href=\"x\"\u003e\u0026\u003c/a\u003e\u2028\u2029"})");
    row("return {s: '\\uD83D\\uDE00', l: '\xf0\x9f\x98\x80', n: '\xf0\x9f\x98\x80'.length};",
        "{\"l\":\"\xf0\x9f\x98\x80\",\"n\":1,\"s\":\"\xef\xbf\xbd\xef\xbf\xbd\"}");
    row("return {s: 'a\\u0000b\\n\\t\\u0001'};", R"({"s":"a\u0000b\n\t\u0001"})");
    row("return {a: 25, b: 12.5, c: 1e-7, d: 1e21, e: 0.1 + 0.2, f: -0, g: 1e20, h: 0.000001, i: -1.5e-10, j: 1e300};",
        R"({"a":25,"b":12.5,"c":1e-7,"d":1e+21,"e":0.30000000000000004,"f":-0,"g":100000000000000000000,"h":0.000001,"i":-1.5e-10,"j":1e+300})");
    row("return {a: 4294967296, b: -2147483648, c: 9007199254740991, e: 1.7976931348623157e308};",
        R"({"a":4294967296,"b":-2147483648,"c":9007199254740991,"e":1.7976931348623157e+308})");
    for (const char *nothing : {"return null;", "return;", "", "return 1;", "return 'x';", "return true;",
                                "return [1];", "return bytes;", "return payload;"})
        row(nothing, "Decoder not valid: does not return an object");
    row("return {a: {b: NaN}};", "json: unsupported value: NaN");
    row("return {b: NaN, a: -1 / 0};", "json: unsupported value: -Inf");
    row("return {a: [1, 1 / 0]};", "json: unsupported value: +Inf");
    const char *tooDeep =
        "Internal error: Fatal error in Decoder: &{{RangeError Maximum stack size exceeded [] %!s(int=-1)}}";
    row("var o = {}; for (var i = 0; i < 31; ++i) o = {o: o}; return {n: typeof o.o.o};", R"({"n":"object"})");
    row("var o = {}; for (var i = 0; i < 32; ++i) o = {o: o}; return o;", tooDeep);
    row("var o = {x: NaN}; o.o = o; return o;", tooDeep);
    row("return {a: [[1,2],[3]], b: [[0.5,1.5],[2.5]], c: [[1,'a'],[2,'b']], d: [{x:[1]},{x:['a']}]};",
        R"({"a":[[1,2],[3]],"b":[[0.5,1.5],[2.5]],"c":[[1,"a"],[2,"b"]],"d":[{"x":[1]},{"x":["a"]}]})");
    const QString unlike = QStringLiteral(
        "Internal error: Fatal error in Decoder: reflect.Set: value of type %1 is not assignable to type %2");
    const auto unlikeRow = [&](const char *body, const char *from, const char *to) {
        QTest::newRow(body) << QString::fromUtf8(body) << unlike.arg(QLatin1String(from), QLatin1String(to));
    };
    unlikeRow("return {a: [[1], ['x']]};", "[]int64", "[]string");
    unlikeRow("return {a: [['x'], [1.5]]};", "[]string", "[]float64");
    unlikeRow("return {a: [[], [1]]};", "[]interface {}", "[]int64");
    unlikeRow("return {a: [[1], []]};", "[]int64", "[]interface {}");
    unlikeRow("return {a: [[true], [{}]]};", "[]bool", "[]map[string]interface {}");
    unlikeRow("return {a: [[[1]], [['x']], [['x']]]};", "[][]int64", "[][]string");
    const auto thrown = [&](const char *body, const char *text) {
        QTest::newRow(body) << QString::fromUtf8(body)
                            << QStringLiteral("Internal error: Decoder threw error: ") + QString::fromUtf8(text);
    };
    thrown("throw 'a string';", "a string");
    thrown("throw 42;", "42");
    thrown("throw null;", "null");
    thrown("throw undefined;", "undefined");
    thrown("throw new Error('x');", "Error: x");
    thrown("throw new TypeError('x');", "TypeError: x");
    thrown("function E(m) { this.name = 'MyErr'; this.message = m; } E.prototype = new Error(); throw new E('x');",
           "MyErr: x");
    thrown("throw {code: 1, message: 'm'};", "[object Object]");
    thrown("nope();", "ReferenceError: 'nope' is not defined");
    thrown("undefined.x;", "TypeError: Cannot access member 'x' of undefined");
    thrown("var n = null; n.x;", "TypeError: Cannot access member 'x' of null");
    thrown("bytes.readInt16BE(1);", "TypeError: 'readInt16BE' is not a function");
    thrown("var a = bytes.slice(0, 2).indexOf(1) + Math.trunc(1.5);", "TypeError: 'trunc' is not a function");
}

void tst_FunctionResults::decoders()
{
    QFETCH(const QString, body);
    QFETCH(const QString, outcome);
    const DecodeResult result =
        decodeOne(m_runner, QStringLiteral("function Decoder(bytes, port) { ") + body + QStringLiteral(" }"));
    QCOMPARE(shown(result), outcome);
    if (!result.error)
        return;
    const bool invalid = outcome.contains(QStringLiteral(" not valid: "));
    const bool unknown = outcome.startsWith(QStringLiteral("json: "));
    QCOMPARE(result.error->code, invalid   ? PayloadError::Code::InvalidArgument
                                 : unknown ? PayloadError::Code::Unknown
                                           : PayloadError::Code::Internal);
}

void tst_FunctionResults::sources_data()
{
    QTest::addColumn<QString>("decoder");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *decoder, const char *outcome) {
        QTest::newRow(name) << QString::fromUtf8(decoder) << QString::fromUtf8(outcome);
    };
    row("later one wins", "function Decoder() { return {n: 1}; } function Decoder() { return {n: 2}; }", R"({"n":2})");
    row("variable", "var Decoder = function (b) { return {n: b[1]}; }", R"({"n":1})");
    row("assigned", "Decoder = function (b) { return {n: b[1]}; };", R"({"n":1})");
    row("within a function", "(function () { function Decoder() { return {}; } })();",
        "Internal error: Decoder threw error: ReferenceError: 'Decoder' is not defined");
    row("other name", "function decoder() { return {}; }",
        "Internal error: Decoder threw error: ReferenceError: 'Decoder' is not defined");
    row("module", "module.exports = 1;",
        "Internal error: Decoder threw error: ReferenceError: 'module' is not defined");
    row("replaced port", "var port = 85; function Decoder(b, p) { return {p: p}; }", R"({"p":85})");
    row("replaced payload", "var payload = [9]; function Decoder(b) { return {n: b[0]}; }", R"({"n":9})");
    row("payload as a function", "function payload() {} function Decoder() { return {}; }",
        "Internal error: Decoder threw error: TypeError: 'slice' is not a function");
    row("byte order mark, CRLF, comment at the end",
        "\xef\xbb\xbf"
        "function Decoder() {\r\n return {};\r\n} // end",
        "{}");
    row("this is the global object", "var here = 5; function Decoder() { return {h: this.here}; }", R"({"h":5})");
    row("reserved words as names", "function Decoder() { return {class: 1, if: 2, default: 3,}; }",
        R"({"class":1,"default":3,"if":2})");
    row("with and labels",
        "function Decoder() { var o = {a: 1}, n = 0; with (o) { n = a; } x: for (;;) { break x; } return {n: n}; }",
        R"({"n":1})");
    row("annex B",
        "function Decoder() { return {s: 'abcdef'.substr(-3, 2), t: ' a '.trimLeft() + '|' + ' a '.trimRight(),"
        " e: escape('\xc3\xa4 b'), u: unescape('%E4%20%u20AC')}; }",
        "{\"e\":\"%E4%20b\",\"s\":\"de\",\"t\":\"a | a\",\"u\":\"\xc3\xa4 \xe2\x82\xac\"}");
    row("half to even",
        "function Decoder() { return {a: (0.125).toFixed(2), b: (2.5).toFixed(0), c: (21.625).toFixed(2)}; }",
        R"({"a":"0.12","b":"2","c":"21.62"})");
    row("no newer library",
        "function Decoder() { var t = typeof Map + typeof Promise + typeof Symbol + typeof Uint8Array"
        " + typeof Object.assign + typeof [].find + typeof ''.repeat + typeof Math.trunc; return {n: t.length}; }",
        R"({"n":72})");
    row("recursion, 29 deep",
        "function f(n) { return n === 0 ? 0 : 1 + f(n - 1); } function Decoder() { return {n: f(29)}; }",
        R"({"n":29})");
}

void tst_FunctionResults::sources()
{
    QFETCH(const QString, decoder);
    QFETCH(const QString, outcome);
    QCOMPARE(shown(decodeOne(m_runner, decoder)), outcome);
}

void tst_FunctionResults::chains_data()
{
    QTest::addColumn<QString>("decoder");
    QTest::addColumn<QString>("converter");
    QTest::addColumn<QString>("validator");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *name, const char *decoder, const char *converter, const char *validator,
                        const char *outcome, bool valid = true) {
        QTest::newRow(name) << QString::fromUtf8(decoder) << QString::fromUtf8(converter)
                            << QString::fromUtf8(validator) << QString::fromUtf8(outcome) << valid;
    };
    const char *one = "function Decoder() { return {a: 1, n: null, list: [1, null], o: {n: null}}; }";
    row("all three", one, "function Converter(f, port) { return {b: f.a + port}; }",
        "function Validator(f) { return f.b === 8; }", R"({"b":8})");
    row("rejected", one, "", "function Validator() { return false; }",
        R"({"a":1,"list":[1,null],"n":null,"o":{"n":null}})", false);
    row("null reads as undefined", one,
        "function Converter(f) { return {n: f.n === undefined, l: f.list[1] === undefined, o: f.o.n === undefined}; }",
        "", R"({"l":true,"n":true,"o":true})");
    row("null stays null on the way through", one, "function Converter(f) { f.b = 2; return f; }", "",
        R"({"a":1,"b":2,"list":[1,null],"n":null,"o":{"n":null}})");
    row("the validator's changes are published", "function Decoder() { return {a: 1, b: 2}; }", "",
        "function Validator(f) { f.c = 3; delete f.a; return true; }", R"({"b":2,"c":3})");
    row("a converter mends NaN", "function Decoder() { return {a: NaN, i: -1 / 0, g: 1e20}; }",
        "function Converter(f) { return {a: f.a !== f.a, i: f.i === -Infinity, g: f.g}; }", "",
        R"({"a":true,"g":100000000000000000000,"i":true})");
    row("the validator's word comes before NaN", "function Decoder() { return {a: NaN}; }", "",
        "function Validator() { return 1; }", "Validator not valid: does not return a boolean");
    row("a converter without a decoder", "",
        "function Converter(f) { return {t: typeof f, n: Object.keys(f).length}; }", "", R"({"n":0,"t":"object"})");
    row("its fields cannot be written", "", "function Converter(f) { f.x = 1; return {}; }", "",
        "Internal error: Fatal error in Converter: assignment to entry in nil map");
    row("a validator alone", "", "", "function Validator(f) { return typeof f === 'object'; }", "null");
    row("converter's result", one, "function Converter() { return [1]; }", "",
        "Converter not valid: does not return an object");
    row("converter throws", one, "function Converter() { throw 'no'; }", "",
        "Internal error: Converter threw error: no");
    for (const char *word : {"1", "0", "'true'", "new Boolean(true)", "null", "undefined", "{}"}) {
        const QByteArray validator = QByteArray("function Validator() { return ") + word + "; }";
        row(qPrintable(QStringLiteral("validator: ") + QLatin1String(word)), one, "", validator.constData(),
            "Validator not valid: does not return a boolean");
    }
}

void tst_FunctionResults::chains()
{
    QFETCH(const QString, decoder);
    QFETCH(const QString, converter);
    QFETCH(const QString, validator);
    QFETCH(const QString, outcome);
    QFETCH(const bool, valid);
    const DecodeResult result = decodeOne(m_runner, {decoder, converter, validator, {}});
    QCOMPARE(shown(result), outcome);
    QCOMPARE(result.valid, valid);
}

void tst_FunctionResults::encoders_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("outcome"); // bytes in hex, or the error
    const auto row = [](const char *body, const char *outcome) {
        QTest::newRow(body) << QString::fromUtf8(body) << QString::fromUtf8(outcome);
    };
    row("return [3, 1, 255];", "0301ff");
    row("return [1.0, object.a * 1.5 * 2, -0, 0x80 | 0];", "01030080");
    row("return object.l;", "0102");
    row("return [object.n === undefined ? 1 : 0, port];", "0107");
    row("return [object.s.length, object.s.charCodeAt(1), object.e.length];", "02e401");
    row("return [];", "");
    row("return new Array(3);", "");
    row("var b = []; b.push(1); b[3] = 7; return b;", "0107");
    const char *range = "Encoder Output not valid: Numbers in Array should be between 0 and 255";
    for (const char *body : {"return [256];", "return [-1];", "return [4294967296];", "return [1, 300, 'x'];"})
        row(body, range);
    const char *whole = "Encoder not valid: should return an Array of integer numbers";
    for (const char *body :
         {"return [1.5];", "return [NaN];", "return [1/0];", "return [undefined];", "return [null];", "return ['1'];",
          "return [true];", "return [[1,2]];", "return [object.missing];", "return [1, 'x', 300];"})
        row(body, whole);
    const char *array = "Encoder not valid: does not return an Array";
    for (const char *body : {"return 'AQ==';", "return {0: 1};", "return arguments;", "return null;", "", "return 1;",
                             "return true;", "return new Date();"})
        row(body, array);
    row("return new Uint8Array([1, 2]);",
        "Internal error: Encoder threw error: ReferenceError: 'Uint8Array' is not defined");
}

void tst_FunctionResults::encoders()
{
    QFETCH(const QString, body);
    QFETCH(const QString, outcome);
    const EncodeResult result =
        encodeOne(m_runner, QStringLiteral("function Encoder(object, port) { ") + body + QStringLiteral(" }"),
                  R"({"a": 1, "l": [1, 2], "n": null, "s": "a\u00e4", "e": "\ud83d\ude00"})");
    QCOMPARE(result.error ? result.error->text : QString::fromLatin1(result.bytes.toHex()), outcome);
}

void tst_FunctionResults::logs_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("values");
    const auto row = [](const char *arguments, const char *values) {
        QTest::newRow(arguments) << QString::fromUtf8(arguments) << QByteArray(values);
    };
    row("", "");
    row("'a', 1.5, undefined, NaN, null, true", "\"a\"|1.5|undefined|null|null|true");
    row("{u: undefined, f: Decoder, d: new Date(0), z: 1, a: [Decoder, 1,, NaN]}",
        R"({"a":[null,1,null,null],"d":"1970-01-01T00:00:00.000Z","z":1})");
    row("Decoder, cyclic", "undefined|undefined");
    row("-0, 1e21, 0.1", "0|1e+21|0.1");
    row("bytes", "[0,1,127,128,255]");
    row("'%d', 5", "\"%d\"|5");
    row("'<&>'", R"("\u003c\u0026\u003e")");
    row("new Number(5), new String('s'), new Boolean(false), /x/", "5|\"s\"|false|{}");
    row("{toJSON: function () { return {j: 1}; }}", R"({"j":1})");
    row("{get a() { throw 1; }}, 2", "undefined|2");
}

void tst_FunctionResults::logs()
{
    QFETCH(const QString, arguments);
    QFETCH(const QByteArray, values);
    const DecodeResult result = decodeOne(
        m_runner,
        QStringLiteral("function Decoder(bytes) { var cyclic = {}; cyclic.c = cyclic; console.log(%1); return {}; }")
            .arg(arguments));
    QVERIFY2(!result.error, qPrintable(shown(result)));
    QCOMPARE(result.logs.size(), 1);
    QCOMPARE(result.logs[0].function, QStringLiteral("Decoder"));
    QCOMPARE(result.logs[0].values.join('|'), values);
}

QTEST_GUILESS_MAIN(tst_FunctionResults)
#include "tst_functionresults.moc"
