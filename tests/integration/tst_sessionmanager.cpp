// SPDX-License-Identifier: GPL-3.0-or-later
// All sessions together: profiles, secrets and histories as they are added, opened in the next run, and removed.
#include "core/wholefile.h"
#include "session/sessionmanager.h"
#include "sessionfixture.h"
#include "settings/settingspaths.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;
using State = ApplicationSession::State;

namespace {

/// A keychain that refuses everything for one reason.
class RefusingVault final : public SecretVault
{
public:
    explicit RefusingVault(Cause cause)
        : SecretVault(nullptr)
        , m_failure{Failure::Kind::Permanent, cause, QStringLiteral("refused"), {}}
    {
    }
    Future<Secret> read(const QUuid &) override { return readyFuture<Secret>(fail(m_failure)); }
    Future<void> write(const QUuid &, const Secret &) override { return readyFuture<void>(fail(m_failure)); }
    Future<void> remove(const QUuid &) override { return readyFuture<void>(fail(m_failure)); }
    QString place() const override { return {}; }

private:
    const Failure m_failure;
};

} // namespace

class TestSessionManager final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error())); }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("THINGSDESK_HOME", m_home->path().toLocal8Bit());
        m_paths = SettingsPaths::ofUser();
        m_keychain = createMemoryVault();
        m_memory = createMemoryVault();
    }
    void cleanupTestCase() { qunsetenv("THINGSDESK_HOME"); }

    void anAddedApplicationIsThereInTheNextRun();
    void removalTakesTheHistoryOnlyIfAsked_data();
    void removalTakesTheHistoryOnlyIfAsked();
    void aRefusingKeychainIsNamed_data();
    void aRefusingKeychainIsNamed();
    void aSecretThatWasNotKeptIsAskedFor();
    void noProfileWithoutItsSecret();
    void noSecretWithoutItsProfile();
    void aKeyMovesToAnotherPlace();
    void theBuiltInNetworkKeepsItsHistory();
    void aDamagedHistoryIsSetAside();
    void removedWhileItOpens();
    void endsWhileAllOpen();

private:
    /// What one run of the program has.
    struct Run
    {
        Run(TestSessionManager &test, SecretVault &keychain)
            : profiles(test.m_paths.profilesFile())
        {
            loaded = profiles.load();
            manager = std::make_unique<SessionManager>(
                SessionServices{test.m_network, profiles, keychain, *test.m_memory, test.m_paths.historyFolder()});
        }
        ProfileStore profiles;
        Result<void> loaded;
        std::unique_ptr<SessionManager> manager;
    };

    Profile parking() const { return profileOn(m_sandbox, u"parking"_s); }
    Credentials parkingKey() const { return keyOf(m_sandbox, u"parking"_s); }
    QString historyOf(const QUuid &id) const { return historyFileOf(m_paths.historyFolder(), id); }

    NetworkThread m_network;
    SandboxProcess m_sandbox;
    std::unique_ptr<QTemporaryDir> m_home;
    SettingsPaths m_paths;
    std::unique_ptr<SecretVault> m_keychain;
    std::unique_ptr<SecretVault> m_memory;
};

void TestSessionManager::anAddedApplicationIsThereInTheNextRun()
{
    QUuid id;
    {
        Run run(*this, *m_keychain);
        QSignalSpy added(run.manager.get(), &SessionManager::sessionAdded);
        Profile profile = parking();
        profile.id = {};
        const auto session = waited(run.manager->add(profile, parkingKey()));
        QVERIFY2(session, qPrintable(said(session)));
        id = (*session)->profile().id;
        QVERIFY(!id.isNull());
        QCOMPARE(added.size(), 1);
        QCOMPARE(run.manager->session(id), *session);
        QTRY_COMPARE_WITH_TIMEOUT((*session)->state(), State::Online, patience);
        QCOMPARE(waited(m_keychain->read(id))->expose(), parkingKey().secret().expose());
        const auto again = waited(run.manager->add(profile, parkingKey()));
        QCOMPARE(again.error().cause, Cause::AlreadyExists);
        QCOMPARE(run.manager->sessions().size(), 1);
    }
    Run run(*this, *m_keychain);
    QSignalSpy added(run.manager.get(), &SessionManager::sessionAdded);
    run.manager->openAll();
    run.manager->openAll();
    QTRY_COMPARE_WITH_TIMEOUT(added.size(), 1, patience);
    ApplicationSession *const session = run.manager->session(id);
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::Online, patience);
    // No file of ours holds the key.
    QDirIterator files(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        const QString name = files.next();
        QVERIFY2(!contents(name).contains(parkingKey().secret().expose()), qPrintable(name));
        ++looked;
    }
    QVERIFY(looked >= 3);
}

void TestSessionManager::removalTakesTheHistoryOnlyIfAsked_data()
{
    QTest::addColumn<bool>("withHistory");
    QTest::newRow("with history") << true;
    QTest::newRow("without") << false;
}

void TestSessionManager::removalTakesTheHistoryOnlyIfAsked()
{
    QFETCH(bool, withHistory);
    Run run(*this, *m_keychain);
    const auto session = waited(run.manager->add(parking(), parkingKey()));
    QVERIFY2(session, qPrintable(said(session)));
    const QUuid id = (*session)->profile().id;
    QTRY_COMPARE_WITH_TIMEOUT((*session)->state(), State::Online, patience);
    QVERIFY(QFile::exists(historyOf(id)));
    for (const QString &beside : {u".vectors.json"_s, u".versions.json"_s}) // what the payload page keeps with it
        QVERIFY(writeWholeFile(historyOf(id) + beside, "{}"));
    QSignalSpy removed(run.manager.get(), &SessionManager::sessionAboutToBeRemoved);
    const auto done = waited(run.manager->remove(id, withHistory));
    QVERIFY2(done, qPrintable(said(done)));
    QCOMPARE(removed.size(), 1);
    QVERIFY(run.manager->sessions().isEmpty() && !run.manager->session(id));
    QVERIFY(run.profiles.profiles().isEmpty());
    QCOMPARE(waited(m_keychain->read(id)).error().cause, Cause::NotFound);
    QCOMPARE(QDir(m_paths.historyFolder()).isEmpty(), withHistory);
    QCOMPARE(waited(run.manager->remove(id, withHistory)).error().cause, Cause::NotFound);
}

void TestSessionManager::aRefusingKeychainIsNamed_data()
{
    QTest::addColumn<Cause>("cause");
    QTest::newRow("absent") << Cause::KeychainUnavailable;
    QTest::newRow("locked") << Cause::KeychainDenied;
    QTest::newRow("entry missing") << Cause::NotFound;
}

void TestSessionManager::aRefusingKeychainIsNamed()
{
    QFETCH(Cause, cause);
    QUuid id;
    {
        Run run(*this, *m_keychain);
        id = (*waited(run.manager->add(parking(), parkingKey())))->profile().id;
    }
    RefusingVault refusing(cause);
    Run run(*this, refusing);
    QSignalSpy noticed(run.manager.get(), &SessionManager::noticed);
    run.manager->openAll();
    QTRY_VERIFY_WITH_TIMEOUT(run.manager->session(id), patience);
    ApplicationSession *const session = run.manager->session(id);
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::NeedsUser, patience);
    QCOMPARE(session->failure()->cause, cause);
    QCOMPARE(noticed.size(), 1);
    // The user helps out for this run.
    const auto changed = waited(run.manager->changeCredentials(id, parkingKey(), SecretPlace::Session));
    QVERIFY(session->hasCredentials());
    QCOMPARE(changed.error().cause, cause); // the old entry could not be removed
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::Online, patience);
}

void TestSessionManager::aSecretThatWasNotKeptIsAskedFor()
{
    QUuid id;
    {
        Run run(*this, *m_keychain);
        Profile profile = parking();
        profile.secretPlace = SecretPlace::Session;
        id = (*waited(run.manager->add(profile, parkingKey())))->profile().id;
        QCOMPARE(waited(m_keychain->read(id)).error().cause, Cause::NotFound);
    }
    m_memory = createMemoryVault(); // the next run
    Run run(*this, *m_keychain);
    QSignalSpy noticed(run.manager.get(), &SessionManager::noticed);
    run.manager->openAll();
    QTRY_VERIFY_WITH_TIMEOUT(run.manager->session(id), patience);
    QTRY_COMPARE_WITH_TIMEOUT(run.manager->session(id)->state(), State::NeedsUser, patience);
    QCOMPARE(run.manager->session(id)->failure()->cause, Cause::NotFound);
    QVERIFY(noticed.isEmpty());
}

void TestSessionManager::noProfileWithoutItsSecret()
{
    RefusingVault refusing(Cause::KeychainDenied);
    Run run(*this, refusing);
    QCOMPARE(waited(run.manager->add(parking(), parkingKey())).error().cause, Cause::KeychainDenied);
    QVERIFY(run.profiles.profiles().isEmpty());
    QVERIFY(run.manager->sessions().isEmpty());
}

void TestSessionManager::noSecretWithoutItsProfile()
{
    // A file where the folder of the profiles should be.
    QFile obstacle(m_paths.configuration);
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    Run run(*this, *m_keychain);
    const Profile profile = parking();
    QCOMPARE(waited(run.manager->add(profile, parkingKey())).error().cause, Cause::FileUnusable);
    QCOMPARE(waited(m_keychain->read(profile.id)).error().cause, Cause::NotFound);
    QVERIFY(run.manager->sessions().isEmpty());
}

void TestSessionManager::aKeyMovesToAnotherPlace()
{
    Run run(*this, *m_keychain);
    const auto session = waited(run.manager->add(parking(), parkingKey()));
    const QUuid id = (*session)->profile().id;
    const auto changed = waited(run.manager->changeCredentials(id, parkingKey(), SecretPlace::Session));
    QVERIFY2(changed, qPrintable(said(changed)));
    QCOMPARE(waited(m_keychain->read(id)).error().cause, Cause::NotFound);
    QVERIFY(waited(m_memory->read(id)));
    QCOMPARE(run.profiles.find(id)->secretPlace, SecretPlace::Session);
    QCOMPARE((*session)->profile().secretPlace, SecretPlace::Session);
    QVERIFY(waited(run.manager->changeCredentials(id, parkingKey(), SecretPlace::Keychain)));
    QVERIFY(waited(m_keychain->read(id)));
    QVERIFY(!waited(m_memory->read(id)));
    QTRY_COMPARE_WITH_TIMEOUT((*session)->state(), State::Online, patience);
    QCOMPARE(
        waited(run.manager->changeCredentials(QUuid::createUuid(), parkingKey(), SecretPlace::Keychain)).error().cause,
        Cause::NotFound);
}

void TestSessionManager::theBuiltInNetworkKeepsItsHistory()
{
    Profile profile = parking();
    profile.id = {};
    profile.networkName = u"Demo network"_s;
    QUuid id;
    {
        Run run(*this, *m_keychain);
        Profile elsewhere = profile;
        elsewhere.connection.discoveryAddress = u"127.0.0.1:9"_s;
        const auto first = waited(run.manager->addBuiltIn(elsewhere, parkingKey()));
        QVERIFY2(first, qPrintable(said(first)));
        id = (*first)->profile().id;
        QVERIFY((*first)->profile().isBuiltIn);
        // The same network at another place, still in this run.
        const auto moved = waited(run.manager->addBuiltIn(profile, parkingKey()));
        QCOMPARE(*moved, *first);
        QTRY_COMPARE_WITH_TIMEOUT((*moved)->state(), State::Online, patience);
        QCOMPARE(waited(m_keychain->read(id)).error().cause, Cause::NotFound);
    }
    Run run(*this, *m_keychain);
    run.manager->openAll();
    QTest::qWait(200);
    QVERIFY(run.manager->sessions().isEmpty());
    const auto again = waited(run.manager->addBuiltIn(profile, parkingKey()));
    QVERIFY2(again, qPrintable(said(again)));
    QCOMPARE((*again)->profile().id, id);
    QCOMPARE(run.profiles.profiles().size(), 1);
    // An application of one's own with the same name is another one.
    const auto own = waited(run.manager->add(profile, parkingKey()));
    QVERIFY2(own, qPrintable(said(own)));
    QCOMPARE(run.manager->sessions(), (QList{*again, *own}));
}

void TestSessionManager::aDamagedHistoryIsSetAside()
{
    QUuid id;
    {
        Run run(*this, *m_keychain);
        id = (*waited(run.manager->add(parking(), parkingKey())))->profile().id;
    }
    QFile file(historyOf(id));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(QByteArray(8192, 'x'));
    file.close();
    Run run(*this, *m_keychain);
    QSignalSpy noticed(run.manager.get(), &SessionManager::noticed);
    run.manager->openAll();
    QTRY_COMPARE_WITH_TIMEOUT(noticed.size(), 1, patience);
    QCOMPARE(noticed.first().last().value<Failure>().cause, Cause::FileUnusable);
    QTRY_COMPARE_WITH_TIMEOUT(run.manager->session(id)->state(), State::Online, patience);
}

void TestSessionManager::removedWhileItOpens()
{
    QUuid id;
    {
        Run run(*this, *m_keychain);
        id = (*waited(run.manager->add(parking(), parkingKey())))->profile().id;
    }
    Run run(*this, *m_keychain);
    QSignalSpy added(run.manager.get(), &SessionManager::sessionAdded);
    run.manager->openAll();
    const auto removed = waited(run.manager->remove(id, true));
    QVERIFY2(removed, qPrintable(said(removed)));
    QVERIFY(QDir(m_paths.historyFolder()).isEmpty());
    QVERIFY(run.manager->sessions().isEmpty());
    QVERIFY(added.isEmpty());
}

void TestSessionManager::endsWhileAllOpen()
{
    {
        Run run(*this, *m_keychain);
        for (const QString &appId : {u"parking"_s, u"cold-chain"_s, u"weather-station"_s})
            QVERIFY(waited(run.manager->add(profileOn(m_sandbox, appId), keyOf(m_sandbox, appId))));
    }
    for (const int milliseconds : {0, 1, 5, 20, 100, 400}) {
        Run run(*this, *m_keychain);
        run.manager->openAll();
        QTest::qWait(milliseconds);
    }
}

QTEST_GUILESS_MAIN(TestSessionManager)
#include "tst_sessionmanager.moc"
