// SPDX-License-Identifier: GPL-3.0-or-later
// Test vectors: their file, how results are judged, and a run in the real worker.
#include "payload/fielddifference.h"
#include "payload/vectorrun.h"
#include "runnertest.h"

#include <QJsonDocument>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Direction = TestVector::Direction;

namespace {

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson("[" + text + "]")[0];
}

} // namespace

class TestTestVectors final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void differencesNameTheirPath_data()
    {
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *expected, const char *given, const char *text) {
            QTest::newRow(name) << QByteArray(expected) << QByteArray(given) << QString::fromUtf8(text);
        };
        row("same", R"({"a":1,"b":[1,{"c":null}]})", R"({"b":[1,{"c":null}],"a":1})", "");
        row("a number", R"({"t":21.4})", R"({"t":21.5})", "t: 21.4 expected, 21.5 given");
        row("last digits", R"({"t":2.5937424601000023})", R"({"t":2.593742460100002})", "");
        row("missing", R"({"a":{"b":1}})", R"({"a":{}})", "a.b: 1 expected, nothing given");
        row("more", R"({})", R"({"x":"<y>"})", R"(x: nothing expected, "\u003cy\u003e" given)");
        row("in a list", R"({"l":[1,2,3]})", R"({"l":[1,5]})",
            "l[1]: 2 expected, 5 given; l[2]: 3 expected, nothing given");
        row("another kind", R"({"l":1})", R"({"l":"1"})", R"(l: 1 expected, "1" given)");
        row("null and nothing", R"({"n":null})", R"({})", "n: null expected, nothing given");
        row("zero and tiny", R"({"n":0})", R"({"n":1e-30})", "n: 0 expected, 1e-30 given");
    }

    void differencesNameTheirPath()
    {
        QFETCH(QByteArray, expected);
        QFETCH(QByteArray, given);
        QFETCH(QString, text);
        QCOMPARE(differenceText(fieldDifferences(json(expected), json(given))), text);
    }

    void filesComeBackTheSame()
    {
        const QList<TestVector> vectors{
            {u"warm"_s, Direction::Uplink, 2, QByteArray::fromHex("021c007b"), {{u"temperature"_s, 21.4}}, true, {}},
            {u"led ü"_s, Direction::Downlink, 1, QByteArray::fromHex("01"), {{u"led"_s, true}}, true, {}},
            {u"cut off"_s, Direction::Uplink, 2, {}, {}, true, u"too short"_s},
            {u"refused"_s, Direction::Downlink, 1, {}, {{u"x"_s, 1}}, true, u"not valid"_s},
            {u"rejected"_s, Direction::Uplink, 7, QByteArray::fromHex("ff"), {}, false, {}},
        };
        const Result<QList<TestVector>> read = readTestVectors(writeTestVectors(vectors));
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(*read, vectors);
        QVERIFY(readTestVectors("[]"));
        QCOMPARE(readTestVectors(R"([{"bytes":"0x01, 0xAB","fields":{}}])")->first().bytes,
                 QByteArray::fromHex("01ab"));
    }

    void badFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *file, const char *text) {
            QTest::newRow(file) << QByteArray(file) << QString::fromUtf8(text);
        };
        row("", "must be JSON");
        row("{", "must be JSON");
        row("{}", "must have an array \"vectors\"");
        row("[1]", "Test vector 1 must be an object");
        row(R"([{"name":"a","fields":{}}])", "Test vector \"a\": \"bytes\" is missing");
        row(R"([{"bytes":"01"}])", "Test vector 1: \"fields\" is missing");
        row(R"([{"bytes":"","fields":{}},{"bytes":"0","fields":{}}])", "Test vector 2");
        row(R"([{"bytes":1,"fields":{}}])", "must be a text of hex digits");
        row(R"([{"bytes":"01","fields":[]}])", "\"fields\" must be an object");
        row(R"([{"bytes":"01","fields":{},"port":256}])", "\"port\" must be a whole number from 0 to 255");
        row(R"([{"bytes":"01","fields":{},"port":1.5}])", "\"port\" must be a whole number from 0 to 255");
        row(R"([{"bytes":"01","fields":{},"direction":"up"}])", "must be \"uplink\" or \"downlink\"");
        row(R"([{"bytes":"01","fields":{},"valid":"yes"}])", "\"valid\" must be true or false");
        row(R"([{"bytes":"01","fields":{},"feilds":{}}])", "\"feilds\" is not known");
        row(R"([{"direction":"downlink","bytes":"01"}])", "\"fields\" is missing");
    }

    void badFilesAreNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, text);
        const Result<QList<TestVector>> read = readTestVectors(file);
        QVERIFY(!read);
        QVERIFY2(read.error().text.contains(text), qPrintable(read.error().text));
    }

    void runsBothDirections()
    {
        FunctionRunner runner(builtWorker());
        const PayloadFunctions functions{
            u"function Decoder(b, port) { if (b.length < 2) throw 'too short'; return {t: (b[0] << 8 | b[1]) / 10, p: port}; }"_s,
            {},
            u"function Validator(f) { return f.t < 100; }"_s,
            u"function Encoder(o) { if (o.bad) throw new Error('no'); return [o.led ? 1 : 0]; }"_s};
        const QList<TestVector> vectors{
            {u"a"_s, Direction::Uplink, 2, QByteArray::fromHex("00d6"), {{u"t"_s, 21.4}, {u"p"_s, 2}}, true, {}},
            {u"b"_s, Direction::Downlink, 1, QByteArray::fromHex("01"), {{u"led"_s, true}}, true, {}},
            {u"c"_s, Direction::Uplink, 2, QByteArray::fromHex("00"), {}, true, u"too short"_s},
            {u"d"_s, Direction::Uplink, 3, QByteArray::fromHex("0fa0"), {{u"t"_s, 400}, {u"p"_s, 3}}, false, {}},
            {u"e"_s, Direction::Downlink, 1, {}, {{u"bad"_s, 1}}, true, u"Error: no"_s},
            // and these fail
            {u"f"_s, Direction::Uplink, 2, QByteArray::fromHex("00d6"), {{u"t"_s, 21.5}, {u"p"_s, 2}}, true, {}},
            {u"g"_s, Direction::Downlink, 1, QByteArray::fromHex("02"), {{u"led"_s, true}}, true, {}},
            {u"h"_s, Direction::Uplink, 2, QByteArray::fromHex("00d6"), {}, true, u"too short"_s},
            {u"i"_s, Direction::Uplink, 3, QByteArray::fromHex("0fa0"), {{u"t"_s, 400}, {u"p"_s, 3}}, true, {}},
            {u"j"_s, Direction::Uplink, 2, QByteArray::fromHex("00"), {}, true, {}},
        };
        QObject context;
        const auto outcomes = waitFor(runVectors(&context, runner, PayloadFormat::Custom, functions, vectors));
        QVERIFY(outcomes && *outcomes);
        QStringList differences;
        for (const VectorOutcome &outcome : **outcomes)
            differences += outcome.passed ? QString() : outcome.difference;
        QCOMPARE(
            differences,
            (QStringList{QString(), QString(), QString(), QString(), QString(), u"t: 21.5 expected, 21.4 given"_s,
                         u"02 expected, 01 given"_s, u"the error \"too short\" expected, a result given"_s,
                         u"valid expected, not valid given"_s, u"Internal error: Decoder threw error: too short"_s}));
    }

    void withoutVectorsNothingRuns()
    {
        FunctionRunner runner(builtWorker());
        QObject context;
        const auto outcomes = waitFor(runVectors(&context, runner, PayloadFormat::Custom, {}, {}));
        QVERIFY(outcomes && *outcomes);
        QVERIFY((*outcomes)->isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTestVectors)
#include "tst_testvectors.moc"
