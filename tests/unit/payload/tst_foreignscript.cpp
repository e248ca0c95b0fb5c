// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts of other networks, wrapped and run in the real worker; and the way back.
#include "payload/foreignscript.h"
#include "payload/handlermarks.h"
#include "runnertest.h"

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestForeignScript final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decodersRunWrapped_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("origin");
        QTest::addColumn<QString>("result"); ///< for 00 01 7f 80 ff on port 7
        QTest::addColumn<int>("notes");
        QTest::newRow("formatter")
            << u"function decodeUplink(input) { return { data: { first: input.bytes[1], port: input.fPort }, warnings: [] }; }"_s
            << int(ScriptOrigin::Formatter) << u"{\"first\":1,\"port\":7}"_s << 1;
        QTest::newRow("formatter with errors")
            << u"function decodeUplink(input) { return { errors: ['unknown port', 'x'] }; }"_s
            << int(ScriptOrigin::Formatter) << u"Internal error: Decoder threw error: unknown port, x"_s << 0;
        QTest::newRow("formatter with time")
            << u"var decodeUplink = function (input) { return { data: { t: typeof input.recvTime } }; };"_s
            << int(ScriptOrigin::Formatter) << u"{\"t\":\"undefined\"}"_s << 1;
        QTest::newRow("chirpstack")
            << u"function Decode(fPort, bytes, variables) { return { p: fPort, n: bytes.length }; } // end"_s
            << int(ScriptOrigin::ChirpStack) << u"{\"n\":5,\"p\":7}"_s << 1;
        QTest::newRow("a maker's") << u"function milesightDeviceDecode(bytes) { return { battery: bytes[2] + 0 }; }"_s
                                   << int(ScriptOrigin::Milesight) << u"{\"battery\":127}"_s << 0;
        QTest::newRow("a maker's with both")
            << u"function decodeUplink(input) { return { data: milesightDeviceDecode(input.bytes) }; }\n"
               "function Decode(fPort, bytes) { return milesightDeviceDecode(bytes); }\n"
               "function milesightDeviceDecode(bytes) { return { n: bytes.length }; }\n"_s
            << int(ScriptOrigin::Formatter) << u"{\"n\":5}"_s << 0;
    }

    void decodersRunWrapped()
    {
        QFETCH(QString, source);
        QFETCH(int, origin);
        QFETCH(QString, result);
        QFETCH(int, notes);
        const auto wrapped = wrappedForV2(FunctionKind::Decoder, source);
        QVERIFY(wrapped);
        QCOMPARE(int(wrapped->origin), origin);
        QCOMPARE(wrapped->notes.size(), notes);
        QVERIFY(wrapped->source.startsWith(source.trimmed()));
        QCOMPARE(shown(decodeOne(m_runner, wrapped->source)), result);
        QVERIFY(handlerMarks(FunctionKind::Decoder, wrapped->source).isEmpty());
        QVERIFY(!wrappedForV2(FunctionKind::Decoder, wrapped->source));
    }

    void encodersRunWrapped()
    {
        const auto formatter =
            wrappedForV2(FunctionKind::Encoder,
                         u"function encodeDownlink(input) { return { bytes: [input.data.led ? 1 : 0], fPort: 2 }; }"_s);
        QVERIFY(formatter);
        QCOMPARE(formatter->notes.size(), 1);
        QCOMPARE(encodeOne(m_runner, formatter->source, R"({"led":true})").bytes, QByteArray("\x01"));
        const auto chirpstack =
            wrappedForV2(FunctionKind::Encoder, u"function Encode(fPort, obj) { return [fPort, obj.v]; }"_s);
        QVERIFY(chirpstack);
        QCOMPARE(encodeOne(m_runner, chirpstack->source, R"({"v":9})").bytes, QByteArray("\x07\x09"));
    }

    void othersAreLeftAlone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("source");
        QTest::newRow("empty") << int(FunctionKind::Decoder) << QString();
        QTest::newRow("V2's own") << int(FunctionKind::Decoder) << u"function Decoder(b) { return decodeUplink(b); }"_s;
        QTest::newRow("called only") << int(FunctionKind::Decoder) << u"var x = decodeUplink(1);"_s;
        QTest::newRow("in a text") << int(FunctionKind::Decoder) << u"var x = 'function decodeUplink() {}';"_s;
        QTest::newRow("another kind") << int(FunctionKind::Converter) << u"function decodeUplink(i) {}"_s;
        QTest::newRow("decoder as encoder") << int(FunctionKind::Encoder) << u"function decodeUplink(i) {}"_s;
    }

    void othersAreLeftAlone()
    {
        QFETCH(int, kind);
        QFETCH(QString, source);
        QVERIFY(!wrappedForV2(FunctionKind(kind), source));
    }

    void theWayBack()
    {
        const PayloadFunctions functions{u"function Decoder(b, p) { return { v: b[0], p: p }; }"_s,
                                         u"function Converter(f) { f.double = f.v * 2; return f; }"_s,
                                         u"function Validator(f) { return f.v < 100; }"_s,
                                         u"function Encoder(o) { return [o.v]; }"_s};
        const WrappedScript script = wrappedForFormatter(functions);
        QCOMPARE(script.notes.size(), 3);
        // There as here: called as The Things Stack does.
        const QString call = u"\nfunction Decoder(bytes, port) { return decodeUplink({bytes: bytes, fPort: port}); }"_s;
        QString renamed = script.source;
        renamed.replace(u"Decoder("_s, u"ownDecoder("_s);
        const auto result = [&](const QByteArray &hex) {
            return shown(decodeOne(m_runner, PayloadFunctions{renamed + call, {}, {}, {}}, hex, 3));
        };
        QCOMPARE(result("05"), u"{\"data\":{\"double\":10,\"p\":3,\"v\":5}}"_s);
        QCOMPARE(result("ff"), u"{\"errors\":[\"not valid\"]}"_s);
        QVERIFY(wrappedForFormatter({}).source.isEmpty());
        const auto again =
            wrappedForV2(FunctionKind::Decoder, wrappedForFormatter({{}, functions.converter, {}, {}}).source);
        QVERIFY(again);
    }

private:
    FunctionRunner m_runner{builtWorker()};
};

QTEST_GUILESS_MAIN(TestForeignScript)
#include "tst_foreignscript.moc"
