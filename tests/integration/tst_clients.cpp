// SPDX-License-Identifier: GPL-3.0-or-later
// The four clients as a library, against the built-in network: what the command line does not show.
#include "core/generate.h"
#include "network/discoveryclient.h"
#include "network/handlerclient.h"
#include "support/sandboxprocess.h"

#include <QFile>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;

namespace {

constexpr int patience = 60'000;

template <class T>
Result<T> waited(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        return fail({Failure::Kind::Transient, Cause::TimedOut, u"the test waited too long"_s, {}});
    return future.isCanceled() ? Result<T>(fail(Failure::cancelled())) : future.result();
}

template <class T>
QString said(const Result<T> &result)
{
    return result ? QString() : result.error().text + u" | "_s + result.error().detail;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Device otaaDevice(const QString &id)
{
    Device device;
    device.devId = *DevId::parse(id);
    device.description = u"for a test"_s;
    device.appEui = generateRandom<AppEui>();
    device.devEui = generateDevEui();
    device.appKey = generateRandom<AppKey>();
    return device;
}

} // namespace

class TestClients final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error())); }

    void discoveryKnowsTheHandler()
    {
        DiscoveryClient discovery(
            {*Endpoint::parse(m_sandbox.discovery(), 0, u"Discovery"_s), contents(m_sandbox.authorityPath()), false});
        const auto all = waited(discovery.getAll(u"handler"_s));
        QVERIFY2(all, qPrintable(said(all)));
        QCOMPARE(all->size(), 1);
        QVERIFY(all->first().applications.contains(*AppId::parse(u"weather-station"_s)));
        const auto byId = waited(discovery.get(u"handler"_s, all->first().id));
        QCOMPARE(byId->netAddress, m_sandbox.handler());
        QVERIFY(!byId->certificate.isEmpty());
        const auto byApp = waited(discovery.getByAppId(*AppId::parse(u"parking"_s)));
        QCOMPARE(byApp->id, byId->id);
        const auto nobody = waited(discovery.getByAppId(*AppId::parse(u"no-such-app"_s)));
        QCOMPARE(nobody.error().cause, Cause::ApplicationNotFound);
        QCOMPARE(waited(discovery.getByAppEui(AppEui())).error().cause, Cause::InvalidInput);
        QCOMPARE(waited(discovery.getByAppEui(generateRandom<AppEui>())).error().cause, Cause::NotFound);
        const auto gateway = waited(discovery.getByGatewayId(u"no-such-gateway"_s));
        QCOMPARE(gateway.error().cause, Cause::NotFound);
    }

    void aSessionDiscoversOnce()
    {
        auto session = openSession(u"weather-station"_s);
        const auto first = waited(session->application());
        QVERIFY2(first, qPrintable(said(first)));
        QCOMPARE(*waited(session->application()), *first);
        const auto data = waited(session->data());
        QCOMPARE(*waited(session->data()), *data);
        QCOMPARE(waited(session->announcement())->mqttAddress, m_sandbox.mqtt());
    }

    void functionsThatAreLeftOutStay()
    {
        auto session = openSession(u"weather-station"_s);
        ApplicationClient *client = *waited(session->application());
        const QString decoder = u"function Decoder(bytes, port) { return { a: bytes[0] }; }"_s;
        PayloadFunctionChanges changes;
        changes.decoder = decoder;
        changes.encoder = u"function Encoder(object, port) { return [object.a]; }"_s;
        QVERIFY(waited(client->setPayloadFunctions(changes)));
        PayloadFunctionChanges one;
        one.validator = u"function Validator(converted, port) { return true; }"_s;
        QVERIFY(waited(client->setPayloadFunctions(one)));
        QVERIFY(waited(client->setPayloadFormat(PayloadFormat::CayenneLpp)));
        const auto application = waited(client->application());
        QCOMPARE(application->functions.decoder, decoder);
        QCOMPARE(application->functions.validator, *one.validator);
        QCOMPARE(application->functions.encoder, *changes.encoder);
        QCOMPARE(application->format, PayloadFormat::CayenneLpp);
        QVERIFY(waited(client->setPayloadFormat(PayloadFormat::Custom)));
        const auto none = waited(client->setPayloadFormat(PayloadFormat::None));
        QCOMPARE(none.error().cause, Cause::InvalidInput);
    }

    void anOnJoinKeySurvivesAndAMaskedOneIsNeverWrittenBack()
    {
        const auto application = m_sandbox.application(u"parking"_s);
        const QByteArray onJoin = application.keyWith({u"devices"_s});
        auto session = openSession(u"parking"_s);
        ApplicationClient *client = *waited(session->application());
        QVERIFY(waited(client->setOnJoinKey(Secret(onJoin))));
        QCOMPARE(waited(client->setOnJoinKey(Secret("nodot"))).error().cause, Cause::InvalidInput);

        // A key with "settings" only sees a mask that shows half of the key: it must not reach anybody.
        auto limited = openSession(u"parking"_s, application.keyWith({u"settings"_s}));
        ApplicationClient *settings = *waited(limited->application());
        const auto seen = waited(settings->application());
        QVERIFY2(seen, qPrintable(said(seen)));
        QVERIFY(seen->onJoinKeyHidden);
        QVERIFY(seen->onJoinKey.isEmpty());
        PayloadFunctionChanges changes;
        changes.decoder = u"function Decoder() { return {}; }"_s;
        QVERIFY(waited(settings->setPayloadFunctions(changes)));
        QCOMPARE(waited(settings->setOnJoinKey(Secret(onJoin))).error().cause, Cause::RightMissing);

        const auto after = waited(client->application());
        QCOMPARE(after->onJoinKey, Secret(onJoin));
        QVERIFY(waited(client->setOnJoinKey(Secret())));
        QVERIFY(waited(client->application())->onJoinKey.isEmpty());
    }

    void countersAndKeysSurviveAnEdit()
    {
        auto session = openSession(u"cold-chain"_s);
        ApplicationClient *client = *waited(session->application());
        Device device = otaaDevice(u"counted"_s);
        device.appKey = AppKey();
        device.devAddr = *waited(client->devAddr({u"abp"_s}));
        device.nwkSKey = generateRandom<NwkSKey>();
        device.appSKey = generateRandom<AppSKey>();
        device.counterUp = 4711;
        device.counterDown = 12;
        device.attributes.insert(u"floor"_s, u"2"_s);
        const auto registered = waited(client->registerDevice(device));
        QVERIFY2(registered, qPrintable(said(registered)));
        QCOMPARE(waited(client->registerDevice(device)).error().cause, Cause::AlreadyExists);

        DeviceChanges changes;
        changes.description = u"moved"_s;
        changes.latitude = 52.5F;
        changes.longitude = 4.75F;
        changes.attributes.insert(u"room"_s, u"7"_s);
        changes.attributes.insert(u"floor"_s, std::nullopt);
        QVERIFY(waited(client->updateDevice(device.devId, changes)));
        const auto after = waited(client->device(device.devId));
        QCOMPARE(after->counterUp, 4711U);
        QCOMPARE(after->counterDown, 12U);
        QCOMPARE(after->nwkSKey, device.nwkSKey);
        QCOMPARE(after->appSKey, device.appSKey);
        QCOMPARE(after->devAddr, device.devAddr);
        QCOMPARE(after->description, u"moved"_s);
        QCOMPARE(after->attributes, (QMap<QString, QString>{{u"room"_s, u"7"_s}}));

        DeviceChanges reset;
        reset.counterUp = 0;
        reset.nwkSKey = NwkSKey();
        QVERIFY(waited(client->updateDevice(device.devId, reset)));
        const auto cleared = waited(client->device(device.devId));
        QCOMPARE(cleared->counterUp, 0U);
        QCOMPARE(cleared->counterDown, 12U);
        QVERIFY(!cleared->nwkSKey.isSet());
    }

    void harmIsRefusedBeforeItIsSent()
    {
        auto session = openSession(u"cold-chain"_s);
        ApplicationClient *client = *waited(session->application());
        Device nowhere = otaaDevice(u"nowhere"_s);
        nowhere.latitude = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(waited(client->registerDevice(nowhere)).error().cause, Cause::InvalidInput);
        nowhere.latitude = 91;
        QVERIFY(waited(client->registerDevice(nowhere)).error().text.startsWith(u"Latitude"));
        Device crowded = otaaDevice(u"crowded"_s);
        for (int i = 0; i < 6; ++i)
            crowded.attributes.insert(u"k%1"_s.arg(i), u"v"_s);
        QVERIFY(waited(client->registerDevice(crowded)).error().text.startsWith(u"Attributes"));
        Device misnamed = otaaDevice(u"xx"_s);
        misnamed.devId = DevId::fromServer(u"No Good"_s);
        QCOMPARE(waited(client->registerDevice(misnamed)).error().cause, Cause::InvalidInput);
        QCOMPARE(waited(client->device(*DevId::parse(u"nowhere"_s))).error().cause, Cause::NotFound);
    }

    void pagesTellTheTotal()
    {
        auto session = openSession(u"cold-chain"_s);
        ApplicationClient *client = *waited(session->application());
        for (const QString &id : {u"page-a"_s, u"page-b"_s, u"page-c"_s})
            QVERIFY(waited(client->registerDevice(otaaDevice(id))));
        const auto first = waited(client->devices(2, 0));
        QCOMPARE(first->devices.size(), 2);
        const auto rest = waited(client->devices(1000, 2));
        QCOMPARE(first->total, std::optional<quint64>(quint64(2 + rest->devices.size())));
        QCOMPARE(rest->offset, 2U);
    }

    void moreCallsThanTheServerAllowsAreSpread()
    {
        auto one = openSession(u"cold-chain"_s);
        auto two = openSession(u"cold-chain"_s);
        ApplicationClient *first = *waited(one->application());
        ApplicationClient *second = *waited(two->application());
        QList<Future<Application>> calls;
        for (int i = 0; i < 8; ++i) {
            calls.append(first->application());
            calls.append(second->application());
        }
        for (Future<Application> &call : calls) {
            const auto answer = waited(call);
            QVERIFY2(answer, qPrintable(said(answer)));
        }
    }

    void callsCanBeCancelled()
    {
        auto session = openSession(u"cold-chain"_s);
        ApplicationClient *client = *waited(session->application());
        QList<Future<Application>> queued;
        for (int i = 0; i < 20; ++i)
            queued.append(client->application());
        for (Future<Application> &call : queued)
            call.cancel();
        for (Future<Application> &call : queued)
            QTRY_VERIFY_WITH_TIMEOUT(call.isFinished(), patience);
        const auto next = waited(client->application());
        QVERIFY2(next, qPrintable(said(next)));
        // A client that goes with calls under way takes them along.
        Future<Application> orphan = client->application();
        session.reset();
        QTRY_VERIFY_WITH_TIMEOUT(orphan.isFinished(), patience);
    }

    void dryRunsTellWhatAFunctionDoes()
    {
        auto session = openSession(u"weather-station"_s);
        ApplicationClient *client = *waited(session->application());
        PayloadFunctions functions;
        functions.decoder =
            u"function Decoder(bytes, port) { console.log('port', port); return { sum: bytes[0] + bytes[1] "
            u"}; }"_s;
        functions.encoder = u"function Encoder(object, port) { return [object.on ? 1 : 0]; }"_s;
        const auto decoded = waited(client->dryUplink(PayloadFormat::Custom, functions, QByteArray("\x02\x03", 2), 7));
        QVERIFY2(decoded, qPrintable(said(decoded)));
        QCOMPARE(decoded->fields, QByteArray("{\"sum\":5}"));
        QCOMPARE(decoded->logs, (QList<PayloadLogEntry>{{u"Decoder"_s, {"\"port\"", "7"}}}));
        const auto encoded = waited(client->dryDownlink(PayloadFormat::Custom, functions, "{\"on\":true}", 7));
        QCOMPARE(encoded->bytes, QByteArray("\x01", 1));
        functions.decoder = u"function Decoder(bytes, port) { throw new Error('no'); }"_s;
        const auto thrown = waited(client->dryUplink(PayloadFormat::Custom, functions, "x", 7));
        QVERIFY2(thrown, qPrintable(said(thrown)));
        QCOMPARE(thrown->error->text, u"Internal error: Decoder threw error: Error: no"_s);
        const auto empty = waited(client->dryDownlink(PayloadFormat::Custom, {}, "{\"on\":true}", 7));
        QCOMPARE(empty->error->code, PayloadError::Code::InvalidArgument);
    }

    void aTokenServesAsWellAsAKey()
    {
        const auto token = Credentials::token(m_sandbox.token(u"weather-station"_s));
        QVERIFY2(token, qPrintable(said(token)));
        HandlerClient session(*AppId::parse(u"weather-station"_s), *token, settings(), m_network);
        const auto application = waited((*waited(session.application()))->application());
        QVERIFY2(application, qPrintable(said(application)));
    }

    void simulatedUplinksArriveAndADownlinkIsScheduled()
    {
        auto session = openSession(u"parking"_s);
        ApplicationClient *client = *waited(session->application());
        QVERIFY(waited(client->registerDevice(otaaDevice(u"echo"_s))));
        MqttClient *data = *waited(session->data());
        QSignalSpy online(data, &MqttClient::online);
        QSignalSpy uplinks(data, &MqttClient::uplinkReceived);
        QSignalSpy events(data, &MqttClient::eventReceived);
        data->start();
        QTRY_VERIFY_WITH_TIMEOUT(!online.isEmpty(), patience);
        const DevId echo = *DevId::parse(u"echo"_s);
        QVERIFY(waited(client->simulateUplink(echo, QByteArray::fromHex("0767FF64"), 2)));
        QTRY_VERIFY_WITH_TIMEOUT(!uplinks.isEmpty(), patience);
        const auto uplink = uplinks.first().first().value<UplinkMessage>();
        QCOMPARE(uplink.devId, echo);
        QCOMPARE(uplink.payload, QByteArray::fromHex("0767FF64"));
        QCOMPARE(uplink.fields, QByteArray("{\"temperature_7\":-15.6}"));

        DownlinkMessage downlink;
        downlink.devId = echo;
        downlink.port = 3;
        downlink.payload = "hi";
        const auto sent = waited(data->send(downlink));
        QVERIFY2(sent, qPrintable(said(sent)));
        QTRY_VERIFY_WITH_TIMEOUT(std::any_of(events.begin(), events.end(),
                                             [](const QList<QVariant> &arguments) {
                                                 return arguments.first().value<DeviceEvent>().type ==
                                                        EventType::DownlinkScheduled;
                                             }),
                                 patience);
        downlink.port = 224;
        QCOMPARE(waited(data->send(downlink)).error().cause, Cause::InvalidInput);
    }

    void unregisteringDeletesTheDevicesFirst()
    {
        auto session = openSession(u"new-app"_s);
        const auto unknown = waited(session->announcement());
        QCOMPARE(unknown.error().cause, Cause::ApplicationNotFound);
        ApplicationClient *client = *waited(session->applicationAt(u"sandbox-handler"_s));
        QCOMPARE(waited(client->application()).error().cause, Cause::ApplicationNotRegistered);
        QVERIFY(waited(client->registerApplication()));
        QCOMPARE(waited(client->registerApplication()).error().cause, Cause::AlreadyExists);
        for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
            QVERIFY(waited(client->registerDevice(otaaDevice(id))));
        Future<void> unregistered = client->unregisterApplication();
        QFutureWatcher<Result<void>> watcher;
        QSignalSpy progress(&watcher, &QFutureWatcher<Result<void>>::progressValueChanged);
        watcher.setFuture(unregistered);
        const auto result = waited(unregistered);
        QVERIFY2(result, qPrintable(said(result)));
        QVERIFY(!progress.isEmpty());
        QCOMPARE(unregistered.progressMaximum(), 3);
        const auto gone = waited(client->application());
        QVERIFY2(!gone, "the application is still registered");
        QVERIFY2(gone.error().cause == Cause::ApplicationNotRegistered, qPrintable(said(gone)));
    }

    void aHandlerThatGoesIsNamed()
    {
        SandboxProcess sandbox;
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        const auto application = sandbox.application(u"parking"_s);
        ConnectionSettings with;
        with.discoveryAddress = sandbox.discovery();
        with.discoveryCa = contents(sandbox.authorityPath());
        HandlerClient session(*AppId::parse(u"parking"_s), *Credentials::accessKey(application.accessKey), with,
                              m_network);
        ApplicationClient *client = *waited(session.application());
        QVERIFY(waited(client->application()));
        sandbox.kill();
        const auto gone = waited(client->application());
        QVERIFY(!gone);
        QVERIFY2(gone.error().isTransient(), qPrintable(said(gone)));
        QCOMPARE(gone.error().cause, Cause::ConnectionRefused);
        QVERIFY(gone.error().text.contains(sandbox.handler()));
    }

private:
    ConnectionSettings settings() const
    {
        ConnectionSettings with;
        with.discoveryAddress = m_sandbox.discovery();
        with.discoveryCa = contents(m_sandbox.authorityPath());
        return with;
    }

    std::unique_ptr<HandlerClient> openSession(const QString &appId, QByteArray key = {})
    {
        if (key.isEmpty())
            key = m_sandbox.application(appId).accessKey;
        return std::make_unique<HandlerClient>(*AppId::parse(appId), *Credentials::accessKey(key), settings(),
                                               m_network);
    }

    NetworkThread m_network;
    SandboxProcess m_sandbox;
};

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"
