// SPDX-License-Identifier: GPL-3.0-or-later
// Registering through the page, by object names, at the built-in network.
#include "devicesfixture.h"
#include "gui/devices/devicetable.h"
#include "gui/devices/livemessage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestDeviceRegistering final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error())); }
    void init()
    {
        m_fixture = std::make_unique<DevicesFixture>(m_sandbox, u"cold-chain"_s);
        QVERIFY(m_fixture->isReady());
        QVERIFY(m_fixture->open());
    }
    void cleanup() { m_fixture.reset(); }

    void anOtaaDevice()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.click("registerButton"));
        f.type("idEdit", u"otaa-1"_s);
        f.type("descriptionEdit", u"Fridge 1"_s);
        if (f.edit("appEuiEdit")->text().isEmpty())
            QVERIFY(f.click("appEuiGenerateButton"));
        QVERIFY(f.click("devEuiGenerateButton"));
        f.type("latitudeEdit", u"52.37"_s);
        f.type("longitudeEdit", u"4.89"_s);
        QVERIFY(f.click("addAttributeButton"));
        auto *attributes = f.find<QTableWidget>("attributeTable");
        attributes->item(0, 0)->setText(u"floor"_s);
        attributes->item(0, 1)->setText(u"2"_s);
        const QString appKey = f.edit("appKeyEdit")->text();
        QVERIFY(!f.page().unsavedWork().isEmpty());
        QVERIFY(f.click("registerDeviceButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        QVERIFY(f.page().unsavedWork().isEmpty());

        const Device device = f.onServer(u"otaa-1"_s);
        QCOMPARE(device.activation(), Activation::Otaa);
        QCOMPARE(device.description, u"Fridge 1"_s);
        QCOMPARE(device.appKey.toHex(), appKey);
        QCOMPARE(device.latitude, 52.37F);
        QCOMPARE(device.attributes, (QMap<QString, QString>{{u"floor"_s, u"2"_s}}));
        QVERIFY(device.uses32BitCounter && !device.counterCheckDisabled);
        QVERIFY(f.devices().device(device.devId));
        QCOMPARE(f.find<DeviceTable>("deviceTable")->currentId(), device.devId);

        // The sheet masks keys, and copies them on request.
        const auto *shown = f.find<QLabel>("firmwareAppKeyLabel");
        QVERIFY(!shown->text().contains(appKey));
        QVERIFY(f.click("firmwareCopyAllButton"));
        QVERIFY(QGuiApplication::clipboard()->text().contains(appKey));
        QVERIFY(f.click("firmwareCloseButton"));
        QVERIFY(!f.isShown("firmwareSheet"));
    }

    void anAbpDeviceGetsItsAddressFromTheNetwork()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.click("registerButton"));
        QVERIFY(f.click("abpRadio"));
        QVERIFY(!f.isShown("appKeyField") && f.isShown("nwkSKeyField"));
        f.type("idEdit", u"abp-1"_s);
        if (f.edit("appEuiEdit")->text().isEmpty())
            QVERIFY(f.click("appEuiGenerateButton"));
        QVERIFY(f.click("devEuiGenerateButton"));
        f.find<QAbstractButton>("counterCheckBox")->setChecked(false);
        QVERIFY(f.click("registerDeviceButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        const Device device = f.onServer(u"abp-1"_s);
        QCOMPARE(device.activation(), Activation::Abp);
        QVERIFY(device.devAddr.isSet() && device.nwkSKey.isSet() && device.appSKey.isSet());
        QVERIFY(device.counterCheckDisabled);

        // Asked for before registering, it is the one that is shown.
        QVERIFY(f.click("registerButton"));
        QVERIFY(f.click("abpRadio"));
        QVERIFY(f.click("devAddrGenerateButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.edit("devAddrEdit")->text().size(), 8, patience);
        const QString address = f.edit("devAddrEdit")->text();
        f.type("idEdit", u"abp-2"_s);
        QVERIFY(f.click("devEuiGenerateButton"));
        QVERIFY(f.click("registerDeviceButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        QCOMPARE(f.onServer(u"abp-2"_s).devAddr.toHex(), address);
    }

    void anOnJoinTemplate()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.click("registerButton"));
        QVERIFY(f.click("onJoinRadio"));
        QVERIFY(!f.isShown("devEuiField"));
        f.type("idEdit", u"a-template-with-a-long-id"_s);
        QVERIFY(f.find<LiveMessage>("idMessage")->text().contains(u"19"));
        f.type("idEdit", u"tracker"_s);
        QVERIFY(f.click("appEuiGenerateButton"));
        QVERIFY(f.click("registerDeviceButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        const Device device = f.onServer(u"tracker"_s);
        QCOMPARE(device.activation(), Activation::OnJoinTemplate);
        QVERIFY(device.description.contains(device.appEui.toHex()));
    }

    void oneAfterTheOther()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.click("registerButton"));
        f.type("idEdit", u"sensor-07"_s);
        f.type("descriptionEdit", u"Hall"_s);
        QVERIFY(f.click("appEuiGenerateButton"));
        QVERIFY(f.click("devEuiGenerateButton"));
        const QString firstKey = f.edit("appKeyEdit")->text();
        const QString firstEui = f.edit("devEuiEdit")->text();
        QVERIFY(f.click("registerNextButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.edit("idEdit")->text(), u"sensor-08"_s, patience);
        QCOMPARE(f.edit("descriptionEdit")->text(), u"Hall"_s);
        QVERIFY(f.edit("devEuiEdit")->text() != firstEui && f.edit("devEuiEdit")->text().size() == 16);
        QVERIFY(f.edit("appKeyEdit")->text() != firstKey);
        QVERIFY(f.click("registerNextButton"));
        QTRY_COMPARE_WITH_TIMEOUT(f.edit("idEdit")->text(), u"sensor-09"_s, patience);
        // Leaving shows what was registered, for the firmware.
        QVERIFY(f.click("sheetCloseButton"));
        QVERIFY(f.isShown("firmwareSheet"));
        QVERIFY(f.click("firmwareCopyAllButton"));
        const QString text = QGuiApplication::clipboard()->text();
        QVERIFY(text.contains(firstKey) && text.contains(u"sensor-07") && text.contains(u"sensor-08"));
        QCOMPARE(f.onServer(u"sensor-08"_s).appEui, f.onServer(u"sensor-07"_s).appEui);
    }

    void whatIsTakenIsFoundBeforeAnythingIsWritten()
    {
        DevicesFixture &f = *m_fixture;
        const Device there = otaaDevice(u"taken"_s);
        QVERIFY(waited(f.server().registerDevice(there)));
        // Unknown to the list: the client finds it.
        QVERIFY(f.click("registerButton"));
        f.type("idEdit", u"taken"_s);
        QVERIFY(f.click("appEuiGenerateButton"));
        QVERIFY(f.click("devEuiGenerateButton"));
        QVERIFY(f.click("registerDeviceButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.banner().contains(u"exists already"), patience);
        QCOMPARE(f.edit("idEdit")->text(), u"taken"_s); // nothing typed is lost
        QCOMPARE(f.onServer(u"taken"_s).devEui, there.devEui);
        // Known to the list: said while typing.
        f.devices().put(f.onServer(u"taken"_s));
        f.type("idEdit", u"takes"_s);
        f.type("idEdit", u"taken"_s);
        QVERIFY(f.find<LiveMessage>("idMessage")->isProblem());
        f.type("idEdit", u"another"_s);
        f.type("appEuiEdit", there.appEui.toHex());
        f.type("devEuiEdit", there.devEui.toHex());
        QVERIFY(f.find<LiveMessage>("devEuiMessage")->text().contains(u"taken"));
        QVERIFY(f.click("registerDeviceButton"));
        QVERIFY(f.onServer(u"another"_s).devId.isEmpty());
        // Leaving asks.
        QVERIFY(f.click("sheetCloseButton"));
        QVERIFY(f.isShown("deviceSheet"));
        QVERIFY(f.click("keepEditingButton"));
        QCOMPARE(f.edit("idEdit")->text(), u"another"_s);
        QVERIFY(f.click("sheetCloseButton"));
        QVERIFY(f.click("discardButton"));
        QVERIFY(!f.isShown("deviceSheet"));
    }

    void withTheKeyboardAlone()
    {
        DevicesFixture &f = *m_fixture;
        QWidget *window = &f.page();
        const auto focused = [] { return QApplication::focusWidget(); };
        QTest::keyClick(window, Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(focused()->objectName(), u"idEdit"_s);
        QTest::keyClicks(focused(), u"by-keyboard"_s);
        // Tab reaches every field of the form; the two EUIs are typed.
        QSet<QString> reached;
        for (int i = 0; i < 60 && focused()->objectName() != u"registerDeviceButton"; ++i) {
            QTest::keyClick(focused(), Qt::Key_Tab);
            const QString name = focused()->objectName();
            reached.insert(name);
            if (name == u"appEuiEdit") {
                qobject_cast<QLineEdit *>(focused())->selectAll();
                QTest::keyClicks(focused(), u"70B3D57ED0000001"_s);
            } else if (name == u"devEuiEdit") {
                QTest::keyClicks(focused(), u"00-01-02-03-04-05-06-07"_s);
            }
        }
        for (const char *name : {"descriptionEdit", "otaaRadio", "appEuiEdit", "devEuiGenerateButton", "appKeyEdit",
                                 "appKeyRevealButton", "counterWidthBox", "latitudeEdit", "attributeTable",
                                 "addAttributeButton", "registerNextButton", "registerDeviceButton"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
        QTest::keyClick(focused(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("firmwareSheet"), patience);
        QCOMPARE(f.onServer(u"by-keyboard"_s).devEui.toHex(), u"0001020304050607"_s);
    }

private:
    SandboxProcess m_sandbox;
    std::unique_ptr<DevicesFixture> m_fixture;
};

QTEST_MAIN(TestDeviceRegistering)
#include "tst_deviceregistering.moc"
