// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/deviceoptions.h"
#include "cli/deviceregistration.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

Parsed<DeviceOptions> optionsOf(const QString &line, bool forSetting = false)
{
    const QStringList words =
        QStringList{u"device"_s, u"register"_s, u"dev-1"_s} + line.split(u' ', Qt::SkipEmptyParts);
    const auto invocation = parseArguments(words, commands());
    if (!invocation)
        return tl::unexpected<WrongUse>(invocation.error());
    return readDeviceOptions(invocation->arguments, forSetting);
}

Parsed<Device> newDeviceOf(const QString &line, const QString &id = u"dev-1"_s)
{
    const auto options = optionsOf(line);
    if (!options)
        return tl::unexpected<WrongUse>(options.error());
    return newDevice(AppId::fromServer(u"my-app"_s), DevId::fromServer(id), *options);
}

const QString otherAppKey = u"00112233445566778899AABBCCDDEEFF"_s;

} // namespace

class TestDeviceOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOtaaDeviceGetsWhatItNeeds()
    {
        const auto one = newDeviceOf(u""_s);
        const auto other = newDeviceOf(u"--otaa"_s);
        QVERIFY(one && other);
        QCOMPARE(one->activation(), Activation::Otaa);
        QVERIFY(one->devEui.isSet() && one->appKey.isSet());
        QVERIFY(!one->nwkSKey.isSet() && !one->appSKey.isSet() && !one->devAddr.isSet());
        QVERIFY(one->uses32BitCounter);
        QVERIFY(one->devEui != other->devEui);
        QVERIFY(one->appKey != other->appKey);
    }

    void anAbpDeviceGetsSessionKeys()
    {
        const auto device = newDeviceOf(u"--abp --dev-addr 26001122 --16-bit-fcnt --fcnt-check off --fcnt-up 7"_s);
        QVERIFY(device);
        QCOMPARE(device->activation(), Activation::Abp);
        QVERIFY(device->devEui.isSet() && device->nwkSKey.isSet() && device->appSKey.isSet());
        QCOMPARE(device->devAddr.toHex(), u"26001122"_s);
        QVERIFY(!device->uses32BitCounter);
        QVERIFY(device->counterCheckDisabled);
        QCOMPARE(device->counterUp, 7U);
    }

    void aTemplateHasNoDevEui()
    {
        const auto device = newDeviceOf(u"--on-join"_s);
        QVERIFY(device);
        QCOMPARE(device->activation(), Activation::OnJoinTemplate);
        QVERIFY(!newDeviceOf(u"--on-join"_s, u"an-id-of-more-than-nineteen"_s));
    }

    void contradictionsAreRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("two kinds") << u"--otaa --abp"_s << u"--otaa and --abp"_s;
        QTest::newRow("ABP with AppKey") << (u"--abp --app-key "_s + otherAppKey) << u"--app-key"_s;
        QTest::newRow("OTAA with session") << (u"--nwk-s-key "_s + otherAppKey) << u"--nwk-s-key"_s;
        QTest::newRow("template with EUI") << u"--on-join --dev-eui 0004A30B001B7AD2"_s << u"--dev-eui"_s;
        QTest::newRow("both counter sizes") << u"--16-bit-fcnt --32-bit-fcnt"_s << u"--16-bit-fcnt"_s;
        QTest::newRow("reset and set") << u"--reset-counters --fcnt-up 3"_s << u"--fcnt-up"_s;
        QTest::newRow("latitude") << u"--latitude 91"_s << u"--latitude"_s;
        QTest::newRow("longitude") << u"--longitude nan"_s << u"--longitude"_s;
        QTest::newRow("attribute") << u"--attribute novalue"_s << u"--attribute"_s;
        QTest::newRow("attribute twice") << u"--attribute a=1 --attribute a=2"_s << u"\"a\""_s;
        QTest::newRow("six attributes")
            << u"--attribute a=1 --attribute b=1 --attribute c=1 --attribute d=1 --attribute e=1 --attribute f=1"_s
            << u"at most 5"_s;
        QTest::newRow("counter") << u"--fcnt-up 4294967296"_s << u"--fcnt-up"_s;
        QTest::newRow("check") << u"--fcnt-check maybe"_s << u"on or off"_s;
        QTest::newRow("short EUI") << u"--dev-eui 0011"_s << u"--dev-eui"_s;
    }

    void contradictionsAreRefused()
    {
        QFETCH(QString, line);
        QFETCH(QString, named);
        const auto device = newDeviceOf(line);
        QVERIFY(!device);
        QVERIFY2(device.error().text.contains(named), qPrintable(device.error().text));
        QVERIFY(!device.error().text.contains(otherAppKey));
    }

    void settingChangesOnlyWhatIsGiven()
    {
        const auto options = optionsOf(u"--description= --attribute a= --attribute b=x=y --reset-counters"_s, true);
        QVERIFY(options);
        QCOMPARE(options->changes.attributes.value(u"b"_s), u"x=y"_s);
        QVERIFY(options->changes.description && options->changes.description->isEmpty());
        QVERIFY(!options->changes.attributes.value(u"a"_s));
        QCOMPARE(options->changes.counterDown, 0U);
        QVERIFY(!options->changes.latitude && !options->changes.appKey && !options->changes.uses32BitCounter);
    }

    void toAbpNeedsASession()
    {
        Device device = *newDeviceOf(u""_s);
        const DeviceOptions toAbp = *optionsOf(u"--abp"_s, true);
        const auto refused = changesFor(device, toAbp);
        QVERIFY(!refused);
        QVERIFY(refused.error().hint.contains(u"personalize"_s));

        device.devAddr = *DevAddr::fromHex(u"26001122");
        device.nwkSKey = *NwkSKey::fromHex(otherAppKey);
        device.appSKey = *AppSKey::fromHex(otherAppKey);
        const auto changes = changesFor(device, toAbp);
        QVERIFY(changes);
        QCOMPARE(changes->appliedTo(device).activation(), Activation::Abp);
        QCOMPARE(changes->appliedTo(device).nwkSKey, device.nwkSKey);
    }

    void toOtaaKeepsAKeyAndMakesAMissingOne()
    {
        const Device otaa = *newDeviceOf(u""_s);
        const DeviceOptions toOtaa = *optionsOf(u"--otaa"_s, true);
        QCOMPARE(changesFor(otaa, toOtaa)->appliedTo(otaa).appKey, otaa.appKey);
        const Device abp = *newDeviceOf(u"--abp"_s);
        QCOMPARE(changesFor(abp, toOtaa)->appliedTo(abp).activation(), Activation::Otaa);
    }

    void theUsualAppEuiIsThatOfMostDevices()
    {
        const auto withEui = [](const QString &hex) {
            Device device;
            if (!hex.isEmpty())
                device.appEui = *AppEui::fromHex(hex);
            return device;
        };
        const QString one = u"70B3D57EF0000001"_s;
        const QString two = u"70B3D57EF0000002"_s;
        QVERIFY(!usualAppEui({}).isSet());
        QVERIFY(!usualAppEui({withEui({}), withEui({})}).isSet());
        QCOMPARE(usualAppEui({withEui({}), withEui({}), withEui(one)}).toHex(), one);
        QCOMPARE(usualAppEui({withEui(one), withEui(two), withEui(two)}).toHex(), two);
        QCOMPARE(usualAppEui({withEui(two), withEui(one)}).toHex(), two);
    }
};

QTEST_GUILESS_MAIN(TestDeviceOptions)
#include "tst_deviceoptions.moc"
