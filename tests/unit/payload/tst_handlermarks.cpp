// SPDX-License-Identifier: GPL-3.0-or-later
// What a V2 handler does not take, named at its place; and nothing else named. Outcomes: otto.md sections 6 to 9.
#include "payload/handlermarks.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Level = HandlerMark::Level;

namespace {

/// `level line:column word` of each mark, with the marked text.
QStringList told(const QString &source, FunctionKind kind = FunctionKind::Decoder)
{
    static const QMap<Level, QString> levels{
        {Level::Refused, u"refused"_s}, {Level::Missing, u"missing"_s}, {Level::Different, u"different"_s}};
    QStringList result;
    const QStringList lines = source.split(u'\n');
    for (const HandlerMark &mark : handlerMarks(kind, source)) {
        const QString text = lines.value(mark.line - 1).mid(mark.column - 1, mark.length);
        result += u"%1 %2:%3 %4"_s.arg(levels[mark.level]).arg(mark.line).arg(mark.column).arg(text);
    }
    return result;
}

/// A Decoder with this body from line 2 on, two columns in.
QString decoder(const QString &body)
{
    return u"function Decoder(bytes, port) {\n  %1\n  return {};\n}"_s.arg(body);
}

} // namespace

class TestHandlerMarks final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newerFormsAreRefused_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("mark"); ///< column and text
        const auto row = [](const char *name, const char *body, const char *mark) {
            QTest::newRow(name) << QString::fromUtf8(body) << QString::fromUtf8(mark);
        };
        row("let", "let a = 1;", "3 let");
        row("let in a loop", "for (let i = 0; i < 2; i++) a(i);", "8 let");
        row("const", "const a = 1;", "3 const");
        row("arrow", "var f = (a) => a;", "15 =>");
        row("template", "var s = `x${port}`;", "11 `x${port}`");
        row("binary", "var n = 0b101;", "11 0b101");
        row("octal", "var n = 0o17;", "11 0o17");
        row("separated", "var n = 1_000;", "11 1_000");
        row("big", "var n = 10n;", "11 10n");
        row("class", "class X {}", "3 class");
        row("array taken apart", "var [a, b] = bytes;", "3 var");
        row("object taken apart", "var {a} = port;", "3 var");
        row("parameter with a value", "function f(a, b = 1) {}", "19 =");
        row("parameter taken apart", "function f({a}) {}", "14 {");
        row("rest", "function f(...all) {}", "14 ...");
        row("short member", "var o = {a};", "12 a");
        row("short member behind others", "var o = {b: 1, a};", "18 a");
        row("spread", "var o = {...x};", "12 ...");
        row("short method", "var o = {f() {}};", "12 f");
        row("computed member", "var o = {[\"k\"]: 1};", "12 [");
        row("comma after arguments", "f(1, 2,);", "9 ,");
        row("comma after parameters", "function f(a,) {}", "15 ,");
        row("for of", "for (var b of bytes) f(b);", "14 of");
        row("power", "var p = 2 ** 3;", "13 **");
        row("optional member", "var p = a?.b;", "12 ?.");
        row("coalescing", "var p = a ?? b;", "13 ??");
        row("async", "async function f() {}", "3 async");
        row("generator", "function* f() {}", "3 function");
        row("catch alone", "try { f(); } catch { g(); }", "16 catch");
        row("look ahead", "var r = /a(?=b)/;", "11 /a(?=b)/");
        row("reference back", "var r = /(a)\\1/;", "11 /(a)\\1/");
        row("empty class", "var r = /[^]/;", "11 /[^]/");
        row("look behind", "var r = /(?<=b)a/;", "11 /(?<=b)a/");
    }

    void newerFormsAreRefused()
    {
        QFETCH(QString, body);
        QFETCH(QString, mark);
        const QString expected = u"refused 2:"_s + mark;
        QCOMPARE(told(decoder(body)), QStringList{expected});
        const QList<HandlerMark> marks = handlerMarks(FunctionKind::Decoder, decoder(body));
        QVERIFY(marks.first().reason.endsWith(u'.'));
    }

    void whatTheLibraryLacksIsNamed_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("mark");
        const auto row = [](const char *body, const char *mark) {
            QTest::newRow(body) << QString::fromUtf8(body) << QString::fromUtf8(mark);
        };
        row("var v = new Uint8Array(2);", "15 Uint8Array");
        row("var b = Buffer.from(bytes);", "11 Buffer");
        row("setTimeout(f, 1);", "3 setTimeout");
        row("var x = require('y');", "11 require");
        row("module.exports = 1;", "3 module");
        row("var o = Object.assign({}, x);", "18 assign");
        row("var o = Object.entries(x);", "18 entries");
        row("var n = Number.isInteger(x);", "18 isInteger");
        row("var n = Math.trunc(x);", "16 trunc");
        row("var n = bytes.find(f);", "17 find");
        row("var n = bytes.includes(3);", "17 includes");
        row("var s = 'a'.padStart(2, '0');", "15 padStart");
        row("var s = 'a'.repeat(3);", "15 repeat");
        row("var m = new Map();", "15 Map");
        row("var r = new RegExp('a(?=b)');", "22 'a(?=b)'");
        row("var v = bytes.readInt16BE(0);", "17 readInt16BE");
    }

    void whatTheLibraryLacksIsNamed()
    {
        QFETCH(QString, body);
        QFETCH(QString, mark);
        QCOMPARE(told(decoder(body)), QStringList{u"missing 2:"_s + mark});
    }

    void differencesAreNamed_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("mark");
        const auto row = [](const char *name, FunctionKind kind, const char *source, const char *mark) {
            QTest::newRow(name) << int(kind) << QString::fromUtf8(source) << QString::fromUtf8(mark);
        };
        using K = FunctionKind;
        row("other name", K::Decoder, "function decodeUplink(input) {}", "missing 1:10 decodeUplink");
        row("no function", K::Encoder, "var a = 1;", "missing 1:1 var");
        row("input replaced", K::Decoder, "var port = 85;\nfunction Decoder(b, p) {}", "different 1:5 port");
        row("fields replaced", K::Converter, "var fields = {};\nfunction Converter(f) {}", "different 1:5 fields");
        row("flag", K::Decoder, "function Decoder() { return /a/u; }", "different 1:29 /a/u");
        row("named group", K::Decoder, "function Decoder() { return /(?<n>a)/; }", "different 1:29 /(?<n>a)/");
        row("recursion", K::Decoder, "function f(n) { return n ? f(n - 1) : 0; } function Decoder() {}",
            "different 1:28 f");
        row("above 2^53", K::Decoder, "var x = 9007199254740993; function Decoder() {}",
            "different 1:9 9007199254740993");
        row("sort", K::Decoder, "function Decoder(b) { b.sort(f); }", "different 1:25 sort");
        row("null in fields", K::Converter, "function Converter(f) { return f.n === null; }", "different 1:40 null");
        row("order of fields", K::Validator, "function Validator(f) { for (var k in f) g(k); }", "different 1:36 in");
        row("order of members", K::Decoder, "function Decoder() { for (var k in o) g(k); }", "different 1:33 in");
        row("keys", K::Decoder, "function Decoder() { return {k: Object.keys(o)}; }", "different 1:40 keys");
        row("hole", K::Decoder, "function Decoder() { return {h: [1,,3]}; }", "different 1:36 ,");
        row("dates", K::Decoder, "function Decoder() { return {d: new Date(0).toLocaleString()}; }",
            "different 1:45 toLocaleString");
    }

    void differencesAreNamed()
    {
        QFETCH(int, kind);
        QFETCH(QString, source);
        QFETCH(QString, mark);
        QCOMPARE(told(source, FunctionKind(kind)), QStringList{mark});
    }

    void whatTheHandlerTakesIsLeftAlone_data()
    {
        QTest::addColumn<QString>("body");
        for (const char *body : {
                 "var let = 5;",
                 "var o = {class: 1, default: 2, if: 3, const: 4, let: 5};",
                 "o.class = o.default; o.let = 1; o.of = 2;",
                 "var a = [1, 2,]; var o = {a: 1,};",
                 "var o = {get x() { return 1; }, set x(v) { y = v; }};",
                 "with (o) { a = 1; }",
                 "outer: for (;;) { break outer; }",
                 "switch (port) { case 1: { f(); break; } default: { g(); } }",
                 "var x = a ? {b: c} : {d: e}; switch (x) { case y: { f(); } }",
                 "var x = {a: b ? c : d, e: f};",
                 "var x = a ? b : c, d = {e: 1};",
                 "if (a) { f(b); } else { g(c, d); }",
                 "var f = function (a, b) { return a; };",
                 "f(function () { a, b; }, {c: d});",
                 "return {a: f(b, c), d: [e, g]};",
                 "var r = /[(?=)]/, q = /\\\\1/, s = /(?:a)/gi;",
                 "var s = '`let => ...`'; // const => `\n  /* class ** ?? */",
                 "var d = a / b / c; var e = a?.5:1;",
                 "o.keys = 1; x = o.values; y = o.size;",
                 "if (typeof Buffer !== 'undefined') x = Buffer.from(y);",
                 "if (!Object.assign) Object.assign = function (a) { return a; }; Object.assign(a, b);",
                 "String.prototype.padStart = function () {}; 'a'.padStart(3);",
                 "var o = {find: function (x) { return x; }}; o.find(1);",
                 "function g(Map, Set) { return Map(Set); }",
                 "var module = {}; module.x = 1;",
                 "var n = 0x10 + 1e-7 + 0.5 + 0 + 1.5e+3;",
                 "var n = 010;",
                 "function g(x) { return x.g(1) + f(2); } g(1);",
                 "function a(x) { return x; } function b(x) { return a(x) + c(x); }",
                 "var r = /[^]x]/;",
                 "bytes.sort();",
                 "while (true) {}",
             })
            QTest::newRow(body) << QString::fromUtf8(body);
    }

    void whatTheHandlerTakesIsLeftAlone()
    {
        QFETCH(QString, body);
        QCOMPARE(told(decoder(body)), QStringList());
    }

    void otherWaysToDefineTheFunction_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("assigned") << u"Decoder = function (b) { return {}; }"_s;
        QTest::newRow("variable") << u"var Decoder = function (b) { return {}; }"_s;
        QTest::newRow("wrapped") << u"function decodeUplink(i) {} function Decoder(b) { return {}; }"_s;
        QTest::newRow("nothing") << u" \n "_s;
    }

    void otherWaysToDefineTheFunction()
    {
        QFETCH(QString, source);
        QCOMPARE(told(source), QStringList());
    }

    void theEndlessLoopComesFirst()
    {
        const QList<HandlerMark> marks = handlerMarks(FunctionKind::Decoder, decoder(u"let a; for (;;) {}"_s));
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks[0].level, Level::Refused);
        QVERIFY(marks[0].reason.contains(u"for (;;) {}"));
        QVERIFY(marks[0].remedy.contains(u"while (true)"));
    }

    /// Each within a moment: time that grew with the square of the length would run into the suite's limit.
    void anyTextIsTaken_data()
    {
        QTest::addColumn<QString>("text");
        const QString signs = u"({[?:`'\"/\\,"_s;
        QString mixed;
        for (int i = 0; i < 100'000; ++i)
            mixed += signs[i * 7919 % signs.size()];
        QTest::newRow("mixed") << mixed;
        for (const char *part : {"{", "(a, ", "f(a,", "a,", "a?b:", "/[", "function a(", "function a(){", "let a;",
                                 "a=>", "for(", "x.find(", "}", "[,"})
            QTest::newRow(part) << QString::fromLatin1(part).repeated(50'000);
        for (const QString &text : {u"/"_s, u"`${"_s, u"\\"_s, QString(QChar(0xd800)), u"'\\"_s, u"/a\\"_s})
            QTest::newRow(qPrintable(u"alone: "_s + text)) << text;
    }

    void anyTextIsTaken()
    {
        QFETCH(QString, text);
        for (const FunctionKind kind : allFunctionKinds)
            QVERIFY(handlerMarks(kind, text).size() <= 600);
    }
};

QTEST_APPLESS_MAIN(TestHandlerMarks)
#include "tst_handlermarks.moc"
