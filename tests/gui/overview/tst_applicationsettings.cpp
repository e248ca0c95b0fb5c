// SPDX-License-Identifier: GPL-3.0-or-later
// The application's settings on the overview, against a real handler.
#include "core/generate.h"
#include "overviewfixture.h"
#include "support/pictures.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray joinKey = "ttn-account-v2.onjoinonjoinonjoin";

void choose(const OverviewFixture &fixture, PayloadFormat format)
{
    auto *combo = fixture.part<QComboBox>("payloadFormatCombo");
    combo->setCurrentIndex(combo->findData(static_cast<int>(format)));
}

bool anythingShows(const QWidget &page, const QByteArray &secret)
{
    const QString text = QString::fromLatin1(secret.sliced(secret.indexOf('.') + 1));
    const auto widgets = page.findChildren<QWidget *>();
    return std::any_of(widgets.begin(), widgets.end(), [&text](const QWidget *widget) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *edit = qobject_cast<const QLineEdit *>(widget);
        return widget->toolTip().contains(text) || widget->accessibleName().contains(text) ||
               widget->accessibleDescription().contains(text) || (label && label->text().contains(text)) ||
               (edit && edit->text().contains(text));
    });
}

} // namespace

class TestApplicationSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    }

    void formatIsChanged()
    {
        OverviewFixture fixture(m_sandbox, u"cold-chain"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QVERIFY(fixture.text("applicationStateLabel").startsWith(u"Registered at"));
        QVERIFY(!fixture.part<QPushButton>("saveFormatButton")->isEnabled());
        choose(fixture, PayloadFormat::CayenneLpp);
        QVERIFY(!fixture.page().unsavedWork().isEmpty());
        fixture.click("saveFormatButton");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.bannerText().contains(u"saved"), patience);
        QCOMPARE(waited(fixture.handler().application())->format, PayloadFormat::CayenneLpp);
        QVERIFY(fixture.page().unsavedWork().isEmpty());
        QVERIFY(!fixture.part<QPushButton>("saveFormatButton")->isEnabled());
    }

    void noneIsRefusedWhileFunctionsAreSet()
    {
        OverviewFixture fixture(m_sandbox, u"weather-station"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        choose(fixture, PayloadFormat::None);
        QVERIFY(fixture.text("payloadFormatNote").contains(u"Remove the functions first"));
        QVERIFY(!fixture.part<QPushButton>("saveFormatButton")->isEnabled());
    }

    void onJoinKeyIsSetAndNotShownBack()
    {
        OverviewFixture fixture(m_sandbox, u"cold-chain"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QCOMPARE(fixture.text("onJoinKeyStateLabel"), u"No key is set"_s);
        fixture.click("changeOnJoinKeyButton");
        fixture.type("secretEdit", QString::fromLatin1(joinKey));
        QVERIFY(fixture.page().unsavedWork().contains(u"on-join key"));
        fixture.click("setOnJoinKeyButton");
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("onJoinKeyStateLabel"), u"A key is set"_s, patience);
        QCOMPARE(waited(fixture.handler().application())->onJoinKey.expose(), joinKey);
        QVERIFY(!anythingShows(fixture.page(), joinKey));
        fixture.click("removeOnJoinKeyButton");
        fixture.click("confirmRemoveOnJoinKeyButton");
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("onJoinKeyStateLabel"), u"No key is set"_s, patience);
        QVERIFY(waited(fixture.handler().application())->onJoinKey.isEmpty());
    }

    void maskedOnJoinKeyIsNeitherShownNorChanged()
    {
        OverviewFixture full(m_sandbox, u"parking"_s);
        QVERIFY(full.isValid());
        QVERIFY(waited(full.handler().setOnJoinKey(Secret(joinKey))));
        const QByteArray key = m_sandbox.application(u"parking"_s).keyWith({u"settings"_s});
        QVERIFY(!key.isEmpty());
        OverviewFixture fixture(m_sandbox, u"parking"_s, key);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.text("onJoinKeyStateLabel"), u"A key is set"_s, patience);
        QVERIFY(!fixture.part<QPushButton>("changeOnJoinKeyButton")->isEnabled());
        QVERIFY(!anythingShows(fixture.page(), joinKey));
        // Another setting is saved without touching it.
        choose(fixture, PayloadFormat::None);
        fixture.click("saveFormatButton");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.bannerText().contains(u"saved"), patience);
        QCOMPARE(waited(full.handler().application())->onJoinKey.expose(), joinKey);
    }

    void registeredThenUnregistered()
    {
        OverviewFixture fixture(m_sandbox, u"new-app"_s);
        QVERIFY(fixture.isValid());
        QVERIFY(fixture.open());
        QVERIFY(fixture.text("applicationStateLabel").contains(u"Not registered"));
        auto *handlers = fixture.part<QComboBox>("handlerCombo");
        QTRY_VERIFY_WITH_TIMEOUT(handlers->count() > 0 && handlers->isEnabled(), patience);
        savePicture(fixture.page(), u"overview-unregistered"_s);
        fixture.click("registerApplicationConfirmButton");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("applicationStateLabel").startsWith(u"Registered at"), patience);
        QVERIFY(waited(fixture.handler().application()));
        QVERIFY(fixture.part<QLabel>("recentlyRegisteredLabel")->isVisible());
        QVERIFY(fixture.text("recentlyRegisteredLabel").contains(u"first uplinks"));

        fixture.click("unregisterButton");
        QVERIFY(!fixture.part<QPushButton>("confirmUnregisterButton")->isEnabled());
        fixture.type("confirmUnregisterEdit", u"new"_s);
        QVERIFY(!fixture.part<QPushButton>("confirmUnregisterButton")->isEnabled());
        fixture.type("confirmUnregisterEdit", u"new-app"_s);
        fixture.click("confirmUnregisterButton");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("applicationStateLabel").contains(u"Not registered"), patience);
        const Result<Application> gone = waited(fixture.handler().application());
        QVERIFY(!gone);
        QCOMPARE(gone.error().cause, Failure::Cause::ApplicationNotRegistered);
    }

    void unregisteringDeletesDevicesAndCanBeStopped()
    {
        OverviewFixture fixture(m_sandbox, u"cold-chain"_s);
        QVERIFY(fixture.isValid());
        for (int i = 0; i < 12; ++i)
            QVERIFY(waited(fixture.handler().registerDevice(device(i))));
        QVERIFY(fixture.open());
        QTRY_VERIFY_WITH_TIMEOUT(fixture.devices().rowCount() >= 12 && !fixture.devices().isLoading(), patience);
        const int before = fixture.devices().rowCount();
        fixture.click("unregisterButton");
        QVERIFY(fixture.text("unregisterTextLabel").contains(QString::number(before)));
        fixture.type("confirmUnregisterEdit", u"cold-chain"_s);
        savePicture(*fixture.part<QWidget>("applicationSettingsCard"), u"overview-unregister"_s);
        fixture.click("confirmUnregisterButton");
        auto *progress = fixture.part<QProgressBar>("unregisterProgress");
        QTRY_VERIFY_WITH_TIMEOUT(progress->value() >= 1, patience);
        savePicture(*fixture.part<QWidget>("applicationSettingsCard"), u"overview-unregistering"_s);
        fixture.click("cancelUnregisterButton");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.bannerText().contains(u"Stopped"), patience);
        const Result<DevicePage> left = waited(fixture.handler().devices(1000, 0));
        QVERIFY(left);
        QVERIFY(left->devices.size() < before);
        QVERIFY(!left->devices.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(fixture.devices().rowCount(), static_cast<int>(left->devices.size()), patience);
    }

    void missingRightDisablesTheSettings()
    {
        const QByteArray key = m_sandbox.application(u"weather-station"_s).keyWith({u"messages:up:r"_s});
        QVERIFY(!key.isEmpty());
        OverviewFixture fixture(m_sandbox, u"weather-station"_s, key);
        QVERIFY(fixture.isValid());
        fixture.session().start();
        QVERIFY(fixture.open());
        QTRY_VERIFY_WITH_TIMEOUT(fixture.text("settingsRightLabel").startsWith(u"✗"), patience);
        QVERIFY(fixture.text("settingsRightLabel").contains(u"settings"));
        QVERIFY(!fixture.part<QComboBox>("payloadFormatCombo")->isEnabled());
        QTRY_VERIFY(fixture.part<QPushButton>("unregisterButton")->toolTip().contains(u"settings"));
    }

private:
    static Device device(int number)
    {
        Device made;
        made.appId = AppId::fromServer(u"cold-chain"_s);
        made.devId = DevId::fromServer(u"extra-%1"_s.arg(number));
        made.appEui = AppEui::fromHex(u"70B3D57ED0000001"_s).value_or(AppEui());
        made.devEui = generateDevEui();
        made.appKey = generateRandom<AppKey>();
        return made;
    }

    SandboxProcess m_sandbox;
};

QTEST_MAIN(TestApplicationSettings)
#include "tst_applicationsettings.moc"
