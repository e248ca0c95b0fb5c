// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/cayennelpp.h"
#include "payload/lpptypes.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace thingsdesk;

class tst_CayenneLpp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void sensors_data();
    void sensors();
    void encodes_data();
    void encodes();
    void refusesWhatIsNoObject();
    void composesEveryType();
    void composesWithinTheRange();
    void takesTheLastValueAway();
};

/// What is composed is decoded to what was put in, at both ends of the range.
void tst_CayenneLpp::composesEveryType()
{
    for (const LppType &type : lppTypes()) {
        for (const bool atMaximum : {false, true}) {
            QList<double> values;
            for (qsizetype part = 0; part < type.parts.size(); ++part)
                values.append(atMaximum ? type.maximum(part) : type.minimum(part));
            const Result<QByteArray> bytes = lppBytes(200, type, values);
            QVERIFY(bytes);
            const DecodeResult result = cayennelpp::decode(*bytes);
            QVERIFY2(!result.error, qPrintable(type.name));
            const QJsonValue value =
                QJsonDocument::fromJson(result.fields).object().value(type.name + QStringLiteral("_200"));
            for (qsizetype part = 0; part < type.parts.size(); ++part) {
                const QString &name = type.parts[part].name;
                const double read = name.isEmpty() ? value.toDouble(1e9) : value[name].toDouble(1e9);
                QVERIFY2(qAbs(read - values[part]) <= qAbs(values[part]) * 1e-6, qPrintable(type.name));
            }
        }
    }
}

void tst_CayenneLpp::composesWithinTheRange()
{
    const LppType &temperature = *lppType(0x67);
    QCOMPARE(lppBytes(7, temperature, {-15.6}).value().toHex(), QByteArray("0767ff64"));
    QCOMPARE(lppBytes(7, temperature, {-15.64}).value().toHex(), QByteArray("0767ff64"));
    for (const double wrong : {3276.8, -3276.9, std::numeric_limits<double>::quiet_NaN()}) {
        const Result<QByteArray> refused = lppBytes(7, temperature, {wrong});
        QVERIFY(!refused);
        QVERIFY2(refused.error().text.contains(QLatin1String("-3276.8 to 3276.7")), qPrintable(refused.error().text));
    }
}

void tst_CayenneLpp::takesTheLastValueAway()
{
    const auto without = [](const char *hex) { return lppSizeWithoutLast(QByteArray::fromHex(hex)); };
    QCOMPARE(without("0167ffff026801"), std::optional<qsizetype>(4));
    QCOMPARE(without("026801"), std::optional<qsizetype>(0));
    QCOMPARE(without(""), std::nullopt);
    QCOMPARE(without("0268"), std::nullopt);
    QCOMPARE(without("02"), std::nullopt);
    QCOMPARE(without("02AA01"), std::nullopt);
}

void tst_CayenneLpp::decodes_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("empty") << QByteArray() << QByteArray("{}");
    QTest::newRow("wire-v2") << QByteArray("0767ff64") << QByteArray(R"({"temperature_7":-15.6})");
    QTest::newRow("the later one stays") << QByteArray("01670064016700c8") << QByteArray(R"({"temperature_1":20})");
    QTest::newRow("zero") << QByteArray("ff670000") << QByteArray(R"({"temperature_255":0})");
    QTest::newRow("float32 in its shortest form")
        << QByteArray("0073276d010206a4") << QByteArray(R"({"analog_in_1":17,"barometric_pressure_0":1009.3})");
    QTest::newRow("negative pressure") << QByteArray("0073ffff") << QByteArray(R"({"barometric_pressure_0":-0.1})");
    QTest::newRow("far corner")
        << QByteArray("0188800000800000800000")
        << QByteArray(R"({"gps_1":{"altitude":-83886.08,"latitude":-838.8608,"longitude":-838.8608}})");
}

void tst_CayenneLpp::decodes()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const QByteArray, fields);
    const DecodeResult result = cayennelpp::decode(QByteArray::fromHex(hex));
    QVERIFY(!result.error);
    QVERIFY(result.valid);
    QCOMPARE(result.fields, fields);
}

void tst_CayenneLpp::refuses_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QString>("text");
    const QString unexpected = QStringLiteral("unexpected EOF");
    const QString end = QStringLiteral("EOF");
    QTest::newRow("channel only") << QByteArray("01") << unexpected;
    QTest::newRow("no data") << QByteArray("0173") << end;
    QTest::newRow("half a value") << QByteArray("017301") << unexpected;
    QTest::newRow("axis cut off") << QByteArray("017104d2fb") << unexpected;
    QTest::newRow("axis missing") << QByteArray("017104d2fb2e") << end;
    QTest::newRow("position cut off") << QByteArray("018807fdd300bf") << unexpected;
    QTest::newRow("position after one value") << QByteArray("018807fdd3") << unexpected;
    QTest::newRow("unknown type") << QByteArray("0178ff") << QStringLiteral("cayennelpp: unknown type");
    QTest::newRow("good, then unknown") << QByteArray("0167006402ff00") << QStringLiteral("cayennelpp: unknown type");
}

void tst_CayenneLpp::refuses()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const QString, text);
    const DecodeResult result = cayennelpp::decode(QByteArray::fromHex(hex));
    QVERIFY(result.error);
    QCOMPARE(result.error->code, PayloadError::Code::Unknown);
    QCOMPARE(result.error->text, text);
    QVERIFY(result.fields.isEmpty());
}

void tst_CayenneLpp::sensors_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QJsonObject>("fields");
    QTest::addColumn<QString>("error");
    QFile file(QStringLiteral(THINGSDESK_TEST_DATA "/sensors/sensors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray sensors = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("sensors")].toArray();
    int rows = 0;
    for (const QJsonValue &sensor : sensors) {
        const QString id = sensor[QStringLiteral("id")].toString();
        if (!id.startsWith(QStringLiteral("lpp-")))
            continue;
        for (const QString &list : {QStringLiteral("examples"), QStringLiteral("bad_examples")}) {
            const QJsonArray examples = sensor[list].toArray();
            for (const QJsonValue &example : examples) {
                QTest::addRow("%s %d", qPrintable(id), ++rows)
                    << example[QStringLiteral("hex")].toString().toLatin1()
                    << example[QStringLiteral("fields")].toObject() << example[QStringLiteral("error")].toString();
            }
        }
    }
    QVERIFY(rows >= 10);
}

void tst_CayenneLpp::sensors()
{
    QFETCH(const QByteArray, hex);
    QFETCH(const QJsonObject, fields);
    QFETCH(const QString, error);
    const DecodeResult result = cayennelpp::decode(QByteArray::fromHex(hex));
    QCOMPARE(result.error ? result.error->text : QString(), error);
    QCOMPARE(QJsonDocument::fromJson(result.fields).object(), fields);
}

void tst_CayenneLpp::encodes_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("wire-v2") << QByteArray(R"({"value_2":-50.51})") << QByteArray("02ec45");
    QTest::newRow("order of the channels") << QByteArray(R"({"value_10":1,"value_2":2})") << QByteArray("0200c80a0064");
    QTest::newRow("too large wraps") << QByteArray(R"({"value_1":400})") << QByteArray("019c40");
    QTest::newRow("beyond 32 bits") << QByteArray(R"({"value_1":1e12})") << QByteArray("010000");
    QTest::newRow("beyond a float") << QByteArray(R"({"value_1":1e300})") << QByteArray("010000");
    QTest::newRow("32-bit floats") << QByteArray(R"({"value_0":0.29,"value_255":-0.001})")
                                   << QByteArray("00001dff0000");
    QTest::newRow("all else is ignored")
        << QByteArray(
               R"({"temperature_1":20,"value_256":1,"value_":1,"value_-1":1,"value_1x":1,"value_1":"2","value_3":null})")
        << QByteArray();
    QTest::newRow("null") << QByteArray("null") << QByteArray();
}

void tst_CayenneLpp::encodes()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArray, hex);
    const EncodeResult result = cayennelpp::encode(fields);
    QVERIFY(!result.error);
    QCOMPARE(result.bytes.toHex(), hex);
}

void tst_CayenneLpp::refusesWhatIsNoObject()
{
    const EncodeResult result = cayennelpp::encode("[1]");
    QVERIFY(result.error);
    QCOMPARE(result.error->code, PayloadError::Code::InvalidArgument);
    QCOMPARE(result.error->text, QStringLiteral("Fields not valid: json: cannot unmarshal array into Go value of type "
                                                "map[string]interface {}"));
}

QTEST_APPLESS_MAIN(tst_CayenneLpp)
#include "tst_cayennelpp.moc"
