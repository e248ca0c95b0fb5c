// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/tokens.h"
#include "sandbox/gotexts.h"
#include "sandbox/message/canonicaljson.h"
#include "sandbox/message/downlinkrequest.h"
#include "sandbox/radio/airtime.h"
#include "sandbox/radio/frame.h"
#include "sandbox/ratelimiter.h"
#include "sandbox/textids.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;

/// The built-in network's small parts, each by itself.
class TestSandboxParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testAirtime_data();
    void testAirtime();
    void testFrame();
    void testLongFrame();
    void testRateLimit();
    void testRateLimitIsByName();
    void testJsonErrors_data();
    void testJsonErrors();
    void testTextIds();
    void testTokens();
    void testFieldTopics();
    void testDownlinkRequests();
};

void TestSandboxParts::testAirtime_data()
{
    QTest::addColumn<QString>("dataRate");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<qint64>("nanoseconds");
    // wire-v2 section 10.1, and the recorded uplinks.
    QTest::newRow("SF7, 10 bytes") << QStringLiteral("SF7BW125") << 10 << qint64(41'216'000);
    QTest::newRow("SF12, 10 bytes") << QStringLiteral("SF12BW125") << 10 << qint64(991'232'000);
    QTest::newRow("SF7, 14 bytes") << QStringLiteral("SF7BW125") << 14 << qint64(46'336'000);
    QTest::newRow("SF12, 14 bytes") << QStringLiteral("SF12BW125") << 14 << qint64(1'155'072'000);
    QTest::newRow("SF9, 14 bytes") << QStringLiteral("SF9BW125") << 14 << qint64(164'864'000);
    QTest::newRow("an empty frame") << QStringLiteral("SF7BW125") << 0 << qint64(25'856'000);
    QTest::newRow("no data rate") << QStringLiteral("nonsense") << 14 << qint64(0);
}

void TestSandboxParts::testAirtime()
{
    QFETCH(QString, dataRate);
    QFETCH(int, bytes);
    QFETCH(qint64, nanoseconds);
    QCOMPARE(loraAirtime(dataRate, bytes), nanoseconds);
    QCOMPARE(fskAirtime(50'000, 14), qint64(4'000'000));
    QCOMPARE(fskAirtime(0, 14), qint64(0));
}

void TestSandboxParts::testFrame()
{
    // A frame and keys that LoRaWAN libraries are commonly tested with.
    DataFrame frame;
    frame.direction = DataFrame::Direction::Up;
    frame.devAddr = *DevAddr::fromHex(u"49BE7DF1");
    frame.counter = 2;
    frame.payload = "test";
    const QByteArray encoded = frame.encoded(*NwkSKey::fromHex(u"44024241ED4CE9A68C6A8BC055233FD3"),
                                             *AppSKey::fromHex(u"EC925802AE430CA77FD3DD73CB2CC588"));
    QCOMPARE(encoded.toHex().toUpper(), QByteArray("40F17DBE4900020001954378762B11FF0D"));
}

void TestSandboxParts::testLongFrame()
{
    // Downlinks of any length are "sent", also those that no radio could.
    DataFrame frame;
    frame.payload = QByteArray(1000, 'x');
    frame.confirmed = true;
    frame.pending = true;
    const QByteArray encoded = frame.encoded(NwkSKey(), AppSKey());
    QCOMPARE(encoded.size(), 13 + 1000);
    QCOMPARE(encoded.left(1), QByteArray("\xa0"));
    QCOMPARE(encoded.mid(5, 1), QByteArray("\x10"));
    frame.payload.clear();
    QCOMPARE(frame.encoded(NwkSKey(), AppSKey()).size(), 12);
}

void TestSandboxParts::testRateLimit()
{
    // As recorded (grpc/rate-limits.jsonl, "one after the other"): the sixth call waits for the next window, which then
    // has four left; what would wait for longer is refused.
    RateLimiter limiter;
    const QString name = QStringLiteral("my-app");
    QCOMPARE(limiter.take(name, 0), qint64(0)); // the window begins
    QCOMPARE(limiter.take(name, 1000), qint64(0));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(limiter.take(name, 1100), qint64(0));
    QVERIFY(!limiter.take(name, 1499));
    QCOMPARE(limiter.take(name, 1514), qint64(486));
    for (int i = 0; i < 4; ++i)
        QCOMPARE(limiter.take(name, 2001), qint64(0));
    QVERIFY(!limiter.take(name, 2002));
    // Whatever was not used is not saved up.
    for (int i = 0; i < 5; ++i)
        QCOMPARE(limiter.take(name, 60'000), qint64(0));
    QVERIFY(!limiter.take(name, 60'001));
}

void TestSandboxParts::testRateLimitIsByName()
{
    RateLimiter limiter;
    for (int i = 0; i < 5; ++i)
        QVERIFY(limiter.take(QStringLiteral("one"), 0));
    QVERIFY(!limiter.take(QStringLiteral("one"), 1));
    QCOMPARE(limiter.take(QStringLiteral("two"), 1), qint64(0));
}

void TestSandboxParts::testJsonErrors_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("good") << QByteArray(R"( {"a": [1, -2.5e3, "\u00e9\n", true, null]} )") << QByteArray();
    QTest::newRow("bare key") << QByteArray("{a:1}")
                              << QByteArray("invalid character 'a' looking for beginning of object key string");
    QTest::newRow("two values") << QByteArray("{}{}") << QByteArray("invalid character '{' after top-level value");
    QTest::newRow("cut short") << QByteArray(R"({"a":)") << QByteArray("unexpected end of JSON input");
    QTest::newRow("empty") << QByteArray() << QByteArray("unexpected end of JSON input");
    QTest::newRow("no value") << QByteArray("[}") << QByteArray("invalid character '}' looking for beginning of value");
    QTest::newRow("no colon") << QByteArray(R"({"a" 1})") << QByteArray("invalid character '1' after object key");
    QTest::newRow("no comma") << QByteArray("[1 2]") << QByteArray("invalid character '2' after array element");
    QTest::newRow("word") << QByteArray("nul ") << QByteArray("invalid character ' ' in literal null (expecting 'l')");
}

void TestSandboxParts::testJsonErrors()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, error);
    QCOMPARE(jsonSyntaxError(json), error);
}

void TestSandboxParts::testTextIds()
{
    for (const char *good : {"ab", "12", "a-b", "a_b-c1"})
        QVERIFY2(isTextId(QString::fromLatin1(good)), good);
    for (const char *bad : {"", "a", "-ab", "ab-", "a--b", "a-_b", "Ab", "a b", "a.b"})
        QVERIFY2(!isTextId(QString::fromLatin1(bad)), bad);
    QVERIFY(isTextId(QString(36, u'a')));
    QVERIFY(!isTextId(QString(37, u'a')));
}

void TestSandboxParts::testTokens()
{
    const Tokens tokens(generateKey());
    const AppId appId = AppId::fromServer(QStringLiteral("my-app"));
    QJsonObject claims = Tokens::applicationClaims(QStringLiteral("someone"), appId, {right::devices}, 60);
    const auto caller = tokens.verify(tokens.sign(claims));
    QVERIFY(caller);
    QCOMPARE(caller->subject, QStringLiteral("someone"));
    QVERIFY(caller->may(appId, right::devices));
    QVERIFY(!caller->may(appId, right::settings));
    // Another account server's signature.
    const Tokens others(generateKey());
    const auto foreign = tokens.verify(others.sign(claims));
    QCOMPARE(foreign.error().text,
             QByteArray("permission denied: unable to parse token: crypto/ecdsa: verification error"));
    // Claims that were changed after signing.
    QList<QByteArray> parts = tokens.sign(claims).split('.');
    claims[QStringLiteral("sub")] = QStringLiteral("somebody else");
    parts[1] = QJsonDocument(claims)
                   .toJson(QJsonDocument::Compact)
                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QVERIFY(!tokens.verify(parts.join('.')));
    QVERIFY(!tokens.verify(""));
    QVERIFY(!tokens.verify(".."));
    QVERIFY(!tokens.verify("a.b.c"));
}

void TestSandboxParts::testFieldTopics()
{
    const auto topics = fieldTopics(R"({"a":{"b":{"c":1}},"x+":{"inside":2},"z":[{"y":1}]})", FieldDepth::Leaves);
    QList<QByteArray> lines;
    for (const auto &[path, value] : topics)
        lines.append(path + '=' + value);
    QCOMPARE(lines, QList<QByteArray>({R"(a={"b":{"c":1}})", R"(a/b={"c":1})", "a/b/c=1", R"(z=[{"y":1}])"}));
    QCOMPARE(fieldTopics(R"({"a":{"b":1}})", FieldDepth::Members).size(), 1);
    QVERIFY(fieldTopics("null", FieldDepth::Leaves).isEmpty());
}

void TestSandboxParts::testDownlinkRequests()
{
    const auto request = DownlinkRequest::fromJson(R"({"PORT":2,"port":9,"Payload_Fields":{"b":1,"a":[1.50]}})");
    QVERIFY(request);
    QCOMPARE(request->message.port, quint8(9));
    QCOMPARE(request->message.fields, QByteArray(R"({"a":[1.5],"b":1})"));
    for (const char *dropped : {"", "[]", "{", R"({"port":256})", R"({"port":1.0})", R"({"payload_raw":"AQ"})",
                                R"({"payload_raw":[256]})", R"({"confirmed":1})", R"({"dev_id":1})"})
        QVERIFY2(!DownlinkRequest::fromJson(dropped), dropped);
}

QTEST_GUILESS_MAIN(TestSandboxParts)
#include "tst_sandboxparts.moc"
