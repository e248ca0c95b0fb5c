// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"

using namespace thingsdesk;

/// The worker keeps its engines, and yet every call must find a fresh one: each trick leaves something behind and looks
/// for it in the next call, in the next function and in the next batch.
class tst_Isolation final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLeftBehind_data();
    void nothingIsLeftBehind();
    void functionsDoNotSeeEachOther();
    void batchesGiveWhatSingleCallsGive();
    void aFullCollectionLeavesNothing();
    void randomNumbersDiffer();
    void programsInTurn();

private:
    FunctionRunner m_runner{builtWorker()};
};

void tst_Isolation::nothingIsLeftBehind_data()
{
    QTest::addColumn<QString>("before"); // at top level
    QTest::addColumn<QString>("body");   // gives `seen`, which must be the same in every call
    const auto row = [](const char *name, const char *before, const char *body) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(body);
    };
    row("global counter", "var n = 0;", "seen = ++n;");
    row("undeclared global", "", "seen = typeof leak; leak = 1;");
    row("member of this", "", "seen = this.leak === undefined; this.leak = bytes;");
    row("closure", "var next = (function () { var n = 0; return function () { return ++n; }; })();", "seen = next();");
    row("member of the function", "", "seen = Decoder.calls; Decoder.calls = (Decoder.calls || 0) + 1;");
    row("array in a global", "var list = [];", "list.push(1); seen = list.length;");
    row("object in a global", "var table = {a: {b: 1}};", "seen = table.a.b++;");
    row("Object.prototype", "", "seen = ({}).leak; Object.prototype.leak = 1;");
    row("enumerable in Object.prototype", "",
        "seen = []; for (var k in {}) seen.push(k); Object.prototype['x' + port] = 1;");
    row("Array.prototype", "", "seen = [].last; Array.prototype.last = function () { return 1; };");
    row("Array.prototype index", "", "seen = [][3]; Array.prototype[3] = 'leak';");
    row("String.prototype", "", "seen = typeof ''.padStart; String.prototype.padStart = function () {};");
    row("Date.prototype", "", "seen = new Date(0).getTime(); Date.prototype.getTime = function () { return 'leak'; };");
    row("Function.prototype", "", "seen = Decoder.leak; Function.prototype.leak = 1;");
    row("Error.prototype", "",
        "seen = String(new Error('x')); Error.prototype.toString = function () { return 'leak'; };");
    row("Number.prototype", "",
        "seen = (255).toString(16); Number.prototype.toString = function () { return 'leak'; };");
    row("replaced Math.max", "", "seen = Math.max(1, 2); Math.max = function () { return 'leak'; };");
    row("replaced Math", "", "seen = typeof Math; Math = undefined;");
    row("replaced JSON", "", "seen = JSON.stringify({a: 1}); JSON.stringify = function () { return 'leak'; };");
    row("replaced parseInt", "", "seen = parseInt('12px'); parseInt = function () { return 'leak'; };");
    row("replaced console", "", "seen = typeof console.log; console = {};");
    row("replaced Array", "", "seen = new Array(3).length; Array = function () { this.length = 'leak'; };");
    row("deleted builtin", "", "seen = typeof String.prototype.charAt; delete String.prototype.charAt;");
    row("frozen prototype", "", "Object.prototype.x = 1; seen = ({}).x; Object.freeze(Object.prototype);");
    row("frozen global", "var config = {a: 1};", "config.a++; seen = config.a; Object.freeze(config);");
    row("sealed Math", "", "Math.leak = 1; seen = Math.leak; Object.seal(Math);");
    row("getter on a prototype", "",
        "seen = ({}).g; Object.defineProperty(Object.prototype, 'g', {get: function () { return 'leak'; }});");
    row("setter on a prototype", "var got = 'none';",
        "seen = got; Object.defineProperty(Object.prototype, 'a', {set: function (v) { got = v; }, configurable: "
        "true}); ({}).a = 1;");
    row("setter on a global", "",
        "seen = typeof trap; Object.defineProperty(this, 'trap', {get: function () { return 1; }});");
    row("RegExp.lastIndex", "var r = /a/g;", "r.test('aaa'); seen = r.lastIndex;");
    row("RegExp.prototype", "", "seen = /a/.test('a'); RegExp.prototype.test = function () { return 'leak'; };");
    row("changed argument", "", "seen = bytes.length; bytes.length = 0; bytes.push(9);");
    row("changed payload", "", "seen = payload[1]; payload[1] = 99;");
    row("changed port", "", "seen = port; this.port = 99; port = 98;");
    row("deep recursion caught", "function f() { f(); }", "try { f(); } catch (e) { seen = String(e).length > 0; }");
    row("eval", "", "seen = typeof made; eval('var made = 1'); Function('this.made2 = 1')(); seen += typeof made2;");
    row("throw in the middle", "var n = 0;", "n++; seen = n; try { throw n; } catch (e) { n = 50; }");
    row("many names", "",
        "var o = {}; for (var i = 0; i < 300; ++i) o['name' + i] = i; seen = typeof name299; this.name299 = 1;");
    row("big strings", "var s = '';",
        "seen = s.length; for (var i = 0; i < 200; ++i) s += 'xxxxxxxxxxxxxxxxxxxxxxxx';");
    row("constructor's prototype", "function T() {} T.prototype.n = 0;", "seen = new T().n; T.prototype.n++;");
    row("bound and cached", "var cache = {};", "seen = Object.keys(cache).length; cache[bytes.join()] = bytes;");
}

void tst_Isolation::nothingIsLeftBehind()
{
    QFETCH(const QString, before);
    QFETCH(const QString, body);
    const QString decoder = before + QStringLiteral(" function Decoder(bytes, port) { var seen; ") + body +
                            QStringLiteral(" return {seen: seen === undefined ? 'undefined' : seen}; }");
    const QList<DecodeInput> inputs(1500, {QByteArray::fromHex("000102"), 7}); // beyond one set of hot pages
    FunctionRunner freshWorker(builtWorker());
    const DecodeResult expected = decodeOne(freshWorker, {decoder, {}, {}, {}}, "000102");
    QVERIFY2(!expected.error, qPrintable(shown(expected)));
    for (int batch = 0; batch < 2; ++batch) {
        const auto results = waitFor(m_runner.decode(PayloadFormat::Custom, {decoder, {}, {}, {}}, inputs));
        QVERIFY(results && *results);
        QCOMPARE((*results)->size(), inputs.size());
        for (const DecodeResult &result : **results)
            QCOMPARE(shown(result), shown(expected));
    }
}

void tst_Isolation::functionsDoNotSeeEachOther()
{
    PayloadFunctions functions;
    functions.decoder =
        QStringLiteral("leak = 1; Object.prototype.leak = 1; Date.prototype.getTime = 0; var shared = {};"
                       "function Decoder(bytes) { return {own: shared, n: 1}; }");
    functions.converter = QStringLiteral(
        "function Converter(fields) { fields.seen = [typeof leak, typeof shared, typeof ({}).leak, typeof Decoder,"
        "  typeof new Date(0).getTime, fields.hasOwnProperty('leak')]; fields.later = 1; return fields; }");
    functions.validator = QStringLiteral(
        "function Validator(fields) { fields.by = typeof Converter; return typeof leak === 'undefined'; }");
    for (int i = 0; i < 3; ++i) {
        const DecodeResult result = decodeOne(m_runner, functions);
        QCOMPARE(shown(result),
                 QStringLiteral(R"({"by":"undefined","later":1,"n":1,"own":{},)"
                                R"("seen":["undefined","undefined","undefined","undefined","function",false]})"));
        QVERIFY(result.valid);
    }
}

void tst_Isolation::batchesGiveWhatSingleCallsGive()
{
    const PayloadFunctions functions = {
        QStringLiteral(
            "var sum = 0; function Decoder(bytes, port) { for (var i = 0; i < bytes.length; ++i) sum += bytes[i];"
            " if (bytes[0] === 13) throw new Error('unlucky');"
            " if (bytes[0] === 14) { var s = ''; for (var j = 0; j < 3000; ++j) s += 'xx'; return {s: s.length}; }"
            " console.log(sum); return {sum: sum, port: port, half: sum / 2, hex: bytes.map(function (b)"
            " { return b.toString(16); }).join('')}; }"),
        {},
        {},
        {}};
    QList<DecodeInput> inputs;
    for (int i = 0; i < 700; ++i)
        inputs.append({QByteArray(1 + i % 20, static_cast<char>(i % 50)), static_cast<quint8>(i % 200)});
    const auto batch = waitFor(m_runner.decode(PayloadFormat::Custom, functions, inputs));
    QVERIFY(batch && *batch);
    QCOMPARE((*batch)->size(), inputs.size());
    for (qsizetype i = 0; i < inputs.size(); i += 7) {
        const auto single = waitFor(m_runner.decode(PayloadFormat::Custom, functions, {inputs[i]}));
        QVERIFY(single && *single);
        QCOMPARE(shown((*single)->first()), shown((**batch)[i]));
        QCOMPARE((*single)->first().logs, (**batch)[i].logs);
    }
}

void tst_Isolation::aFullCollectionLeavesNothing()
{
    // Enough garbage for several collections in one call, which touches every page.
    const QString decoder =
        QStringLiteral("var kept = []; function Decoder(bytes) { if (bytes[0] === 0) for (var i = 0; i < 9000; ++i)"
                       " kept[i % 100] = {a: 'text of some length ' + i}; return {kept: kept.length}; }");
    QList<DecodeInput> inputs;
    for (int i = 0; i < 60; ++i)
        inputs.append({QByteArray(1, static_cast<char>(i % 20)), 1});
    const auto results = waitFor(m_runner.decode(PayloadFormat::Custom, {decoder, {}, {}, {}}, inputs));
    QVERIFY(results && *results);
    for (qsizetype i = 0; i < inputs.size(); ++i)
        QCOMPARE(shown((**results)[i]),
                 i % 20 == 0 ? QStringLiteral("{\"kept\":100}") : QStringLiteral("{\"kept\":0}"));
}

void tst_Isolation::randomNumbersDiffer()
{
    const QString decoder = QStringLiteral("function Decoder() { return {r: Math.random()}; }");
    const auto results = waitFor(
        m_runner.decode(PayloadFormat::Custom, {decoder, {}, {}, {}}, QList<DecodeInput>(100, {QByteArray("x"), 1})));
    QVERIFY(results && *results);
    QSet<QByteArray> seen;
    for (const DecodeResult &result : **results)
        seen.insert(result.fields);
    QCOMPARE(seen.size(), 100);
}

void tst_Isolation::programsInTurn()
{
    // More programs than the worker keeps.
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 9; ++i) {
            const QString decoder = QStringLiteral("var n = %1; function Decoder() { return {n: n++}; }").arg(i);
            QCOMPARE(shown(decodeOne(m_runner, decoder)), QStringLiteral("{\"n\":%1}").arg(i));
        }
    }
}

QTEST_GUILESS_MAIN(tst_Isolation)
#include "tst_isolation.moc"
