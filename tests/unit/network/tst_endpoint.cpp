// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/endpoint.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

QString shown(const std::optional<Endpoint> &endpoint)
{
    return endpoint ? endpoint->toString() : u"-"_s;
}

} // namespace

class TestEndpoint final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostAndPort_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint16>("defaultPort");
        QTest::addColumn<QString>("expected"); // empty = refused
        QTest::newRow("both") << u"example.org:1904"_s << quint16(0) << u"example.org:1904"_s;
        QTest::newRow("blanks") << u" example.org:1904 "_s << quint16(0) << u"example.org:1904"_s;
        QTest::newRow("default port") << u"example.org"_s << quint16(1900) << u"example.org:1900"_s;
        QTest::newRow("no default port") << u"example.org"_s << quint16(0) << QString();
        QTest::newRow("IPv4") << u"127.0.0.1:1"_s << quint16(0) << u"127.0.0.1:1"_s;
        QTest::newRow("IPv6") << u"[::1]:1904"_s << quint16(0) << u"[::1]:1904"_s;
        QTest::newRow("bare IPv6") << u"fe80::1"_s << quint16(1900) << u"[fe80::1]:1900"_s;
        QTest::newRow("IPv6 with a scope") << u"[fe80::1%eth0]:1904"_s << quint16(0) << u"[fe80::1%eth0]:1904"_s;
        QTest::newRow("NUL in what looks like IPv6") << u"1\0:0:1"_s << quint16(1900) << QString();
        QTest::newRow("open bracket") << u"[::1:1904"_s << quint16(1900) << QString();
        QTest::newRow("empty") << QString() << quint16(1900) << QString();
        QTest::newRow("no host") << u":1904"_s << quint16(1900) << QString();
        QTest::newRow("empty port") << u"host:"_s << quint16(1900) << QString();
        QTest::newRow("port 0") << u"host:0"_s << quint16(1900) << QString();
        QTest::newRow("port too large") << u"host:65536"_s << quint16(1900) << QString();
        QTest::newRow("port no number") << u"host:abc"_s << quint16(1900) << QString();
        QTest::newRow("scheme") << u"https://host:1904"_s << quint16(1900) << QString();
        QTest::newRow("blank inside") << u"my host:1904"_s << quint16(1900) << QString();
    }
    void hostAndPort()
    {
        QFETCH(QString, text);
        QFETCH(quint16, defaultPort);
        QFETCH(QString, expected);
        const Result<Endpoint> endpoint = Endpoint::parse(text, defaultPort, u"Discovery address"_s);
        QCOMPARE(endpoint ? endpoint->toString() : QString(), expected);
        if (!endpoint)
            QVERIFY(endpoint.error().text.startsWith(u"Discovery address must"));
    }

    void loopback()
    {
        for (const QString &host : {u"localhost"_s, u"LOCALHOST"_s, u"127.0.0.1"_s, u"127.1.2.3"_s, u"::1"_s})
            QVERIFY2((Endpoint{host, 1}.isLoopback()), qPrintable(host));
        for (const QString &host : {u"localhost.example.org"_s, u"10.0.0.1"_s, u"128.0.0.1"_s, u"example.org"_s})
            QVERIFY2(!(Endpoint{host, 1}.isLoopback()), qPrintable(host));
    }

    void firstOfSeveralNetAddresses()
    {
        QCOMPARE(endpointOfNetAddress(u" one.example:1904 ,two.example:1904"_s, 1904)->toString(),
                 u"one.example:1904"_s);
        QCOMPARE(endpointOfNetAddress(u"one.example"_s, 1904)->toString(), u"one.example:1904"_s);
        QCOMPARE(endpointOfNetAddress(u"http://one.example:99/"_s, 1904)->toString(), u"one.example:99"_s);
        QVERIFY(!endpointOfNetAddress(QString(), 1904));
    }

    // wire-v2, section 2: the table of mqtt_address
    void mqttAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("tls");
        QTest::newRow("host:port") << u"h:1234"_s << u"h:1234"_s << u"-"_s;
        QTest::newRow("host:8883") << u"h:8883"_s << u"-"_s << u"h:8883"_s;
        QTest::newRow("host") << u"h"_s << u"h:1883"_s << u"h:8883"_s;
        QTest::newRow("mqtt host") << u"mqtt://h"_s << u"h:1883"_s << u"-"_s;
        QTest::newRow("mqtt host:port") << u"mqtt://h:8883"_s << u"h:8883"_s << u"-"_s;
        QTest::newRow("mqtts host") << u"mqtts://h"_s << u"-"_s << u"h:8883"_s;
        QTest::newRow("mqtts host:port") << u"MQTTS://h:1883/"_s << u"-"_s << u"h:1883"_s;
    }
    void mqttAddress()
    {
        QFETCH(QString, text);
        const Result<BrokerEndpoints> endpoints = endpointsOfMqttAddress(text);
        QVERIFY(endpoints);
        QTEST(shown(endpoints->plain), "plain");
        QTEST(shown(endpoints->tls), "tls");
    }

    void badMqttAddress()
    {
        for (const QString &text : {QString(), u"http://h"_s, u"mqtt://"_s, u"h:port"_s}) {
            const Result<BrokerEndpoints> endpoints = endpointsOfMqttAddress(text);
            QVERIFY2(!endpoints, qPrintable(text));
            QVERIFY(endpoints.error().text.startsWith(u"MQTT address must"));
        }
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
