// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit changes, what it means, and what becomes of two edits at once: without widgets and without a network.
#include "core/generate.h"
#include "gui/devices/coordinates.h"
#include "gui/devices/devicecalls.h"
#include "gui/devices/devicecopymenu.h"
#include "gui/devices/deviceediting.h"
#include "gui/devices/firmwaresheet.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Id = DeviceField::Id;

namespace {

Device joined()
{
    Device device;
    device.devId = DevId::fromServer(u"greenhouse"_s);
    device.description = u"tomatoes"_s;
    device.appEui = generateRandom<AppEui>();
    device.devEui = generateDevEui();
    device.appKey = generateRandom<AppKey>();
    device.devAddr = *DevAddr::fromHex(u"26000001");
    device.nwkSKey = generateRandom<NwkSKey>();
    device.appSKey = generateRandom<AppSKey>();
    device.counterUp = 4711;
    device.counterDown = 12;
    device.attributes = {{u"floor"_s, u"2"_s}, {u"room"_s, u"7"_s}};
    return device;
}

QList<Id> idsOf(const QList<DeviceDifference> &differences)
{
    QList<Id> ids;
    for (const DeviceDifference &difference : differences)
        ids.append(difference.field.id);
    return ids;
}

} // namespace

class TestDeviceEditing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatChangedIsWritten()
    {
        const Device before = joined();
        Device after = before;
        QVERIFY(deviceChanges(before, after).isEmpty());
        after.description = u"cucumbers"_s;
        after.latitude = 52.5F;
        after.attributes = {{u"floor"_s, u"3"_s}, {u"door"_s, QString()}};
        const DeviceChanges changes = deviceChanges(before, after);
        QCOMPARE(changes.description, u"cucumbers"_s);
        QCOMPARE(changes.latitude, 52.5F);
        QVERIFY(!changes.longitude && !changes.devEui && !changes.appKey && !changes.counterUp);
        QCOMPARE(changes.attributes.size(), 3);
        QCOMPARE(changes.attributes.value(u"room"_s), std::nullopt);
        QCOMPARE(changes.appliedTo(before), after);
        QCOMPARE(idsOf(deviceDifferences(before, after)),
                 (QList<Id>{Id::Description, Id::Latitude, Id::Attribute, Id::Attribute, Id::Attribute}));
        const auto differences = deviceDifferences(before, after);
        QCOMPARE(differences[0].before, u"tomatoes"_s);
        QCOMPARE(differences[2].field.attribute, u"door"_s);
        QCOMPARE(differences[2].before, u"not set"_s);
        QCOMPARE(differences[2].after, u"empty"_s);
    }

    void countersStayUnlessReset()
    {
        const Device base = joined();
        Device wanted = base;
        wanted.description = u"x"_s;
        DeviceEdit edit{base, wanted, false};
        QCOMPARE(edit.result().counterUp, 4711U);
        QCOMPARE(edit.result().counterDown, 12U);
        edit.resetCounters = true;
        QCOMPARE(edit.result().counterUp, 0U);
        QCOMPARE(edit.result().counterDown, 0U);
        QVERIFY(!DeviceEdit({base, base, true}).isEmpty());
        QVERIFY(DeviceEdit({base, base, false}).isEmpty());
        // An undo never takes counters back: the device in the field has counted on.
        const DeviceChanges undo = deviceChangesWithoutCounters(edit.result(), base);
        QVERIFY(!undo.counterUp && !undo.counterDown);
        QCOMPARE(undo.description, u"tomatoes"_s);
    }

    void consequencesAreToldInWords()
    {
        const Device before = joined();
        Device after = before;
        after.description = u"x"_s;
        after.latitude = 1;
        QVERIFY(deviceConsequences(before, after).isEmpty());
        after = before;
        after.devEui = generateDevEui();
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"join"));
        after = before;
        after.appKey = generateRandom<AppKey>();
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"AppKey"));
        after = before;
        after.devAddr = *DevAddr::fromHex(u"26000002");
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"not heard any more"));
        after = before;
        after.nwkSKey = generateRandom<NwkSKey>();
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"NwkSKey"));
        after = before;
        after.counterUp = 0;
        after.counterDown = 0;
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"ignores downlinks"));
        after = before;
        after.counterCheckDisabled = true;
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"replay"));
        after = before;
        after.appKey = AppKey();
        QVERIFY(deviceConsequences(before, after).value(0).contains(u"ABP"));
        // No consequence holds a key.
        after.nwkSKey = generateRandom<NwkSKey>();
        QVERIFY(!deviceConsequences(before, after).join(u' ').contains(after.nwkSKey.toHex()));
    }

    void whatOthersChangedIsAConflict()
    {
        const Device base = joined();
        Device yours = base;
        yours.description = u"yours"_s;
        yours.latitude = 1;
        QVERIFY(deviceConflicts(base, base, yours).isEmpty());

        Device theirs = base;
        theirs.description = u"theirs"_s;
        theirs.attributes.insert(u"floor"_s, u"9"_s);
        const auto conflicts = deviceConflicts(base, theirs, yours);
        QCOMPARE(conflicts.size(), 3);
        QVERIFY(conflicts[0].needsChoice());
        QCOMPARE(conflicts[0].theirs, u"theirs"_s);
        QCOMPARE(conflicts[0].yours, u"yours"_s);
        QVERIFY(conflicts[1].field.id == Id::Latitude && conflicts[1].isYours && !conflicts[1].needsChoice());
        QVERIFY(conflicts[2].field.attribute == u"floor" && conflicts[2].isTheirs && !conflicts[2].needsChoice());

        // The same change by both is none.
        theirs = base;
        theirs.description = u"yours"_s;
        QVERIFY(deviceConflicts(base, theirs, yours).isEmpty());
    }

    void whatTheDeviceItselfChangesIsNone()
    {
        const Device base = joined();
        Device yours = base;
        yours.description = u"yours"_s;
        Device theirs = base;
        theirs.counterUp = 5000;
        theirs.counterDown = 0;
        theirs.devAddr = *DevAddr::fromHex(u"26000002"); // a join
        theirs.nwkSKey = generateRandom<NwkSKey>();
        theirs.lastSeen = Timestamp::now();
        QVERIFY(deviceConflicts(base, theirs, yours).isEmpty());
        // But it is one where the user changes the session, too.
        yours.devAddr = *DevAddr::fromHex(u"26000003");
        QVERIFY(!deviceConflicts(base, theirs, yours).isEmpty());
    }

    void fieldsAreTakenOneByOne()
    {
        const Device base = joined();
        Device other = base;
        other.description = u"other"_s;
        other.attributes.remove(u"room"_s);
        const Device taken =
            deviceTaking(deviceTaking(base, {Id::Description, {}}, other), {Id::Attribute, u"room"_s}, other);
        QCOMPARE(taken, other);
    }

    void idsCountUp_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("next");
        QTest::newRow("zeros") << u"sensor-07"_s << u"sensor-08"_s;
        QTest::newRow("carry") << u"sensor-99"_s << u"sensor-100"_s;
        QTest::newRow("carry with zeros") << u"sensor-099"_s << u"sensor-100"_s;
        QTest::newRow("none") << u"door"_s << u"door-2"_s;
        QTest::newRow("attached") << u"s9"_s << u"s10"_s;
        QTest::newRow("large") << u"x12345678901"_s << u"x12345678902"_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void idsCountUp()
    {
        QFETCH(QString, id);
        QFETCH(QString, next);
        QCOMPARE(nextDeviceId(id), next);
    }

    void copyForms()
    {
        Device device = joined();
        device.devAddr = *DevAddr::fromHex(u"26AB0C01");
        QCOMPARE(copiedText(device, CopiedField::Id, CopyForm::ArrayLsb), u"greenhouse"_s);
        QCOMPARE(copiedText(device, CopiedField::DevAddrField, CopyForm::Hex), u"26AB0C01"_s);
        QCOMPARE(copiedText(device, CopiedField::DevAddrField, CopyForm::Spaced), u"26 AB 0C 01"_s);
        QCOMPARE(copiedText(device, CopiedField::DevAddrField, CopyForm::ArrayMsb), u"{ 0x26, 0xAB, 0x0C, 0x01 }"_s);
        QCOMPARE(copiedText(device, CopiedField::DevAddrField, CopyForm::ArrayLsb), u"{ 0x01, 0x0C, 0xAB, 0x26 }"_s);
        device.devAddr = DevAddr();
        QVERIFY(copiedText(device, CopiedField::DevAddrField, CopyForm::Hex).isEmpty());
    }

    void firmwareGetsWhatItNeeds()
    {
        Device device = joined();
        QString text = firmwareText(device);
        QVERIFY(text.contains(device.appKey.toHex()) && text.contains(device.devEui.toHex()));
        QVERIFY(!text.contains(device.nwkSKey.toHex())); // of a join: not for the firmware
        device.appKey = AppKey();
        text = firmwareText(device);
        QVERIFY(text.contains(device.nwkSKey.toHex()) && text.contains(device.devAddr.toHex()));
        QVERIFY(!text.contains(u"AppKey"));
    }

    void places()
    {
        Device device;
        QVERIFY(coordinates::text(0, device).isEmpty());
        device.latitude = 52.37F;
        QCOMPARE(coordinates::text(device.latitude, device), u"52.37"_s);
        QCOMPARE(coordinates::text(0, device), u"0"_s);
        QCOMPARE(*coordinates::read(u" 52,37 "_s, 90, u"Latitude"_s), 52.37F);
        QCOMPARE(*coordinates::read(u"−4.9°"_s, 90, u"Latitude"_s), -4.9F);
        QCOMPARE(*coordinates::read(QString(), 90, u"Latitude"_s), 0.0F);
        for (const QString &bad : {u"91"_s, u"nan"_s, u"inf"_s, u"north"_s, u"5 2"_s})
            QVERIFY2(!coordinates::read(bad, 90, u"Latitude"_s), qPrintable(bad));
        QVERIFY(coordinates::read(u"200"_s, 180, u"Longitude"_s).error().text.startsWith(u"Longitude must be"));
        QCOMPARE(*coordinates::readMetres(u"-3"_s, u"Altitude"_s), -3);
        QVERIFY(!coordinates::readMetres(u"3.5"_s, u"Altitude"_s));
        const auto pair = coordinates::split(u"52.37, -4.89"_s);
        QVERIFY(pair);
        QCOMPARE(pair->first, u"52.37"_s);
        QCOMPARE(pair->second, u"-4.89"_s);
        QVERIFY(!coordinates::split(u"52,37"_s)); // one number
        QVERIFY(!coordinates::split(u"52.37"_s));
    }
};

QTEST_MAIN(TestDeviceEditing)
#include "tst_deviceediting.moc"
