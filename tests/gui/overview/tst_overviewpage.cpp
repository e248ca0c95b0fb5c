// SPDX-License-Identifier: GPL-3.0-or-later
// The overview of a real application: what it shows empty, full, refused and failing.
#include "core/generate.h"
#include "overviewfixture.h"
#include "support/pictures.h"

#include <QCheckBox>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

TrafficMessage uplink(const QString &devId, quint32 counter)
{
    UplinkMessage message;
    message.appId = AppId::fromServer(u"weather-station"_s);
    message.devId = DevId::fromServer(devId);
    message.port = 1;
    message.counter = counter;
    message.payload = "\x02\x1c";
    message.raw = message.toJson();
    return {Timestamp::now(), message};
}

TrafficMessage error(const QString &devId, const QString &text)
{
    DeviceEvent event;
    event.appId = AppId::fromServer(u"weather-station"_s);
    event.devId = DevId::fromServer(devId);
    event.type = EventType::UplinkError;
    event.typeName = eventTypeName(event.type);
    event.error = text;
    event.raw = event.toJson();
    return {Timestamp::now(), event};
}

/// The whole page, also what lies below the fold.
void saveWholePage(OverviewFixture &fixture, const QString &name)
{
    savePicture(fixture.page(), name);
    savePicture(*fixture.part<QScrollArea>("overviewScrollArea")->widget(), name + u"-whole"_s);
}

} // namespace

class TestOverviewPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    }

    void emptyApplication()
    {
        OverviewFixture fixture(m_sandbox, u"cold-chain"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("messagesStoredLabel").contains(u"none yet"), patience);
        QVERIFY(fixture.text("dayTextLabel").contains(u"No messages"));
        QVERIFY(fixture.part<QLabel>("noErrorsLabel")->isVisible());
        QVERIFY(!fixture.part<QPushButton>("showErrorButton0")->isVisible());
        QVERIFY(fixture.bannerText().isEmpty());
        saveWholePage(fixture, u"overview-empty"_s);
    }

    void connectionAndRights()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        fixture.session().start();
        QVERIFY(fixture.open());
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("connectionStateLabel").startsWith(u"● connected"), patience);
        QCOMPARE(fixture.text("discoveryLabel"), m_sandbox.discovery());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("handlerLabel"), m_sandbox.handler(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("discoveryTlsLabel").contains(u"TLS 1.3, certificate "), patience);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("handlerTlsLabel").contains(u"… until "), patience);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("brokerLabel") != u"–"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("handlerVersionLabel") != u"–"_s, patience);
        QVERIFY(fixture.part<QLabel>("handlerTlsLabel")->toolTip().contains(u"SHA-256"));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("sendDownlinksRightLabel").startsWith(u"✓"), patience);
        for (const char *right : {"settingsRightLabel", "devicesRightLabel", "readUplinksRightLabel"})
            QVERIFY2(fixture.text(right).startsWith(u"✓"), right);
        saveWholePage(fixture, u"overview-connected"_s);
        QSignalSpy check(&fixture.page(), &ApplicationPage::connectionCheckWanted);
        QSignalSpy key(&fixture.page(), &ApplicationPage::newKeyWanted);
        fixture.click("checkConnectionButton");
        fixture.click("newKeyButton");
        QCOMPARE(check.size(), 1);
        QCOMPARE(key.size(), 1);
    }

    void statisticsAppear()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        QList<TrafficMessage> messages;
        for (quint32 i = 0; i < 40; ++i)
            messages += uplink(u"roof"_s, i);
        for (int i = 0; i < 7; ++i)
            messages += error(u"roof"_s, u"decoder failed %1"_s.arg(i));
        QVERIFY(waited(fixture.history().append(messages)));
        QVERIFY(fixture.open());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("messagesStoredLabel"), u"47"_s, patience);
        QCOMPARE(fixture.text("messagesTodayLabel"), u"47"_s);
        QVERIFY(fixture.text("messagesSizeLabel") != u"–"_s);
        QVERIFY(fixture.part<QLabel>("messagesLastLabel")->toolTip().contains(u"UTC"));
        QTRY_VERIFY(fixture.text("dayTextLabel").contains(u"40 uplinks"));
        QVERIFY(fixture.text("dayTextLabel").contains(u"7 errors"));
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("errorTextLabel0").contains(u"decoder failed 6"), patience);
        QVERIFY(fixture.text("errorTextLabel4").contains(u"decoder failed 2"));
        QSignalSpy record(&fixture.page(), &ApplicationPage::recordWanted);
        fixture.click("showErrorButton0");
        QCOMPARE(record.size(), 1);
        QCOMPARE(record[0][0].toLongLong(), 47);
        saveWholePage(fixture, u"overview-full"_s);
    }

    void devicesAreCounted()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        Device made;
        made.appId = AppId::fromServer(u"weather-station"_s);
        made.devId = DevId::fromServer(u"roof"_s);
        made.appEui = *AppEui::fromHex(u"70B3D57ED0000001"_s);
        made.devEui = generateDevEui();
        made.appKey = generateRandom<AppKey>();
        QVERIFY(waited(fixture.handler().registerDevice(made)));
        const Result<DevicePage> there = waited(fixture.handler().devices(1000, 0));
        QVERIFY(there);
        QVERIFY(!there->devices.isEmpty());
        QVERIFY(waited(fixture.history().append({uplink(there->devices.first().devId.toString(), 1)})));
        QVERIFY(fixture.open());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("deviceTotalLabel"), QString::number(there->devices.size()), patience);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("deviceActiveLabel"), u"1"_s, patience);
        QCOMPARE(fixture.text("deviceQuietLabel"), u"none"_s);
        QSignalSpy page(&fixture.page(), &ApplicationPage::pageWanted);
        fixture.click("allDevicesButton");
        QCOMPARE(page[0][0].value<ApplicationPage::Id>(), ApplicationPage::Id::Devices);
    }

    void limitsAreSet()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QVERIFY(fixture.text("historyLimitsLabel").contains(u"everything is kept"));
        fixture.click("changeLimitsButton");
        QVERIFY(fixture.part<QWidget>("historyLimitsForm")->isVisible());
        fixture.part<QCheckBox>("limitAgeCheck")->setChecked(true);
        saveWholePage(fixture, u"overview-limits"_s);
        fixture.click("applyLimitsButton");
        QVERIFY(fixture.preferences().historyLimits().age.has_value());
        QVERIFY(fixture.text("historyLimitsLabel").contains(u"365"));
        QVERIFY(fixture.part<QPushButton>("changeLimitsButton")->isVisible());
    }

    void wrongKeyIsABanner()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s, "ttn-account-v2.wrongwrongwrong");
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.bannerText().isEmpty(), patience);
        QVERIFY(!fixture.bannerText().contains(u"wrongwrongwrong"));
        QVERIFY(fixture.text("applicationStateLabel").contains(u"could not be read"));
        QVERIFY(!fixture.part<QPushButton>("unregisterButton")->isEnabled());
        QSignalSpy key(&fixture.page(), &ApplicationPage::newKeyWanted);
        fixture.click("bannerKeyAction");
        QCOMPARE(key.size(), 1);
        saveWholePage(fixture, u"overview-wrong-key"_s);
    }

    void everyControlHasANameAndFitsInto1024()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        for (const QAbstractButton *button : fixture.page().findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
        }
        const auto *area = fixture.part<QScrollArea>("overviewScrollArea");
        fixture.page().resize(800, 700);
        QTRY_VERIFY(area->widget()->minimumSizeHint().width() <= area->viewport()->width());
    }

private:
    SandboxProcess m_sandbox;
};

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
