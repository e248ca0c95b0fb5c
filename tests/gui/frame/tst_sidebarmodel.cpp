// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/sidebarmodel.h"

#include "network/networkthread.h"
#include "settings/preferences.h"
#include "support/waiting.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using test::patience;
using test::waited;

namespace {

PublishedDownlink someDownlink()
{
    PublishedDownlink downlink;
    downlink.message.devId = DevId::fromServer(QStringLiteral("door"));
    downlink.message.port = 1;
    downlink.message.payload = QByteArray("\x01");
    downlink.raw = downlink.message.toPublishJson();
    return downlink;
}

} // namespace

class TestSidebarModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void groupsByNetwork();
    void tellsStates();
    void countsUnread();
    void whatIsLookedAtIsRead();
    void remembersWhatWasRead();
    void followsRemoval();

private:
    ApplicationSession *add(const QString &network, const QString &application);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NetworkThread> m_network;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<SecretVault> m_keychain;
    std::unique_ptr<SecretVault> m_memory;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SessionManager> m_sessions;
    std::unique_ptr<SidebarModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSidebarModel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_network = std::make_unique<NetworkThread>();
    m_profiles = std::make_unique<ProfileStore>(m_folder->filePath(QStringLiteral("profiles.json")));
    m_keychain = createMemoryVault();
    m_memory = createMemoryVault();
    m_preferences = std::make_unique<Preferences>(m_folder->filePath(QStringLiteral("preferences.ini")));
    m_sessions = std::make_unique<SessionManager>(SessionServices{*m_network, *m_profiles, *m_keychain, *m_memory,
                                                                  m_folder->filePath(QStringLiteral("history"))});
    m_model = std::make_unique<SidebarModel>(*m_sessions, *m_preferences);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestSidebarModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_sessions.reset();
}

ApplicationSession *TestSidebarModel::add(const QString &network, const QString &application)
{
    Profile profile;
    profile.networkName = network;
    profile.appId = AppId::fromServer(application);
    // Nobody listens there, so nothing comes in but what the test puts in.
    profile.connection.discoveryAddress = QStringLiteral("127.0.0.1:9");
    const auto key = Credentials::accessKey("ttn-account-v2.not-a-real-key");
    const auto session = waited(m_sessions->add(profile, *key));
    return session ? *session : nullptr;
}

void TestSidebarModel::groupsByNetwork()
{
    QCOMPARE(m_model->rowCount(), 0);
    ApplicationSession *weather = add(QStringLiteral("Demo network"), QStringLiteral("weather-station"));
    ApplicationSession *cold = add(QStringLiteral("lora.example.org"), QStringLiteral("cold-chain"));
    ApplicationSession *parking = add(QStringLiteral("Demo network"), QStringLiteral("parking"));
    QVERIFY(weather && cold && parking);
    QCOMPARE(m_model->rowCount(), 2);
    const QModelIndex demo = m_model->index(0, 0);
    QCOMPARE(demo.data().toString(), QStringLiteral("Demo network"));
    QCOMPARE(m_model->rowCount(demo), 2);
    QCOMPARE(m_model->index(1, 0, demo).data().toString(), QStringLiteral("parking"));
    QCOMPARE(m_model->session(m_model->index(1, 0, demo)), parking);
    QVERIFY(!m_model->session(demo));
    QCOMPARE(m_model->indexOf(cold).parent(), m_model->index(1, 0));
    QCOMPARE(m_model->sessions(), (QList<ApplicationSession *>{weather, parking, cold}));
}

void TestSidebarModel::tellsStates()
{
    ApplicationSession *session = add(QStringLiteral("Net"), QStringLiteral("app-one"));
    const QModelIndex index = m_model->indexOf(session);
    QTRY_COMPARE_WITH_TIMEOUT(index.data(SidebarModel::StateRole).toInt(), int(session->state()), patience);
    session->stop();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), ApplicationSession::State::Offline, patience);
    QCOMPARE(index.data(SidebarModel::StateRole).toInt(), int(ApplicationSession::State::Offline));
    QCOMPARE(index.parent().data(SidebarModel::StateRole).toInt(), int(ApplicationSession::State::Offline));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("app-one, not connected"));
}

void TestSidebarModel::countsUnread()
{
    ApplicationSession *session = add(QStringLiteral("Net"), QStringLiteral("app-one"));
    session->stop();
    const QModelIndex index = m_model->indexOf(session);
    QCOMPARE(index.data(SidebarModel::UnreadRole).toULongLong(), 0);
    for (int i = 0; i < 3; ++i)
        QVERIFY(waited(session->history().appendPublished(someDownlink())));
    QTRY_COMPARE_WITH_TIMEOUT(index.data(SidebarModel::UnreadRole).toULongLong(), 3, patience);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("app-one, not connected, 3 unread messages"));
}

void TestSidebarModel::whatIsLookedAtIsRead()
{
    ApplicationSession *session = add(QStringLiteral("Net"), QStringLiteral("app-one"));
    ApplicationSession *other = add(QStringLiteral("Net"), QStringLiteral("app-two"));
    QVERIFY(waited(session->history().appendPublished(someDownlink())));
    const QModelIndex index = m_model->indexOf(session);
    QTRY_COMPARE_WITH_TIMEOUT(index.data(SidebarModel::UnreadRole).toULongLong(), 1, patience);
    m_model->setCurrent(session);
    QCOMPARE(index.data(SidebarModel::UnreadRole).toULongLong(), 0);
    QVERIFY(waited(session->history().appendPublished(someDownlink())));
    m_model->setCurrent(other); // what came until then was seen
    QVERIFY(waited(session->history().appendPublished(someDownlink())));
    QTRY_COMPARE_WITH_TIMEOUT(index.data(SidebarModel::UnreadRole).toULongLong(), 1, patience);
}

void TestSidebarModel::remembersWhatWasRead()
{
    ApplicationSession *session = add(QStringLiteral("Net"), QStringLiteral("app-one"));
    session->stop();
    m_model->saveState();
    QVERIFY(waited(session->history().appendPublished(someDownlink())));
    SidebarModel later(*m_sessions, *m_preferences);
    QCOMPARE(later.indexOf(session).data(SidebarModel::UnreadRole).toULongLong(), 1);
}

void TestSidebarModel::followsRemoval()
{
    ApplicationSession *first = add(QStringLiteral("Net"), QStringLiteral("app-one"));
    ApplicationSession *second = add(QStringLiteral("Net"), QStringLiteral("app-two"));
    m_model->setCurrent(first);
    QVERIFY(waited(m_sessions->remove(first->profile().id, true)));
    QCOMPARE(m_model->sessions(), QList<ApplicationSession *>{second});
    QVERIFY(waited(m_sessions->remove(second->profile().id, true)));
    QCOMPARE(m_model->rowCount(), 0);
}

QTEST_MAIN(TestSidebarModel)
#include "tst_sidebarmodel.moc"
