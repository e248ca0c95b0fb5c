// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/mqttobserver.h"
#include "support/rpcclient.h"
#include "support/sandboxprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSslCertificate>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace thingsdesk::test;

namespace {

constexpr int patience = 30'000;

/// Programs whose parent this process is.
QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile file(QStringLiteral("/proc/%1/stat").arg(entry));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.value(1).toLongLong() == parent)
            children.append(entry.toLongLong());
    }
    return children;
}

QByteArray commandLineOf(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(process));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 brokerOf(const SandboxProcess &sandbox)
{
    for (const qint64 child : childrenOf(sandbox.processId())) {
        if (commandLineOf(child).contains("mosquitto"))
            return child;
    }
    return 0;
}

bool isGone(qint64 process)
{
    return ::kill(pid_t(process), 0) != 0;
}

} // namespace

/// thingsdesk-sandbox as a program: its start, its end, its broker, its rules by key.
class TestSandboxProcess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testRestartKeepsState();
    void testKilledLeavesNoChild();
    void testStoppedLeavesNoChild();
    void testBrokerIsStartedAgain();
    void testTakenPort();
    void testTakenDirectory();
    void testDamagedCertificate();
    void testNoKeyInProcessList();
    void testLogins_data();
    void testLogins();
    void testTlsListener();
    void testRightsByKey();
    void testRateLimit();
    void testManyDevices();
    void testDevicesSend();

private:
    static RpcClient::Outcome call(const SandboxProcess &sandbox, const QString &appId, const char *method,
                                   const QJsonObject &request, const RpcClient::Metadata &more = {});
};

RpcClient::Outcome TestSandboxProcess::call(const SandboxProcess &sandbox, const QString &appId, const char *method,
                                            const QJsonObject &request, const RpcClient::Metadata &more)
{
    const QString path = QStringLiteral("/handler.ApplicationManager/") + QLatin1String(method);
    QJsonObject named = request;
    if (!path.contains(QLatin1String("/Dry")))
        named.insert(QStringLiteral("app_id"), appId);
    const auto once = [&] {
        return RpcClient::call({sandbox.handler(), sandbox.handlerCertificatePath()}, path.toUtf8(),
                               RpcClient::requestBytes(path, named),
                               RpcClient::Metadata{{"key", sandbox.application(appId).accessKey}} + more);
    };
    const auto outcome = once();
    // The first call after a restart may still find the old connection.
    return outcome.code == QLatin1String("UNAVAILABLE") ? once() : outcome;
}

void TestSandboxProcess::testRestartKeepsState()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const QString appId = QStringLiteral("cold-chain");
    const QJsonObject device{
        {QStringLiteral("dev_id"), QStringLiteral("kept")},
        {QStringLiteral("description"), QStringLiteral("Größe")},
        {QStringLiteral("latitude"), QStringLiteral("NaN")},
        {QStringLiteral("lorawan_device"), QJsonObject{{QStringLiteral("app_id"), appId},
                                                       {QStringLiteral("dev_id"), QStringLiteral("kept")},
                                                       {QStringLiteral("f_cnt_up"), 77},
                                                       {QStringLiteral("f_cnt_down"), 5}}}};
    QCOMPARE(call(sandbox, appId, "SetDevice", device).code, QStringLiteral("OK"));
    QCOMPARE(call(sandbox, appId, "SetApplication", {{QStringLiteral("payload_format"), QStringLiteral("odd")}}).code,
             QStringLiteral("OK"));
    QCOMPARE(call(sandbox, QStringLiteral("new-app"), "RegisterApplication", {}).code, QStringLiteral("OK"));
    const QJsonObject name{{QStringLiteral("dev_id"), QStringLiteral("kept")}};
    const QByteArray before = call(sandbox, appId, "GetDevice", name).response;
    const QString discovery = sandbox.discovery();
    const QByteArray key = sandbox.application(appId).accessKey;

    // However it ends.
    for (const bool gently : {true, false}) {
        if (gently)
            QVERIFY(sandbox.stop());
        else
            sandbox.kill();
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        QCOMPARE(sandbox.discovery(), discovery);
        QCOMPARE(sandbox.application(appId).accessKey, key);
        const auto after = call(sandbox, appId, "GetDevice", name);
        QCOMPARE(after.code + after.message, QStringLiteral("OK"));
        QCOMPARE(after.response, before);
        const auto application = call(sandbox, appId, "GetApplication", {});
        QVERIFY(application.response.contains("odd"));
        QCOMPARE(call(sandbox, QStringLiteral("new-app"), "GetApplication", {}).code, QStringLiteral("OK"));
    }
}

void TestSandboxProcess::testKilledLeavesNoChild()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    // A dry run starts the payload worker, too.
    call(sandbox, QStringLiteral("cold-chain"), "DryUplink",
         {{QStringLiteral("app"),
           QJsonObject{{QStringLiteral("decoder"), QStringLiteral("function Decoder() { return {}; }")}}}});
    const QList<qint64> children = childrenOf(sandbox.processId());
    QVERIFY(brokerOf(sandbox) != 0);
    sandbox.kill();
    for (const qint64 child : children)
        QTRY_VERIFY_WITH_TIMEOUT(isGone(child), patience);
}

void TestSandboxProcess::testStoppedLeavesNoChild()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const QList<qint64> children = childrenOf(sandbox.processId());
    QVERIFY(!children.isEmpty());
    QVERIFY(sandbox.stop());
    for (const qint64 child : children)
        QTRY_VERIFY_WITH_TIMEOUT(isGone(child), patience);
}

void TestSandboxProcess::testBrokerIsStartedAgain()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const qint64 broker = brokerOf(sandbox);
    QVERIFY(broker != 0);
    ::kill(pid_t(broker), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(brokerOf(sandbox) != 0 && brokerOf(sandbox) != broker, patience);
    const auto application = sandbox.application(QStringLiteral("parking"));
    int code = -1;
    std::unique_ptr<MqttObserver> client;
    QTRY_VERIFY_WITH_TIMEOUT((client = std::make_unique<MqttObserver>(),
                              code = client->connectTo(sandbox.mqtt(), application.appId, application.accessKey)) == 0,
                             patience);
    // The handler is back as well: it answers a downlink for a device that exists.
    QCOMPARE(client->subscribe("parking/#"), 0);
    const QJsonObject name{{QStringLiteral("app_id"), application.appId},
                           {QStringLiteral("dev_id"), QStringLiteral("probe")}};
    QJsonObject device = name;
    device.insert(QStringLiteral("lorawan_device"), name);
    QCOMPARE(call(sandbox, application.appId, "SetDevice", device).code, QStringLiteral("OK"));
    QTRY_VERIFY_WITH_TIMEOUT(
        (client->publish("parking/devices/probe/down", "{}"), QTest::qWait(50), !client->messages().isEmpty()),
        patience);
}

void TestSandboxProcess::testTakenPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    SandboxProcess sandbox;
    QVERIFY(!sandbox.start({QStringLiteral("--discovery-port"), QString::number(other.serverPort())}));
    QVERIFY2(sandbox.error().contains(QStringLiteral("Port %1 is taken").arg(other.serverPort())),
             qPrintable(sandbox.error()));
}

void TestSandboxProcess::testTakenDirectory()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    QProcess second;
    second.start(SandboxProcess::program(),
                 {QStringLiteral("--dir"), sandbox.directory(), QStringLiteral("--print-json")});
    QVERIFY(second.waitForFinished(patience));
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.readAllStandardOutput().isEmpty());
    QVERIFY(second.readAllStandardError().contains("runs in the directory"));
}

void TestSandboxProcess::testDamagedCertificate()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    QVERIFY(sandbox.stop());
    const QByteArray authority = QSslCertificate::fromPath(sandbox.authorityPath()).value(0).digest();
    for (const char *name : {"discovery.pem", "handler-key.pem"}) {
        QFile file(QDir(sandbox.directory()).filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("-----BEGIN CERTIFICATE-----\nnonsense\n");
    }
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    QCOMPARE(QSslCertificate::fromPath(sandbox.authorityPath()).value(0).digest(), authority);
    QCOMPARE(call(sandbox, QStringLiteral("parking"), "GetApplication", {}).code, QStringLiteral("OK"));
    for (const QFileInfo &file : QDir(sandbox.directory()).entryInfoList(QDir::Files)) {
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
        QVERIFY2((file.permissions() & others) == QFileDevice::Permissions(), qPrintable(file.fileName()));
    }
}

void TestSandboxProcess::testNoKeyInProcessList()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    for (const qint64 child : childrenOf(sandbox.processId()))
        QVERIFY(!commandLineOf(child).contains("ttn-account"));
    QFile authFile(QDir(sandbox.directory()).filePath(QStringLiteral("broker-auth")));
    QVERIFY(authFile.open(QIODevice::ReadOnly));
    QVERIFY(!authFile.readAll().contains("ttn-account"));
}

void TestSandboxProcess::testLogins_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("keyOf");
    QTest::addColumn<QStringList>("rights");
    QTest::addColumn<int>("code");
    const QStringList all = {QStringLiteral("settings"), QStringLiteral("devices"), QStringLiteral("delete"),
                             QStringLiteral("messages:up:r"), QStringLiteral("messages:down:w")};
    const QString parking = QStringLiteral("parking");
    QTest::newRow("right") << parking << parking << all << 0;
    QTest::newRow("any of its keys") << parking << parking << QStringList{all[0]} << 0;
    QTest::newRow("not registered, but known") << QStringLiteral("new-app") << QStringLiteral("new-app") << all << 0;
    QTest::newRow("wrong key") << parking << QString() << QStringList() << 5;
    QTest::newRow("key of another application") << parking << QStringLiteral("cold-chain") << all << 5;
    QTest::newRow("unknown application") << QStringLiteral("nobody") << parking << all << 5;
    QTest::newRow("the handler's own name") << QStringLiteral("$handler") << parking << all << 5;
}

void TestSandboxProcess::testLogins()
{
    QFETCH(QString, user);
    QFETCH(QString, keyOf);
    QFETCH(QStringList, rights);
    static SandboxProcess sandbox;
    if (sandbox.processId() == 0)
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    MqttObserver client;
    const QByteArray key =
        keyOf.isEmpty() ? QByteArray("ttn-account-v2.wrong") : sandbox.application(keyOf).keyWith(rights);
    QTEST(client.connectTo(sandbox.mqtt(), user, key), "code");
    MqttObserver keyless;
    QCOMPARE(keyless.connectTo(sandbox.mqtt(), user, QByteArray()), 5);
}

void TestSandboxProcess::testTlsListener()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const auto application = sandbox.application(QStringLiteral("parking"));
    MqttObserver trusting;
    trusting.trust(sandbox.authorityPath());
    QCOMPARE(trusting.connectTo(sandbox.mqtts(), application.appId, application.accessKey), 0);
    MqttObserver mistaken;
    mistaken.trust(sandbox.handlerCertificatePath());
    QCOMPARE(mistaken.connectTo(sandbox.mqtts(), application.appId, application.accessKey), -1);
}

void TestSandboxProcess::testRightsByKey()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const auto application = sandbox.application(QStringLiteral("parking"));
    const auto other = sandbox.application(QStringLiteral("cold-chain"));
    MqttObserver reader;
    QCOMPARE(
        reader.connectTo(sandbox.mqtt(), application.appId, application.keyWith({QStringLiteral("messages:up:r")})), 0);
    QCOMPARE(reader.subscribe("parking/devices/+/up"), 0);
    QCOMPARE(reader.subscribe("parking/devices/+/events/#"), 0);
    QCOMPARE(reader.subscribe("parking/devices/+/down"), 0);
    QCOMPARE(reader.subscribe("cold-chain/devices/+/events/#"), 0); // granted, but nothing is delivered
    MqttObserver writer;
    QCOMPARE(
        writer.connectTo(sandbox.mqtt(), application.appId, application.keyWith({QStringLiteral("messages:down:w")})),
        0);
    for (const char *filter : {"parking/devices/+/up", "+/devices/+/up", "#"})
        QCOMPARE(writer.subscribe(filter), 0x80);
    QCOMPARE(writer.subscribe("cold-chain/devices/+/up"), 0);

    for (const auto &owner : {application, other}) {
        const QJsonObject name{{QStringLiteral("app_id"), owner.appId},
                               {QStringLiteral("dev_id"), QStringLiteral("probe")}};
        QJsonObject device = name;
        device.insert(QStringLiteral("lorawan_device"), name);
        QCOMPARE(call(sandbox, owner.appId, "SetDevice", device).code, QStringLiteral("OK"));
    }
    writer.publish("parking/devices/probe/down", R"({"payload_raw":"AQ=="})");
    QTRY_COMPARE_WITH_TIMEOUT(reader.messages().size(), 2, patience);
    QCOMPARE(reader.messages()[0].topic, QByteArray("parking/devices/probe/events/create"));
    QCOMPARE(reader.messages()[1].topic, QByteArray("parking/devices/probe/events/down/scheduled"));
    QVERIFY(writer.messages().isEmpty());
    // Forbidden publishes end the connection, as this broker does it.
    reader.publish("parking/devices/probe/down", R"({"payload_raw":"AQ=="})");
    QTRY_VERIFY_WITH_TIMEOUT(!reader.isConnected(), patience);
    writer.publish("cold-chain/devices/probe/down", R"({"payload_raw":"AQ=="})");
    QTRY_VERIFY_WITH_TIMEOUT(!writer.isConnected(), patience);
}

void TestSandboxProcess::testRateLimit()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const QString appId = QStringLiteral("parking");
    // How many get through depends on the machine's speed; that some are refused, in these words, does not.
    int good = 0;
    int refused = 0;
    for (int i = 0; i < 60; ++i) {
        const auto outcome = call(sandbox, appId, "GetApplication", {});
        good += outcome.code == QLatin1String("OK") ? 1 : 0;
        if (outcome.code == QLatin1String("RESOURCE_EXHAUSTED")) {
            ++refused;
            QCOMPARE(outcome.message, QStringLiteral("Rate limit for client \"parking\" reached"));
        }
    }
    QVERIFY(good >= 5);
    QCOMPARE(good + refused, 60);
    // Dry runs are not limited, and other applications are not touched.
    QCOMPARE(call(sandbox, QStringLiteral("cold-chain"), "GetApplication", {}).code, QStringLiteral("OK"));
    for (int i = 0; i < 20; ++i) {
        const QString path = QStringLiteral("/handler.ApplicationManager/DryUplink");
        QCOMPARE(RpcClient::call({sandbox.handler(), sandbox.handlerCertificatePath()}, path.toUtf8(), {}).code,
                 QStringLiteral("OK"));
    }
}

void TestSandboxProcess::testManyDevices()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start({QStringLiteral("--fill"), QStringLiteral("40000")}), qPrintable(sandbox.error()));
    const QString appId = QStringLiteral("cold-chain");
    const auto page = call(sandbox, appId, "GetDevicesForApplication", {}, {{"limit", "100"}, {"offset", "39950"}});
    QCOMPARE(page.headers.value(QStringLiteral("total")), QStringLiteral("40000"));
    QCOMPARE(page.headers.value(QStringLiteral("selected")), QStringLiteral("50"));
    const auto all = call(sandbox, appId, "GetDevicesForApplication", {});
    QCOMPARE(all.code, QStringLiteral("OK"));
    QVERIFY(all.response.size() > 4 * 1024 * 1024); // too much for a client that keeps to gRPC's default
}

void TestSandboxProcess::testDevicesSend()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start({}, true), qPrintable(sandbox.error()));
    for (const char *appId : {"weather-station", "parking", "cold-chain"}) {
        const auto application = sandbox.application(QLatin1String(appId));
        MqttObserver client;
        QCOMPARE(client.connectTo(sandbox.mqtt(), application.appId, application.accessKey), 0);
        QCOMPARE(client.subscribe(QByteArray(appId) + "/devices/+/up"), 0);
        QTRY_VERIFY_WITH_TIMEOUT(!client.messages().isEmpty(), patience);
    }
}

QTEST_GUILESS_MAIN(TestSandboxProcess)
#include "tst_sandboxprocess.moc"
