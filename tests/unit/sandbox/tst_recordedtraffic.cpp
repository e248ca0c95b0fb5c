// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deviceevent.h"
#include "unit/sandbox/recordedsteps.h"

#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;

namespace {

const QString setDevicePath = QStringLiteral("/handler.ApplicationManager/SetDevice");
const QString setApplicationPath = QStringLiteral("/handler.ApplicationManager/SetApplication");
const QString myApp = QStringLiteral("my-app");

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

/// A registered ABP device; `more` goes into its LoRaWAN part, `outside` beside it.
QJsonObject abpDevice(const QString &devId, const QByteArray &devEui, const QJsonObject &more = {},
                      const QJsonObject &outside = {})
{
    QJsonObject radio{{QStringLiteral("app_id"), myApp},
                      {QStringLiteral("dev_id"), devId},
                      {QStringLiteral("app_eui"), base64(QByteArray(8, '\x01'))},
                      {QStringLiteral("dev_eui"), base64(devEui)},
                      {QStringLiteral("dev_addr"), base64(QByteArray("\x26\x00\x01\x4f", 4))},
                      {QStringLiteral("nwk_s_key"), base64(QByteArray(16, '\x02'))},
                      {QStringLiteral("app_s_key"), base64(QByteArray(16, '\x03'))},
                      {QStringLiteral("uses32_bit_f_cnt"), true}};
    for (auto member = more.begin(); member != more.end(); ++member)
        radio.insert(member.key(), member.value());
    QJsonObject device = outside;
    device.insert(QStringLiteral("app_id"), myApp);
    device.insert(QStringLiteral("dev_id"), devId);
    device.insert(QStringLiteral("lorawan_device"), radio);
    return device;
}

/// The DevEUI that a recording gave a device: it stands in its uplinks.
QByteArray recordedEui(const QList<RecordedStep> &steps, const QString &devId)
{
    for (const RecordedStep &step : steps) {
        const QJsonObject body = QJsonDocument::fromJson(step.uplinkBody()).object();
        if (body.value(QLatin1String("dev_id")).toString() == devId)
            return QByteArray::fromHex(body.value(QLatin1String("hardware_serial")).toString().toLatin1());
    }
    return QByteArray(8, '\x07');
}

QJsonObject applicationSettings(const QString &format, const QJsonObject &functions = {})
{
    QJsonObject settings = functions;
    settings.insert(QStringLiteral("app_id"), myApp);
    if (!settings.contains(QLatin1String("payload_format")))
        settings.insert(QStringLiteral("payload_format"), format);
    return settings;
}

} // namespace

/// The recorded uplinks, downlinks, activations and events of a real V2 stack against ours, over its real broker.
class TestRecordedTraffic final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void testUplinks();
    void testDownlinks();
    void testActivations();
    void testDeviceEvents();
    void testTraps();
    void testCounters();

private:
    void setDevice(const QJsonObject &device);
    void setApplication(const QJsonObject &settings);
    void check(const QString &difference);
    void checkMessages(const RecordedStep &step);
    void checkCall(const RecordedStep &step);
    void setFormatFor(const RecordedStep &step);
    void setFormatForDownlink(const RecordedStep &step);
    void doUplinkStep(const RecordedStep &step);
    void doDownlinkStep(const RecordedStep &step);
    void publishForbidden(const RecordedStep &step);
    void answerQuickly(const RecordedStep &step);
    void doJoinStep(const RecordedStep &step, const AppKey &deviceKey);

    std::unique_ptr<RecordedNetwork> m_network;
    QStringList m_wrong;
};

void TestRecordedTraffic::init()
{
    m_wrong.clear();
    m_network = std::make_unique<RecordedNetwork>();
    QVERIFY(m_network->start());
    QVERIFY(m_network->observe());
}

void TestRecordedTraffic::cleanup()
{
    for (const QString &difference : std::as_const(m_wrong))
        qInfo().noquote() << difference;
    m_network.reset();
}

void TestRecordedTraffic::check(const QString &difference)
{
    if (!difference.isEmpty())
        m_wrong.append(difference);
}

/// Steps where our engine's words or results are not the recorded one's, though the message comes as recorded: arrays
/// that hold bytes of the input stay numbers, the further ones of several syntax errors are not counted.
void TestRecordedTraffic::checkMessages(const RecordedStep &step)
{
    static const QStringList engineDiffers = {QStringLiteral("device-attributes"), QStringLiteral("nested"),
                                              QStringLiteral("decoder-syntax")};
    const QString found = difference(step, m_network->takeMessages());
    if (!engineDiffers.contains(step.name))
        return check(found);
    check(found.isEmpty() ? step.name + QStringLiteral(": is listed as different, but is not") : QString());
}

void TestRecordedTraffic::setDevice(const QJsonObject &device)
{
    const auto outcome = m_network->call(setDevicePath, device);
    check(outcome.code == QLatin1String("OK") ? QString() : outcome.message);
    m_network->takeMessages();
}

void TestRecordedTraffic::setApplication(const QJsonObject &settings)
{
    const auto outcome = m_network->call(setApplicationPath, settings);
    check(outcome.code == QLatin1String("OK") ? QString() : outcome.message);
}

void TestRecordedTraffic::checkCall(const RecordedStep &step)
{
    const auto outcome = m_network->call(
        step.done.value(QLatin1String("call")).toString().prepend(QLatin1String("/handler.ApplicationManager/")),
        step.done.value(QLatin1String("request")).toObject());
    const bool same = outcome.code == step.outcome.value(QLatin1String("code")).toString() &&
                      outcome.message == step.outcome.value(QLatin1String("message")).toString();
    check(same ? QString() : step.name + QStringLiteral(": ") + outcome.code + u' ' + outcome.message);
}

/// The notes of the uplinks say how the application was set.
void TestRecordedTraffic::setFormatFor(const RecordedStep &step)
{
    static const QString nested = QStringLiteral("function Decoder(bytes, port) {\n  return { temperature: bytes[0] / "
                                                 "2, count: bytes[1], label: \"Größe \" + port, "
                                                 "open: bytes[1] > 1, closed: false, nothing: null, missing: "
                                                 "undefined,\n           big: 1e21, position: { x: 1.5, y: "
                                                 "{ deep: -1, list: [1, 2.5] } }, list: [1, \"two\", { three: 3 }, "
                                                 "null], bytes: bytes, none: [], hollow: {} };\n}");
    const QString custom = QStringLiteral("custom");
    const qsizetype json = step.note.indexOf(QLatin1String(": {\""));
    const qsizetype function = step.note.indexOf(QLatin1String(": function Decoder"));
    if (step.name == QLatin1String("device-attributes"))
        setApplication(applicationSettings(custom, {{QStringLiteral("decoder"), nested}}));
    else if (function >= 0)
        setApplication(applicationSettings(custom, {{QStringLiteral("decoder"), step.note.mid(function + 2)}}));
    else if (json >= 0)
        setApplication(applicationSettings(custom, QJsonDocument::fromJson(step.note.mid(json + 2).toUtf8()).object()));
    else if (step.name == QLatin1String("lpp"))
        setApplication(applicationSettings(QStringLiteral("cayennelpp")));
    else if (step.name == QLatin1String("simulate-invalid"))
        setApplication(applicationSettings(
            custom, {{QStringLiteral("validator"), QStringLiteral("function Validator() { return false; }")}}));
}

void TestRecordedTraffic::doUplinkStep(const RecordedStep &step)
{
    setFormatFor(step);
    if (step.done.contains(QLatin1String("call"))) {
        checkCall(step);
    } else {
        const auto received = m_network->uplink(airUplink(step));
        // Recorded only now and then; MAC commands are not part of our radio.
        if (step.name != QLatin1String("link-check"))
            check(difference(step, received));
    }
    checkMessages(step);
}

void TestRecordedTraffic::testUplinks()
{
    // What the seam between our devices and the network cannot express: a device is named, not recognised by its
    // address and signature, and MAC commands stay out.
    const QStringList left = {QStringLiteral("wrong-mic"), QStringLiteral("wrong-app-s-key")};
    QList<RecordedStep> steps = recordedSteps(QStringLiteral("mqtt/uplinks.jsonl"));
    const auto eui = [&steps](const char *devId) { return recordedEui(steps, QString::fromLatin1(devId)); };
    setDevice(abpDevice(QStringLiteral("sensor-1"), eui("sensor-1")));
    setDevice(abpDevice(QStringLiteral("wide-counter"), eui("wide-counter")));
    setDevice(
        abpDevice(QStringLiteral("unchecked"), eui("unchecked"), {{QStringLiteral("disable_f_cnt_check"), true}}));
    setDevice(abpDevice(QStringLiteral("placed"), eui("placed"), {},
                        {{QStringLiteral("latitude"), 52.3731},
                         {QStringLiteral("longitude"), 4.8922},
                         {QStringLiteral("altitude"), 12},
                         {QStringLiteral("attributes"), QJsonObject{{QStringLiteral("ttn-model"), QStringLiteral("x")},
                                                                    {QStringLiteral("floor"), QStringLiteral("2")}}}}));
    for (RecordedStep &step : steps) {
        if (step.name == QLatin1String("link-check"))
            step.messages.removeIf([](const auto &message) { return message.topic.endsWith("/down/sent"); });
        if (!left.contains(step.name))
            doUplinkStep(step);
    }
    QVERIFY(m_wrong.isEmpty());
}

void TestRecordedTraffic::setFormatForDownlink(const RecordedStep &step)
{
    const auto encoder = [](const char *source) {
        return QJsonObject{{QStringLiteral("encoder"), QString::fromLatin1(source)}};
    };
    const QString custom = QStringLiteral("custom");
    if (step.name == QLatin1String("fields"))
        setApplication(applicationSettings(
            custom, encoder("function Encoder(object, port) { return [object.led ? 1 : 0, object.n, port]; }")));
    else if (step.name == QLatin1String("fields-no-encoder"))
        setApplication(applicationSettings(custom));
    else if (step.name == QLatin1String("fields-loop"))
        setApplication(applicationSettings(custom, encoder("function Encoder() { while (true) {} }")));
    else if (step.name == QLatin1String("fields-lpp"))
        setApplication(applicationSettings(QStringLiteral("cayennelpp")));
    else if (step.name == QLatin1String("bad-json"))
        setApplication(applicationSettings({}));
}

void TestRecordedTraffic::publishForbidden(const RecordedStep &step)
{
    const QJsonObject published = step.done.value(QLatin1String("published")).toObject();
    MqttObserver client;
    QCOMPARE(client.connectTo(m_network->addresses().mqtt, myApp, m_network->key(myApp)), 0);
    client.publish(published.value(QLatin1String("topic")).toString().toUtf8(),
                   published.value(QLatin1String("payload")).toString().toUtf8());
    check(QTest::qWaitFor([&] { return !client.isConnected(); }, 30'000)
              ? QString()
              : step.name + QStringLiteral(": the connection stayed open"));
}

/// An application that answers as soon as it sees the uplink.
void TestRecordedTraffic::answerQuickly(const RecordedStep &step)
{
    sandbox::AirUplink uplink = airUplink(step);
    const QJsonObject body = QJsonDocument::fromJson(step.uplinkBody()).object();
    uplink.counter = quint32(body.value(QLatin1String("counter")).toInt());
    uplink.payload = QByteArray::fromBase64(body.value(QLatin1String("payload_raw")).toString().toLatin1());
    std::optional<sandbox::AirDownlink> received;
    bool isDone = false;
    m_network->network().air().uplink(uplink, [&](const auto &answer) {
        received = answer;
        isDone = true;
    });
    MqttObserver &observer = m_network->observer();
    QVERIFY(QTest::qWaitFor([&] { return !observer.messages().isEmpty(); }, 30'000));
    observer.publish("my-app/devices/actor/down", R"({"port":5,"payload_raw":"cXVpY2s="})");
    QVERIFY(QTest::qWaitFor([&] { return isDone; }, 30'000));
    check(difference(step, received));
}

void TestRecordedTraffic::doDownlinkStep(const RecordedStep &step)
{
    setFormatForDownlink(step);
    if (step.name == QLatin1String("quick-answer")) {
        answerQuickly(step);
    } else if (step.done.contains(QLatin1String("call"))) {
        checkCall(step);
    } else if (step.connectionClosed) {
        publishForbidden(step);
    } else if (step.done.contains(QLatin1String("published"))) {
        const QJsonObject published = step.done.value(QLatin1String("published")).toObject();
        const QString hex = published.value(QLatin1String("payload_hex")).toString();
        m_network->observer().publish(published.value(QLatin1String("topic")).toString().toUtf8(),
                                      hex.isEmpty() ? published.value(QLatin1String("payload")).toString().toUtf8()
                                                    : QByteArray::fromHex(hex.toLatin1()));
    } else {
        sandbox::AirUplink uplink = airUplink(step);
        uplink.canAnswer = step.name != QLatin1String("no-gateway-1") && step.name != QLatin1String("no-gateway-2");
        check(difference(step, m_network->uplink(uplink)));
    }
    check(difference(step, m_network->takeMessages()));
}

void TestRecordedTraffic::testDownlinks()
{
    const QList<RecordedStep> steps = recordedSteps(QStringLiteral("mqtt/downlinks.jsonl"));
    setDevice(abpDevice(QStringLiteral("actor"), recordedEui(steps, QStringLiteral("actor"))));
    for (RecordedStep step : steps) {
        if (step.name == QLatin1String("never-seen")) {
            const QString topic = step.done[QLatin1String("published")][QLatin1String("topic")].toString();
            if (topic.section(u'/', 2, 2) != QLatin1String("actor"))
                setDevice(abpDevice(topic.section(u'/', 2, 2), QByteArray(8, '\x09')));
        }
        // The real gateway had used up its share of the air by then; ours has no such account, and sends.
        if (step.name == QLatin1String("long-sf12-1")) {
            m_network->uplink(airUplink(step));
            m_network->takeMessages();
            // One more than recorded has been sent, so the counters part here.
            const QString set = QStringLiteral("lorawan_device");
            QJsonObject device = abpDevice(QStringLiteral("actor"), recordedEui(steps, QStringLiteral("actor")),
                                           {{QStringLiteral("f_cnt_up"), 48}, {QStringLiteral("f_cnt_down"), 30}});
            setDevice(device);
            continue;
        }
        doDownlinkStep(step);
    }
    QVERIFY(m_wrong.isEmpty());
}

void TestRecordedTraffic::doJoinStep(const RecordedStep &step, const AppKey &deviceKey)
{
    const QJsonObject recorded = step.done.value(QLatin1String("join_request")).toObject();
    sandbox::AirJoin request;
    request.devEui = *DevEui::fromHex(recorded.value(QLatin1String("dev_eui")).toString());
    request.appEui = *AppEui::fromHex(recorded.value(QLatin1String("app_eui")).toString());
    request.appKey = step.name == QLatin1String("wrong-app-key") ? AppKey() : deviceKey;
    request.devNonce = quint16(recorded.value(QLatin1String("dev_nonce")).toInt());
    request.dataRate = QStringLiteral("SF7BW125");
    request.canAnswer = step.name != QLatin1String("no-downlink");
    for (const auto &message : step.messages) {
        if (const auto event = DeviceEvent::fromJson(QStringLiteral("activations"), message.payload);
            event && event->metadata)
            request.gateways = event->metadata->gateways;
    }
    if (request.gateways.isEmpty())
        request.gateways = {GatewayReception()};
    // What the join keeps for itself must not be published.
    for (GatewayReception &gateway : request.gateways) {
        gateway.trusted = true;
        gateway.location.latitude = 1;
    }
    const auto session = m_network->join(request);
    if (session.has_value() == step.joinAccept->isNull())
        check(step.name + QStringLiteral(": joined, or not, otherwise than recorded"));
}

void TestRecordedTraffic::testActivations()
{
    const AppKey key({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    const QByteArray appEui = QByteArray::fromHex("19A6DBD21A8839BB");
    const auto otaa = [&](const char *devId, const QByteArray &devEui, const AppKey &appKey) {
        QJsonObject radio{{QStringLiteral("app_id"), myApp},
                          {QStringLiteral("dev_id"), QString::fromLatin1(devId)},
                          {QStringLiteral("app_eui"), base64(appEui)},
                          {QStringLiteral("dev_eui"), base64(devEui)}};
        if (appKey.isSet())
            radio.insert(QStringLiteral("app_key"), base64(appKey.toBytes()));
        setDevice({{QStringLiteral("app_id"), myApp},
                   {QStringLiteral("dev_id"), QString::fromLatin1(devId)},
                   {QStringLiteral("lorawan_device"), radio}});
    };
    const auto setOnJoinKey = [&](const QString &right) {
        setApplication(
            {{QStringLiteral("app_id"), myApp},
             {QStringLiteral("register_on_join_access_key"), QString::fromLatin1(m_network->key(myApp, right))}});
    };
    otaa("joiner", QByteArray::fromHex("0093F9EB43D2EACD"), key);
    otaa("no-app-key", QByteArray::fromHex("006BC7F190675A0D"), AppKey());
    for (const RecordedStep &step : recordedSteps(QStringLiteral("mqtt/activations.jsonl"))) {
        if (step.name == QLatin1String("on-join-no-key"))
            otaa("template", QByteArray(8, '\0'), key);
        if (step.name == QLatin1String("on-join"))
            setOnJoinKey(sandbox::right::devices);
        if (step.name == QLatin1String("on-join-wrong-rights"))
            setOnJoinKey(sandbox::right::readUplinks);
        if (step.done.contains(QLatin1String("join_request")))
            doJoinStep(step, key);
        else
            m_network->uplink(airUplink(step));
        check(difference(step, m_network->takeMessages()));
    }
    QVERIFY(m_wrong.isEmpty());
}

void TestRecordedTraffic::testDeviceEvents()
{
    for (const RecordedStep &step : recordedSteps(QStringLiteral("mqtt/device-events.jsonl"))) {
        checkCall(step);
        check(difference(step, m_network->takeMessages()));
    }
    QVERIFY(m_wrong.isEmpty());
}

void TestRecordedTraffic::testTraps()
{
    // Those of field names and locations; without --faults a field with `#` costs nothing but its own topic.
    const QList<RecordedStep> steps = recordedSteps(QStringLiteral("mqtt/traps.jsonl"));
    setDevice(abpDevice(QStringLiteral("hashed"), recordedEui(steps, QStringLiteral("hashed"))));
    setDevice(abpDevice(QStringLiteral("nowhere"), QByteArray(8, '\x0a'), {},
                        {{QStringLiteral("latitude"), QStringLiteral("NaN")}}));
    setDevice(abpDevice(QStringLiteral("nowhere-else"), recordedEui(steps, QStringLiteral("nowhere-else")), {},
                        {{QStringLiteral("latitude"), 200}, {QStringLiteral("longitude"), -500}}));
    setApplication(
        applicationSettings(QStringLiteral("custom"),
                            {{QStringLiteral("decoder"),
                              QStringLiteral("function Decoder() { return {a: 1, 'b#': 2, c: 3, d: 4, e: 5}; }")}}));
    for (RecordedStep step : steps) {
        if (step.name == QLatin1String("hash-neighbour") || step.name.startsWith(QLatin1String("new-application")))
            continue;
        if (step.name == QLatin1String("nan-latitude"))
            setApplication(applicationSettings({}));
        if (step.name.startsWith(QLatin1String("hash-"))) {
            step.messages.removeIf([](const auto &message) { return !message.topic.endsWith("/up"); });
            for (const auto &[name, value] :
                 {std::pair("a", "1"), std::pair("c", "3"), std::pair("d", "4"), std::pair("e", "5")})
                step.messages.append({QByteArray("my-app/devices/hashed/up/") + name, value});
        }
        m_network->uplink(airUplink(step));
        check(difference(step, m_network->takeMessages()));
    }
    QVERIFY(m_wrong.isEmpty());
}

void TestRecordedTraffic::testCounters()
{
    // Between these calls the recorded device sent frames, as the notes say.
    const QMap<QString, QList<int>> uplinksBefore = {
        {QStringLiteral("after uplinks with counters 10, 11, 12"), {10, 11, 12}},
        {QStringLiteral("after a confirmed uplink (13) and its acknowledgement"), {-13}},
        {QStringLiteral("after an uplink with counter 5 (accepted, because the stored one was 0)"), {5}},
        {QStringLiteral("after an uplink with counter 6: dropped, because 100 is stored (the device is silent in the "
                        "console)"),
         {6}},
        {QStringLiteral("after an uplink with counter 101"), {101}},
    };
    const QList<QJsonObject> lines = recordedLines(QStringLiteral("grpc/counters.jsonl"));
    QJsonObject device = lines.first().value(QLatin1String("response")).toObject();
    setDevice(device);
    for (const QJsonObject &line : lines) {
        const QString note = line.value(QLatin1String("note")).toString();
        for (const int counter : uplinksBefore.value(note)) {
            sandbox::AirUplink uplink;
            uplink.appId = AppId::fromServer(myApp);
            uplink.devId = DevId::fromServer(QStringLiteral("counted"));
            uplink.counter = quint32(std::abs(counter));
            uplink.confirmed = counter < 0;
            uplink.dataRate = QStringLiteral("SF7BW125");
            uplink.gateways = {GatewayReception()};
            m_network->uplink(uplink);
        }
        if (note.startsWith(QLatin1String("the list")))
            continue; // lists are compared in tst_recordeddevicecalls
        const QString path = line.value(QLatin1String("call")).toString();
        const auto outcome = m_network->call(path, line.value(QLatin1String("request")).toObject());
        QCOMPARE(outcome.code, line.value(QLatin1String("code")).toString());
        QJsonObject expected = line.value(QLatin1String("response")).toObject();
        QJsonObject got = RpcClient::responseJson(path, outcome.response);
        for (QJsonObject *object : {&expected, &got}) {
            QJsonObject radio = object->value(QLatin1String("lorawan_device")).toObject();
            const bool wasSeen = !radio.take(QLatin1String("last_seen")).isUndefined();
            radio.insert(QStringLiteral("was seen"), wasSeen);
            object->insert(QStringLiteral("lorawan_device"), radio);
        }
        QVERIFY2(got == expected, qPrintable(note));
    }
    QVERIFY(m_wrong.isEmpty());
}

QTEST_GUILESS_MAIN(TestRecordedTraffic)
#include "tst_recordedtraffic.moc"
