// SPDX-License-Identifier: GPL-3.0-or-later
// What the banner says about a connection, and what it offers, on a real network that refuses, goes and comes back.
#include "gui/frame/connectionbanner.h"

#include "gui/base/banner.h"
#include "support/sandboxprocess.h"
#include "support/waiting.h"

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace thingsdesk;
using namespace thingsdesk::test;
using State = ApplicationSession::State;

class TestConnectionBanner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysNothingWhileConnected();
    void asksForAKeyWhereThereIsNone();
    void offersAnotherKeyWhenItIsRefused();
    void offersRegistrationWhereNobodyKnowsIt();
    void countsDownWhileItTriesAgain();
    void offersToConnectWhenStopped();

private:
    void open(const QString &appId, const Credentials &credentials);
    void openWithKey(const QString &appId);
    QToolButton *button(const QString &name) const { return m_banner->findChild<QToolButton *>(name); }
    bool reaches(State state) const
    {
        return QTest::qWaitFor([&] { return m_session->state() == state; }, patience);
    }

    std::unique_ptr<SandboxProcess> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NetworkThread> m_network;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<Banner> m_banner;
    std::unique_ptr<ConnectionBanner> m_connection;
};

void TestConnectionBanner::init()
{
    m_sandbox = std::make_unique<SandboxProcess>();
    QVERIFY2(m_sandbox->start(), qPrintable(m_sandbox->error()));
    m_folder = std::make_unique<QTemporaryDir>();
    m_network = std::make_unique<NetworkThread>();
}

void TestConnectionBanner::cleanup()
{
    m_connection.reset();
    m_banner.reset();
    m_session.reset();
    m_network.reset();
    m_sandbox.reset();
}

void TestConnectionBanner::open(const QString &appId, const Credentials &credentials)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Sandbox");
    profile.appId = AppId::fromServer(appId);
    profile.connection.discoveryAddress = m_sandbox->discovery();
    QFile authority(m_sandbox->authorityPath());
    QVERIFY(authority.open(QIODevice::ReadOnly));
    profile.connection.discoveryCa = authority.readAll();
    profile.connection.mqttCa = profile.connection.discoveryCa;
    auto history = std::make_unique<HistoryStore>(m_folder->filePath(appId), profile.appId);
    QVERIFY(waited(history->open()));
    m_session = std::make_unique<ApplicationSession>(profile, credentials, *m_network, std::move(history));
    m_banner = std::make_unique<Banner>();
    m_connection = std::make_unique<ConnectionBanner>(*m_session, *m_banner);
    m_session->start();
}

void TestConnectionBanner::openWithKey(const QString &appId)
{
    const auto key = Credentials::accessKey(m_sandbox->application(appId).accessKey);
    QVERIFY(key);
    open(appId, *key);
}

void TestConnectionBanner::saysNothingWhileConnected()
{
    openWithKey(QStringLiteral("weather-station"));
    QVERIFY(reaches(State::Online));
    QVERIFY(!m_banner->isShowing());
}

void TestConnectionBanner::asksForAKeyWhereThereIsNone()
{
    open(QStringLiteral("weather-station"), {});
    QVERIFY(reaches(State::NeedsUser));
    QVERIFY(m_banner->isShowing());
    QVERIFY(!m_banner->text().isEmpty());
    QSignalSpy wanted(m_connection->enterKeyAction(), &QAction::triggered);
    QVERIFY(button(QStringLiteral("enterAnotherKeyButton")));
    button(QStringLiteral("enterAnotherKeyButton"))->click();
    QCOMPARE(wanted.size(), 1);
    // With a key it goes away.
    m_session->setCredentials(
        *Credentials::accessKey(m_sandbox->application(QStringLiteral("weather-station")).accessKey));
    QVERIFY(reaches(State::Online));
    QVERIFY(!m_banner->isShowing());
}

void TestConnectionBanner::offersAnotherKeyWhenItIsRefused()
{
    open(QStringLiteral("weather-station"), *Credentials::accessKey("ttn-account-v2.wrong-key"));
    QVERIFY(reaches(State::NeedsUser));
    QVERIFY(m_banner->isShowing());
    QVERIFY(button(QStringLiteral("enterAnotherKeyButton")));
    QVERIFY(button(QStringLiteral("connectionCheckButton")));
    QVERIFY2(!m_banner->text().contains(QStringLiteral("wrong-key")), qPrintable(m_banner->text()));
}

void TestConnectionBanner::offersRegistrationWhereNobodyKnowsIt()
{
    openWithKey(QStringLiteral("new-app"));
    QVERIFY(reaches(State::NeedsUser));
    QVERIFY2(button(QStringLiteral("registerApplicationButton")), qPrintable(m_banner->text()));
}

void TestConnectionBanner::countsDownWhileItTriesAgain()
{
    openWithKey(QStringLiteral("weather-station"));
    QVERIFY(reaches(State::Online));
    m_sandbox->kill();
    QVERIFY(reaches(State::BackingOff));
    QVERIFY(m_banner->isShowing());
    // Longer pauses come after some tries; then the seconds can be seen to go down.
    const QString counting = QStringLiteral("Trying again");
    QTRY_VERIFY_WITH_TIMEOUT(m_banner->text().contains(counting), patience);
    QVERIFY(button(QStringLiteral("tryNowButton")));
    QVERIFY(m_banner->accessibleName().startsWith(QStringLiteral("Warning: ")));
    const QString before = m_banner->text();
    QTRY_VERIFY_WITH_TIMEOUT(m_banner->text() != before, patience);
    QSignalSpy changed(m_session.get(), &ApplicationSession::stateChanged);
    QVERIFY(reaches(State::BackingOff));
    button(QStringLiteral("tryNowButton"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), patience);
}

void TestConnectionBanner::offersToConnectWhenStopped()
{
    openWithKey(QStringLiteral("weather-station"));
    QVERIFY(reaches(State::Online));
    m_session->stop();
    QVERIFY(reaches(State::Offline));
    QVERIFY(m_banner->isShowing());
    button(QStringLiteral("connectButton"))->click();
    QVERIFY(reaches(State::Online));
    QVERIFY(!m_banner->isShowing());
}

QTEST_MAIN(TestConnectionBanner)
#include "tst_connectionbanner.moc"
