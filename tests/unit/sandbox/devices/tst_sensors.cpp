// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/demodevices.h"
#include "sandbox/devices/samplefunctions.h"
#include "sandbox/devices/virtualsensor.h"
#include "scriptengine.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::sandbox;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(SensorKind)

namespace {

/// Two payloads have fields from which they cannot be told: padding, and a number in the wider of its two channels.
const char *const notInvertible[] = {"0498b80b00000000", "0584ba0406734f270792010008ec7b00000001"};

QJsonArray facts()
{
    QFile file(QStringLiteral(THINGSDESK_TEST_DATA "/sensors/sensors.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object().value(u"sensors"_s).toArray();
}

QJsonObject factsOf(SensorKind kind)
{
    for (const QJsonArray sensors = facts(); const QJsonValue &sensor : sensors) {
        if (sensor[u"id"_s].toString() == sensorId(kind))
            return sensor.toObject();
    }
    return {};
}

/// The sample functions that can decode this kind.
QStringList setsFor(SensorKind kind)
{
    switch (kind) {
    case SensorKind::MilesightEm300Th:
        return {u"weather-station"_s, u"cold-chain"_s};
    case SensorKind::DecentlabDlSht35:
    case SensorKind::MilesightAt101:
    case SensorKind::MilesightCt101:
        return {u"cold-chain"_s};
    case SensorKind::LppWeather:
    case SensorKind::LppTracker:
    case SensorKind::LppIo:
        return {u"cayenne-lpp"_s};
    default:
        return {u"weather-station"_s};
    }
}

/// Numbers within 1e-9 of each other; what is wrong where, else nothing.
QString difference(const QJsonValue &got, const QJsonValue &wanted, const QString &path = {})
{
    if (wanted.isDouble() && got.isDouble()) {
        const double error = std::abs(got.toDouble() - wanted.toDouble());
        if (error <= 1e-9 * std::max(1.0, std::abs(wanted.toDouble())))
            return {};
    } else if (wanted.isObject() && got.isObject()) {
        const QJsonObject object = wanted.toObject();
        if (got.toObject().keys() != object.keys())
            return path + u": other members: "_s + got.toObject().keys().join(u' ');
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString inner = difference(got[member.key()], member.value(), path + u'.' + member.key());
            if (!inner.isEmpty())
                return inner;
        }
        return {};
    } else if (wanted.isArray() && got.isArray()) {
        const QJsonArray list = wanted.toArray();
        if (got.toArray().size() != list.size())
            return path + u": other length"_s;
        for (qsizetype i = 0; i < list.size(); ++i) {
            const QString inner = difference(got[i], list[i], path + u"[%1]"_s.arg(i));
            if (!inner.isEmpty())
                return inner;
        }
        return {};
    } else if (got == wanted) {
        return {};
    }
    return u"%1: %2 instead of %3"_s.arg(path, got.toVariant().toString(), wanted.toVariant().toString());
}

} // namespace

class SensorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesExamples_data();
    void encodesExamples();
    void decodesExamples_data();
    void decodesExamples();
    void refusesBadExamples();
    void cutOffPayloadsThrowOrGiveNumbers_data() { kinds(); }
    void cutOffPayloadsThrowOrGiveNumbers();
    void readingsSurviveTheWay_data() { kinds(); }
    void readingsSurviveTheWay();
    void countersGoOn();
    void plugObeysTheEncoder();
    void barrierObeysLpp();
    void validatorRefusesBrokenReadings();
    void converterAddsDewPoint();
    void encoderRefusesNonsense();
    void demoCoversKindsAndFormats();

private:
    static void kinds();
};

void SensorsTest::kinds()
{
    QTest::addColumn<SensorKind>("kind");
    for (const SensorKind kind : allSensorKinds())
        QTest::addRow("%s", qPrintable(sensorId(kind))) << kind;
}

void SensorsTest::encodesExamples_data()
{
    QTest::addColumn<SensorKind>("kind");
    QTest::addColumn<QJsonObject>("fields");
    QTest::addColumn<QByteArray>("hex");
    for (const SensorKind kind : allSensorKinds()) {
        for (const QJsonArray examples = factsOf(kind)[u"examples"_s].toArray(); const QJsonValue &example : examples) {
            const QByteArray hex = example[u"hex"_s].toString().toLatin1();
            QTest::addRow("%s %s", qPrintable(sensorId(kind)), hex.constData())
                << kind << example[u"fields"_s].toObject() << hex;
        }
    }
}

void SensorsTest::encodesExamples()
{
    QFETCH(SensorKind, kind);
    QFETCH(QJsonObject, fields);
    QFETCH(QByteArray, hex);
    const bool invertible =
        std::find(std::begin(notInvertible), std::end(notInvertible), hex) == std::end(notInvertible);
    const QByteArray encoded = encodeReading(kind, fields).toHex();
    QCOMPARE(encoded == hex, invertible);
}

void SensorsTest::decodesExamples_data()
{
    QTest::addColumn<QString>("set");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QJsonObject>("fields");
    for (const SensorKind kind : allSensorKinds()) {
        const QJsonObject sensor = factsOf(kind);
        QCOMPARE(sensor[u"fPort"_s].toInt(), int(sensorPort(kind)));
        for (const QString &set : setsFor(kind)) {
            for (const QJsonArray examples = sensor[u"examples"_s].toArray(); const QJsonValue &example : examples) {
                const QString hex = example[u"hex"_s].toString();
                QTest::addRow("%s %s", qPrintable(set), qPrintable(sensorId(kind) + u' ' + hex))
                    << set << int(sensorPort(kind)) << QByteArray::fromHex(hex.toLatin1())
                    << example[u"fields"_s].toObject();
            }
        }
    }
}

void SensorsTest::decodesExamples()
{
    QFETCH(QString, set);
    QFETCH(int, port);
    QFETCH(QByteArray, bytes);
    QFETCH(QJsonObject, fields);
    const auto outcome = scriptengine::decode(sampleFunctions(set).decoder, bytes, port);
    QCOMPARE(outcome.error, QString());
    QCOMPARE(difference(outcome.value, fields), QString());
}

void SensorsTest::refusesBadExamples()
{
    const QJsonArray examples = factsOf(SensorKind::LppWeather)[u"bad_examples"_s].toArray();
    QCOMPARE(examples.size(), 4);
    for (const QJsonValue &example : examples) {
        const QByteArray bytes = QByteArray::fromHex(example[u"hex"_s].toString().toLatin1());
        const auto outcome = scriptengine::decode(sampleFunctions(u"cayenne-lpp"_s).decoder, bytes, 1);
        QVERIFY2(!outcome.error.isEmpty(), bytes.toHex().constData());
    }
}

void SensorsTest::cutOffPayloadsThrowOrGiveNumbers()
{
    // On the handler a NaN loses the whole result; JSON.stringify makes null of it. Only Ruuvi has true nulls.
    QFETCH(SensorKind, kind);
    VirtualSensor sensor(kind, 1, u"cut"_s, {52, 6, 0, 0, {}});
    int refused = 0;
    for (int round = 0; round < 5; ++round) {
        const QByteArray payload = sensor.payload(Timestamp::fromMilliseconds(1'790'000'000'000 + round * 60'000));
        for (int length = 1; length < payload.size(); ++length) {
            const auto outcome = scriptengine::decode(sampleFunctions(setsFor(kind).first()).decoder,
                                                      payload.left(length), sensorPort(kind));
            refused += outcome.error.isEmpty() ? 0 : 1;
            const QByteArray json = QJsonDocument(outcome.value.toObject()).toJson();
            QVERIFY2(!json.contains("null"), json.constData());
        }
    }
    QVERIFY(refused > 0);
}

void SensorsTest::readingsSurviveTheWay()
{
    // What a virtual sensor reads is what the decoder shows: within the layout's steps, for two days.
    QFETCH(SensorKind, kind);
    VirtualSensor sensor(kind, 7, u"way"_s, {52.2F, 6.9F, 30, 0, {}});
    VirtualSensor twin(kind, 7, u"way"_s, {52.2F, 6.9F, 30, 0, {}});
    const QString decoder = sampleFunctions(setsFor(kind).first()).decoder;
    QSet<QByteArray> different;
    for (int hour = 0; hour < 48; ++hour) {
        const Timestamp now = Timestamp::fromMilliseconds(1'790'000'000'000 + hour * 3'607'000LL);
        const QByteArray payload = sensor.payload(now);
        QVERIFY2(!payload.isEmpty() && payload.size() <= 51, payload.toHex().constData()); // SF12's limit
        different.insert(payload);
        const auto outcome = scriptengine::decode(decoder, payload, sensorPort(kind));
        QCOMPARE(outcome.error, QString());
        const QJsonObject read = twin.read(now);
        for (auto field = read.begin(); field != read.end(); ++field) {
            if (!field.value().isDouble())
                continue;
            QVERIFY2(outcome.value.toObject().contains(field.key()), qPrintable(field.key()));
            const double got = outcome.value[field.key()].toDouble();
            const double wanted = field.value().toDouble();
            QVERIFY2(std::abs(got - wanted) <= 0.51 + std::abs(wanted) * 0.02,
                     qPrintable(u"%1: %2 instead of %3"_s.arg(field.key()).arg(got).arg(wanted)));
        }
    }
    QVERIFY2(different.size() > 10, qPrintable(QString::number(different.size())));
}

void SensorsTest::countersGoOn()
{
    const Location place{52, 6, 0, 0, {}};
    VirtualSensor first(SensorKind::RuuviDataFormat5, 1, u"hive"_s, place);
    for (int i = 0; i < 10; ++i)
        first.read({});
    VirtualSensor second(SensorKind::RuuviDataFormat5, 2, u"hive"_s, place);
    second.restore(first.state());
    QCOMPARE(second.read({})[u"sequence"_s].toInt(), 11);

    VirtualSensor rain(SensorKind::DecentlabDlTbrg, 1, u"rain"_s, place);
    double last = 0;
    for (int i = 0; i < 2000; ++i) {
        const double total = rain.read({})[u"cumulative_precipitation"_s].toDouble();
        QVERIFY(total >= last);
        last = total;
    }
    QVERIFY(last > 0);
}

void SensorsTest::plugObeysTheEncoder()
{
    const PayloadFunctions functions = sampleFunctions(u"weather-station"_s);
    VirtualSensor plug(SensorKind::MilesightWs523, 1, u"plug"_s, {});
    for (const QString &wanted : {u"off"_s, u"on"_s}) {
        const QByteArray fields = QJsonDocument(QJsonObject{{u"socket_status"_s, wanted}}).toJson();
        const auto encoded = scriptengine::call(functions.encoder, u"Encoder"_s, fields, 85);
        QByteArray bytes;
        for (const QJsonArray list = encoded.value.toArray(); const QJsonValue &byte : list)
            bytes.append(char(byte.toInt()));
        QVERIFY(plug.receive(85, bytes).reportsSoon);
        const auto decoded = scriptengine::decode(functions.decoder, plug.payload({}), 85);
        QCOMPARE(decoded.value[u"socket_status"_s].toString(), wanted);
        QCOMPARE(decoded.value[u"active_power"_s].toDouble() > 0, wanted == u"on"_s);
    }
    const SensorReaction reaction = plug.receive(85, QByteArray::fromHex("ff03b004"));
    QCOMPARE(reaction.interval, std::chrono::seconds(1200));
    // Nothing else moves it: another port, a cut-off command, an unknown one.
    QVERIFY(!plug.receive(1, QByteArray::fromHex("080000ff")).reportsSoon);
    QVERIFY(!plug.receive(85, QByteArray::fromHex("0800")).reportsSoon);
    QVERIFY(!plug.receive(85, QByteArray::fromHex("ff030000")).interval);
}

void SensorsTest::barrierObeysLpp()
{
    VirtualSensor barrier(SensorKind::LppIo, 1, u"barrier"_s, {});
    const QString decoder = sampleFunctions(u"cayenne-lpp"_s).decoder;
    QVERIFY(barrier.receive(1, QByteArray::fromHex("03006405ec45")).reportsSoon); // value_3 = 1, value_5 = -50.51
    const auto opened = scriptengine::decode(decoder, barrier.payload({}), 1);
    QCOMPARE(opened.value[u"digital_out_3"_s].toInt(), 1);
    QCOMPARE(opened.value[u"analog_out_5"_s].toDouble(), -50.51);
    QVERIFY(barrier.receive(1, QByteArray::fromHex("030000")).reportsSoon);
    const auto shut = scriptengine::decode(decoder, barrier.payload({}), 1);
    QCOMPARE(shut.value[u"digital_out_3"_s].toInt(), 0);
    QVERIFY(!barrier.receive(1, QByteArray::fromHex("090064")).reportsSoon);
}

void SensorsTest::validatorRefusesBrokenReadings()
{
    const PayloadFunctions functions = sampleFunctions(u"weather-station"_s);
    for (const SensorKind kind :
         {SensorKind::RuuviDataFormat5, SensorKind::MilesightEm300Th, SensorKind::DecentlabDlIam}) {
        for (const bool broken : {false, true}) {
            VirtualSensor sensor(kind, 3, u"probe"_s, {});
            const QByteArray payload = sensor.payload(Timestamp::fromMilliseconds(1'790'000'000'000), broken);
            const auto decoded = scriptengine::decode(functions.decoder, payload, sensorPort(kind));
            QCOMPARE(decoded.error, QString());
            const QByteArray fields = QJsonDocument(decoded.value.toObject()).toJson();
            const auto valid = scriptengine::call(functions.validator, u"Validator"_s, fields, sensorPort(kind));
            QVERIFY(valid.value.isBool());
            QCOMPARE(valid.value.toBool(), !broken);
        }
    }
}

void SensorsTest::converterAddsDewPoint()
{
    const QString converter = sampleFunctions(u"weather-station"_s).converter;
    const auto convert = [&converter](const QByteArray &fields, int port) {
        return scriptengine::call(converter, u"Converter"_s, fields, port).value.toObject();
    };
    const QJsonObject air = convert(R"({"temperature":25,"humidity":50,"battery":12})", 85);
    QCOMPARE(air[u"dew_point"_s].toDouble(), 13.9); // as psychrometric tables have it
    QCOMPARE(air[u"battery_low"_s].toBool(), true);
    const QJsonObject missing = convert(R"({"temperature":null,"humidity":null,"battery":2.9})", 1);
    QCOMPARE(missing, QJsonObject({{u"temperature"_s, QJsonValue::Null},
                                   {u"humidity"_s, QJsonValue::Null},
                                   {u"battery"_s, 2.9},
                                   {u"battery_low"_s, false}}));
    QCOMPARE(convert("{}", 5), QJsonObject());
}

void SensorsTest::encoderRefusesNonsense()
{
    const QString encoder = sampleFunctions(u"weather-station"_s).encoder;
    for (const char *fields : {"{}", R"({"socket_status":"ajar"})", R"({"report_interval":0})",
                               R"({"report_interval":1.5})", R"({"report_interval":"60"})"})
        QVERIFY2(!scriptengine::call(encoder, u"Encoder"_s, fields, 85).error.isEmpty(), fields);
    QCOMPARE(scriptengine::call(encoder, u"Encoder"_s, R"({"report_interval":1200})", 85).value.toArray(),
             QJsonArray({255, 3, 176, 4}));
}

void SensorsTest::demoCoversKindsAndFormats()
{
    const std::vector<DeviceSpec> devices = demoDevices();
    QSet<QString> ids;
    QSet<int> sensors;
    QSet<int> activations;
    for (const DeviceSpec &spec : devices) {
        QVERIFY(DevId::parse(spec.device.devId.toString()).has_value());
        QVERIFY(AppId::parse(spec.device.appId.toString()).has_value());
        QVERIFY(spec.device.check().has_value());
        ids.insert(spec.device.appId.toString() + u'/' + spec.device.devId.toString());
        sensors.insert(int(spec.sensor));
        activations.insert(int(spec.activation));
        if (spec.activation == Activation::OnJoinTemplate)
            QVERIFY(spec.device.devId.toString().size() <= Device::maximumTemplateIdLength);
    }
    QCOMPARE(std::size_t(ids.size()), devices.size());
    QVERIFY(sensors.size() >= 12);
    QCOMPARE(activations.size(), 3);
    QSet<int> formats;
    for (const Application &application : demoApplications())
        formats.insert(int(application.format));
    QCOMPARE(formats,
             QSet<int>({int(PayloadFormat::None), int(PayloadFormat::Custom), int(PayloadFormat::CayenneLpp)}));
    QVERIFY(!demoApplications().front().functions.encoder.isEmpty());
    QCOMPARE(sampleFunctionSets().size(), 4);
    QVERIFY(sampleFunctions(u"../etc"_s) == PayloadFunctions());
}

QTEST_APPLESS_MAIN(SensorsTest)
#include "tst_sensors.moc"
