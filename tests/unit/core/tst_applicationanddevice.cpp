// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/application.h"
#include "core/device.h"

#include <QTest>

#include <limits>

using namespace thingsdesk;

namespace {

Device otaaDevice()
{
    Device device;
    device.appId = AppId::fromServer(QStringLiteral("my-app"));
    device.devId = DevId::fromServer(QStringLiteral("sensor-1"));
    device.devEui = *DevEui::fromHex(u"0093F9EB43D2EACD");
    device.appEui = *AppEui::fromHex(u"19A6DBD21A8839BB");
    device.appKey = *AppKey::fromHex(u"000102030405060708090A0B0C0D0E0F");
    return device;
}

Device withLocation(float latitude, float longitude)
{
    Device device = otaaDevice();
    device.latitude = latitude;
    device.longitude = longitude;
    return device;
}

Device withAttributes(const QMap<QString, QString> &attributes)
{
    Device device = otaaDevice();
    device.attributes = attributes;
    return device;
}

QMap<QString, QString> numberedAttributes(int count)
{
    QMap<QString, QString> attributes;
    for (int i = 0; i < count; ++i)
        attributes.insert(QStringLiteral("key-%1").arg(i), QStringLiteral("v"));
    return attributes;
}

} // namespace

class TestApplicationAndDevice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesPayloadFormats();
    void tellsActivations();
    void checksDevices_data();
    void checksDevices();
    void countsOnlyOwnAttributes();
    void measuresAttributesInBytes();
};

void TestApplicationAndDevice::namesPayloadFormats()
{
    QCOMPARE(payloadFormatFromName(QString()), PayloadFormat::None);
    QCOMPARE(payloadFormatFromName(QStringLiteral("custom")), PayloadFormat::Custom);
    QCOMPARE(payloadFormatFromName(QStringLiteral("cayennelpp")), PayloadFormat::CayenneLpp);
    QCOMPARE(payloadFormatFromName(QStringLiteral("Custom")), PayloadFormat::Unknown);
    QCOMPARE(payloadFormatFromName(QStringLiteral("protobuf")), PayloadFormat::Unknown);
    for (const PayloadFormat format : {PayloadFormat::None, PayloadFormat::Custom, PayloadFormat::CayenneLpp})
        QCOMPARE(payloadFormatFromName(payloadFormatName(format)), format);
    QCOMPARE(payloadFormatName(PayloadFormat::Unknown), QString());
}

void TestApplicationAndDevice::tellsActivations()
{
    Device device = otaaDevice();
    QCOMPARE(device.activation(), Activation::Otaa);
    device.devEui = {};
    QCOMPARE(device.activation(), Activation::OnJoinTemplate);
    device.appKey = {};
    QCOMPARE(device.activation(), Activation::Abp);
    device.devEui = *DevEui::fromHex(u"0093F9EB43D2EACD");
    QCOMPARE(device.activation(), Activation::Abp);
}

void TestApplicationAndDevice::checksDevices_data()
{
    QTest::addColumn<Device>("device");
    QTest::addColumn<QString>("problem"); // empty: good
    const QString good;
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    QTest::newRow("plain") << otaaDevice() << good;
    QTest::newRow("poles") << withLocation(-90, 180) << good;
    QTest::newRow("NaN latitude") << withLocation(nan, 0) << QStringLiteral("Latitude must be a number from -90 to 90");
    QTest::newRow("NaN longitude") << withLocation(0, nan) << QStringLiteral("Longitude must be a number from -180");
    QTest::newRow("infinite") << withLocation(0, -infinity) << QStringLiteral("Longitude must be");
    QTest::newRow("too far north") << withLocation(90.001F, 0) << QStringLiteral("Latitude must be");
    QTest::newRow("too far west") << withLocation(0, -180.01F) << QStringLiteral("Longitude must be");
    QTest::newRow("five attributes") << withAttributes(numberedAttributes(5)) << good;
    QTest::newRow("six attributes") << withAttributes(numberedAttributes(6)) << QStringLiteral("at most 5, not 6");
    QTest::newRow("attribute without a name")
        << withAttributes({{QString(), QStringLiteral("v")}}) << QStringLiteral("must have a name");

    Device pattern = otaaDevice();
    pattern.devEui = {};
    pattern.devId = DevId::fromServer(QString(19, u'a'));
    QTest::newRow("template of 19") << pattern << good;
    pattern.devId = DevId::fromServer(QString(20, u'a'));
    QTest::newRow("template of 20") << pattern << QStringLiteral("Device ID of an on-join template");
}

void TestApplicationAndDevice::checksDevices()
{
    QFETCH(Device, device);
    QFETCH(QString, problem);
    const Result<void> result = device.check();
    QCOMPARE(result.has_value(), problem.isEmpty());
    if (!result) {
        QCOMPARE(result.error().cause, Failure::Cause::InvalidInput);
        QVERIFY2(result.error().text.contains(problem), qPrintable(result.error().text));
    }
}

void TestApplicationAndDevice::countsOnlyOwnAttributes()
{
    QMap<QString, QString> attributes = numberedAttributes(5);
    for (const char *name : {"ttn-brand", "ttn-model", "ttn-version", "ttn-antenna", "ttn-module-type"}) {
        QVERIFY(isBuiltInAttribute(QString::fromLatin1(name)));
        attributes.insert(QString::fromLatin1(name), QStringLiteral("x"));
    }
    QVERIFY(!isBuiltInAttribute(QStringLiteral("ttn-other")));
    QVERIFY(withAttributes(attributes).check());
}

void TestApplicationAndDevice::measuresAttributesInBytes()
{
    const QString longest(32, QChar(0x00e4)); // 64 bytes in UTF-8
    QVERIFY(withAttributes({{longest, longest}}).check());
    const Result<void> key = withAttributes({{longest + u'a', QString()}}).check();
    QVERIFY(!key);
    QVERIFY(key.error().text.contains(u"a name of at most 64 bytes"));
    const Result<void> value = withAttributes({{QStringLiteral("k"), longest + u'a'}}).check();
    QVERIFY(!value);
    QVERIFY2(value.error().text.startsWith(u"Attribute \"k\" must have a value"), qPrintable(value.error().text));
}

QTEST_GUILESS_MAIN(TestApplicationAndDevice)
#include "tst_applicationanddevice.moc"
