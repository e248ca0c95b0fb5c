// SPDX-License-Identifier: GPL-3.0-or-later
// Editing, deleting and undoing through the page: counters and keys survive, and so does what was typed.
#include "core/generate.h"
#include "devicesfixture.h"
#include "gui/devices/devicetable.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestDeviceSaving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error())); }
    void cleanup() { m_fixture.reset(); }

    void anEditKeepsTheCounters()
    {
        DevicesFixture &f = openWith(u"kept"_s);
        const Device before = f.onServer(u"kept"_s);
        openEditor(u"kept"_s);
        f.type("descriptionEdit", u"changed"_s);
        QVERIFY(f.page().unsavedWork().contains(u"kept"));
        QVERIFY(f.click("reviewButton"));
        const auto *table = f.find<QTableWidget>("reviewTable");
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(table->item(0, 1)->text(), u"for a test"_s);
        QCOMPARE(table->item(0, 2)->text(), u"changed"_s);
        QVERIFY(f.click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.isShown("deviceSheet"), patience);
        Device after = f.onServer(u"kept"_s);
        QCOMPARE(after.description, u"changed"_s);
        QCOMPARE(after.counterUp, 4711U);
        QCOMPARE(after.counterDown, 12U);
        QCOMPARE(after.nwkSKey, before.nwkSKey);
        QCOMPARE(f.devices().device(before.devId)->description, u"changed"_s);

        QVERIFY(f.click("undoEditButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.devices().device(before.devId)->description, u"for a test"_s, patience);
        after = f.onServer(u"kept"_s);
        QCOMPARE(after.description, u"for a test"_s);
        QCOMPARE(after.counterUp, 4711U);
    }

    void countersAreResetOnlyOnRequest()
    {
        DevicesFixture &f = openWith(u"reset"_s);
        openEditor(u"reset"_s);
        QVERIFY(f.find<QLabel>("counterLabel")->text().contains(u"12"));
        QVERIFY(f.click("resetCountersBox"));
        QVERIFY(f.click("reviewButton"));
        QCOMPARE(f.find<QTableWidget>("reviewTable")->rowCount(), 2);
        QVERIFY(f.find<QLabel>("consequencesLabel")->text().contains(u"ignores downlinks"));
        QVERIFY(f.click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.isShown("deviceSheet"), patience);
        const Device after = f.onServer(u"reset"_s);
        QCOMPARE(after.counterUp, 0U);
        QCOMPARE(after.counterDown, 0U);
    }

    void keysAreReviewedMasked()
    {
        DevicesFixture &f = openWith(u"masked"_s);
        openEditor(u"masked"_s);
        QVERIFY(f.click("nwkSKeyGenerateButton"));
        const QString key = f.edit("nwkSKeyEdit")->text();
        QVERIFY(f.click("reviewButton"));
        const auto *table = f.find<QTableWidget>("reviewTable");
        const auto shown = [table] { return table->item(0, 2)->text().remove(u' '); };
        QVERIFY(!shown().contains(key));
        QVERIFY(f.click("reviewRevealBox"));
        QCOMPARE(shown(), key);
        QVERIFY(f.find<QLabel>("consequencesLabel")->text().contains(u"NwkSKey"));
        QVERIFY(f.click("backButton"));
        QCOMPARE(f.edit("nwkSKeyEdit")->text(), key);
    }

    void twoEditors()
    {
        DevicesFixture &f = openWith(u"shared"_s);
        const DevId id = DevId::fromServer(u"shared"_s);
        openEditor(u"shared"_s);
        f.type("descriptionEdit", u"ours"_s);
        f.type("latitudeEdit", u"52.5"_s);
        f.type("longitudeEdit", u"4.5"_s);
        DeviceChanges others;
        others.description = u"theirs"_s;
        others.attributes.insert(u"floor"_s, u"3"_s);
        QVERIFY(waited(f.server().updateDevice(id, others)));
        QVERIFY(f.click("reviewButton"));
        QVERIFY(f.click("saveButton"));
        const auto *table = f.find<QTableWidget>("reviewTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->columnCount(), 5, patience);
        QCOMPARE(table->rowCount(), 4); // description, latitude, longitude, floor
        QCOMPARE(table->item(0, 1)->text(), u"for a test"_s);
        QCOMPARE(table->item(0, 2)->text(), u"theirs"_s);
        QCOMPARE(table->item(0, 3)->text(), u"ours"_s);
        QCOMPARE(f.onServer(u"shared"_s).description, u"theirs"_s); // nothing is written yet
        QVERIFY(!f.find<QWidget>("saveButton")->isEnabled());
        f.find<QComboBox>("choiceBox0")->setCurrentIndex(2);
        QVERIFY(f.click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.isShown("deviceSheet"), patience);
        const Device after = f.onServer(u"shared"_s);
        QCOMPARE(after.description, u"ours"_s);
        QCOMPARE(after.latitude, 52.5F);
        QCOMPARE(after.attributes.value(u"floor"_s), u"3"_s);
        QCOMPARE(after.counterUp, 4711U);
    }

    void theHandlerGoesAwayWhileAnEditIsOpen()
    {
        SandboxProcess sandbox;
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        DevicesFixture f(sandbox, u"cold-chain"_s);
        QVERIFY(f.isReady() && f.open());
        QVERIFY(waited(f.server().registerDevice(abpDevice(u"lonely"_s, *waited(f.server().devAddr({u"abp"_s}))))));
        f.devices().refresh();
        QTRY_VERIFY_WITH_TIMEOUT(f.devices().device(DevId::fromServer(u"lonely"_s)), patience);
        f.page().showDevice(DevId::fromServer(u"lonely"_s));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("descriptionEdit"), patience);
        f.type("descriptionEdit", u"typed in vain?"_s);
        QVERIFY(f.click("reviewButton"));
        QVERIFY(sandbox.stop());
        QVERIFY(f.click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.banner().isEmpty(), patience);
        QVERIFY(f.isShown("deviceSheet"));
        QVERIFY(!f.page().unsavedWork().isEmpty());
        QCOMPARE(f.edit("descriptionEdit")->text(), u"typed in vain?"_s);
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        QVERIFY(f.click("tryAgainButton"));
        QTRY_VERIFY_WITH_TIMEOUT(!f.isShown("deviceSheet"), patience);
        QCOMPARE(f.onServer(u"lonely"_s).description, u"typed in vain?"_s);
        QCOMPARE(f.onServer(u"lonely"_s).counterUp, 4711U);
    }

    void deletionCanBeUndone()
    {
        DevicesFixture &f = openWith(u"gone-1"_s);
        QVERIFY(waited(f.server().registerDevice(otaaDevice(u"gone-2"_s))));
        f.devices().put(f.onServer(u"gone-2"_s));
        const Device first = f.onServer(u"gone-1"_s);
        const Device second = f.onServer(u"gone-2"_s);
        QTRY_VERIFY(f.select({u"gone-1"_s, u"gone-2"_s}));
        QVERIFY(f.click("deleteButton"));
        QVERIFY(f.banner().contains(u"gone-1") && f.banner().contains(u"keys"));
        QVERIFY(f.click("keepDevicesButton"));
        QVERIFY(!f.onServer(u"gone-1"_s).devId.isEmpty());
        QVERIFY(f.click("deleteButton"));
        QVERIFY(f.click("confirmDeleteButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("undoDeleteButton"), patience);
        QVERIFY(f.onServer(u"gone-1"_s).devId.isEmpty() && f.onServer(u"gone-2"_s).devId.isEmpty());
        QVERIFY(!f.devices().device(first.devId));
        // Another message takes the banner; the undo is still in the menu.
        f.find<QAction>("copyIdAction")->trigger();
        QVERIFY(!f.isShown("undoDeleteButton"));
        QVERIFY(f.find<QAction>("undoAction")->isEnabled());
        f.find<QAction>("undoAction")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(f.devices().device(second.devId), patience);
        Device back = f.onServer(u"gone-1"_s);
        back.lastSeen = first.lastSeen;
        QCOMPARE(back, first);
        QCOMPARE(back.counterUp, 4711U);
        back = f.onServer(u"gone-2"_s);
        back.lastSeen = second.lastSeen;
        QCOMPARE(back, second);
    }

    void convertingToAbp()
    {
        DevicesFixture &f = openWith(u"other"_s);
        QVERIFY(waited(f.server().registerDevice(otaaDevice(u"convert"_s))));
        f.devices().put(f.onServer(u"convert"_s));
        const Device before = f.onServer(u"convert"_s);
        QTRY_VERIFY(f.select({u"convert"_s}));
        f.find<QAction>("personalizeAction")->trigger();
        QVERIFY(f.click("confirmPersonalizeButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        QCOMPARE(f.onServer(u"convert"_s).activation(), Activation::Abp);
        QVERIFY(f.click("undoEditButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.devices().device(before.devId)->activation(), Activation::Otaa, patience);
        QCOMPARE(f.onServer(u"convert"_s).appKey, before.appKey);
    }

    void aKeyWithoutTheRightIsTold()
    {
        const QByteArray key = m_sandbox.application(u"cold-chain"_s).keyWith({u"settings"_s});
        QVERIFY(!key.isEmpty());
        DevicesFixture f(m_sandbox, u"cold-chain"_s, key);
        QVERIFY(f.isReady());
        f.page().show();
        f.page().activate();
        QTRY_VERIFY_WITH_TIMEOUT(f.devices().failure().has_value(), patience);
        QVERIFY(f.isShown("newKeyButton"));
    }

private:
    /// A page with one ABP device that has counted.
    DevicesFixture &openWith(const QString &devId)
    {
        m_fixture = std::make_unique<DevicesFixture>(m_sandbox, u"cold-chain"_s);
        DevicesFixture &f = *m_fixture;
        const DevAddr address = *waited(f.server().devAddr({u"abp"_s}));
        [&] { QVERIFY(waited(f.server().registerDevice(abpDevice(devId, address)))); }();
        [&] { QVERIFY(f.open()); }();
        return f;
    }

    void openEditor(const QString &devId)
    {
        DevicesFixture &f = *m_fixture;
        QTRY_VERIFY_WITH_TIMEOUT(f.select({devId}), patience);
        QVERIFY(f.click("editButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("descriptionEdit"), patience);
    }

    SandboxProcess m_sandbox;
    std::unique_ptr<DevicesFixture> m_fixture;
};

QTEST_MAIN(TestDeviceSaving)
#include "tst_devicesaving.moc"
