// SPDX-License-Identifier: GPL-3.0-or-later
// The live page over a real session on the built-in network.
#include "core/futures.h"
#include "core/generate.h"
#include "gui/base/banner.h"
#include "gui/live/livepage.h"
#include "gui/live/trafficview.h"
#include "models/devicetablemodel.h"
#include "models/trafficmodel.h"
#include "network/networkthread.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"
#include "support/sandboxprocess.h"
#include "support/waiting.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QStackedWidget>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestLiveSandbox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void showsUplinksAsTheyCome();
    void simulatesAgain();
    void respectsRights();

private:
    std::unique_ptr<ApplicationSession> newSession(const QByteArray &key);
    void openPage(ApplicationSession &session);
    template <class Widget>
    Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }

    SandboxProcess m_sandbox;
    QTemporaryDir m_folder;
    NetworkThread m_network;
    FunctionRunner m_functions;
    int m_sessions = 0;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<DeviceTableModel> m_devices;
    std::unique_ptr<LivePage> m_page;
};

void TestLiveSandbox::initTestCase()
{
    QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
    m_preferences = std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("preferences.ini")));
    m_session = newSession(m_sandbox.application(QStringLiteral("weather-station")).accessKey);
    QVERIFY(m_session);
    openPage(*m_session);
}

void TestLiveSandbox::cleanupTestCase()
{
    m_page.reset();
    m_devices.reset();
    m_session.reset();
}

std::unique_ptr<ApplicationSession> TestLiveSandbox::newSession(const QByteArray &key)
{
    QFile authority(m_sandbox.authorityPath());
    if (!authority.open(QIODevice::ReadOnly))
        return {};
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Demo network");
    profile.appId = AppId::fromServer(QStringLiteral("weather-station"));
    profile.connection.discoveryAddress = m_sandbox.discovery();
    profile.connection.discoveryCa = authority.readAll();
    profile.connection.mqttCa = profile.connection.discoveryCa;
    auto history = std::make_unique<HistoryStore>(m_folder.filePath(QString::number(++m_sessions)), profile.appId);
    if (!waited(history->open()))
        return {};
    auto session =
        std::make_unique<ApplicationSession>(profile, *Credentials::accessKey(key), m_network, std::move(history));
    session->start();
    return session;
}

void TestLiveSandbox::openPage(ApplicationSession &session)
{
    m_page.reset();
    m_devices = std::make_unique<DeviceTableModel>(session);
    m_page = std::make_unique<LivePage>(PageContext{session, *m_devices, m_functions, *m_preferences});
    m_page->resize(1000, 720);
    m_page->show();
    m_page->activate();
    QTRY_COMPARE_WITH_TIMEOUT(session.state(), ApplicationSession::State::Online, patience);
}

void TestLiveSandbox::showsUplinksAsTheyCome()
{
    QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>("emptyTitle")->text(), QStringLiteral("No message yet"), patience);
    const auto client = waited(m_session->registry());
    QVERIFY2(client, qPrintable(said(client)));
    Device device;
    device.appId = m_session->appId();
    device.devId = DevId::fromServer(QStringLiteral("bench"));
    device.devEui = generateRandom<DevEui>();
    device.appEui = generateRandom<AppEui>();
    device.appKey = generateRandom<AppKey>();
    const auto registered = waited((*client)->registerDevice(device));
    QVERIFY2(registered, qPrintable(said(registered)));
    QVERIFY(waited((*client)->simulateUplink(DevId::fromServer(QStringLiteral("bench")),
                                             QByteArray::fromHex("0102030405060708090a0b0c"), 1)));
    auto *model = m_page->findChild<TrafficModel *>();
    const auto hasUplink = [model] {
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->record(row)->devId().toString() == QStringLiteral("bench") &&
                model->record(row)->kind == RecordKind::Uplink)
                return true;
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasUplink(), patience);
    QCOMPARE(find<QStackedWidget>("listStack")->currentWidget()->objectName(), QStringLiteral("listPage"));
}

void TestLiveSandbox::simulatesAgain()
{
    auto *model = m_page->findChild<TrafficModel *>();
    const auto uplinks = [model] {
        int count = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            count += model->record(row)->kind == RecordKind::Uplink ? 1 : 0;
        return count;
    };
    const int before = uplinks();
    QVERIFY(before > 0);
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->record(row)->kind == RecordKind::Uplink)
            find<TrafficView>("trafficTable")->setCurrentIndex(model->index(row, 0));
    auto *simulate = find<QAbstractButton>("simulateButton");
    QTRY_VERIFY_WITH_TIMEOUT(simulate->isEnabled() && simulate->isVisible(), patience);
    simulate->click();
    QVERIFY(find<QWidget>("confirmBar")->isVisible());
    QVERIFY(find<QLabel>("confirmText")->text().contains(QStringLiteral("bench")));
    find<QAbstractButton>("refuseButton")->click();
    QVERIFY(!find<QWidget>("confirmBar")->isVisible());
    simulate->click();
    find<QAbstractButton>("confirmButton")->click();
    QTRY_COMPARE_WITH_TIMEOUT(uplinks(), before + 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(find<Banner>("banner")->isShowing(), patience);
}

void TestLiveSandbox::respectsRights()
{
    const QByteArray key =
        m_sandbox.application(QStringLiteral("weather-station")).keyWith({QStringLiteral("messages:up:r")});
    QVERIFY(!key.isEmpty());
    auto session = newSession(key);
    QVERIFY(session);
    openPage(*session);
    QTRY_COMPARE_WITH_TIMEOUT(session->rights().devices, std::optional<bool>(false), patience);
    const auto client = waited(m_session->registry());
    QVERIFY(
        waited((*client)->simulateUplink(DevId::fromServer(QStringLiteral("bench")), QByteArray::fromHex("0102"), 1)));
    auto *model = m_page->findChild<TrafficModel *>();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 0, patience);
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->record(row)->kind == RecordKind::Uplink)
            find<TrafficView>("trafficTable")->setCurrentIndex(model->index(row, 0));
    auto *simulate = find<QAbstractButton>("simulateButton");
    QVERIFY(!simulate->isEnabled());
    QVERIFY(simulate->toolTip().contains(QStringLiteral("devices")));
    m_page.reset();
    m_devices.reset();
}

QTEST_MAIN(TestLiveSandbox)
#include "tst_livesandbox.moc"
