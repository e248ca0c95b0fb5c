// SPDX-License-Identifier: GPL-3.0-or-later
// An application's session against the built-in network: what it records, and how it comes back.
#include "sessionfixture.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;
using State = ApplicationSession::State;

class TestSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error())); }

    void whatArrivesIsRecorded();
    void ownDownlinksComeBeforeTheirEvents();
    void rightsAreProbed_data();
    void rightsAreProbed();
    void aWrongKeyNeedsTheUser();
    void withoutAKeyTheUserIsNeeded();
    void aTokenServesTheRegistryOnly();
    void anApplicationCanBeRegistered();
    void aNetworkThatIsAwayIsTriedAgain();
    void aLostNetworkIsFoundAgain();
    void anotherNetworkAtTheSamePlaceIsNotTrusted();
    void theTimeBetweenTwoRunsIsAGap();
    void canEndAtEveryMoment_data();
    void canEndAtEveryMoment();

private:
    std::unique_ptr<ApplicationSession> made(const Profile &profile, const Credentials &credentials,
                                             const QString &file = {})
    {
        const QString path = file.isEmpty() ? m_folder.filePath(profile.id.toString(QUuid::Id128)) : file;
        auto history = std::make_unique<HistoryStore>(path, profile.appId);
        const auto opened = waited(history->open());
        if (!opened)
            qWarning("%s", qPrintable(said(opened)));
        return std::make_unique<ApplicationSession>(profile, credentials, m_network, std::move(history));
    }

    std::unique_ptr<ApplicationSession> made(const QString &appId)
    {
        return made(profileOn(m_sandbox, appId), keyOf(m_sandbox, appId));
    }

    static bool comesOnline(ApplicationSession &session)
    {
        return QTest::qWaitFor([&] { return session.state() == State::Online; }, patience);
    }

    static QString why(ApplicationSession &session)
    {
        return session.failure() ? session.failure()->text + u" | "_s + session.failure()->detail : u"no failure"_s;
    }

    /// Whether an uplink of a new device arrives in the history.
    static bool records(ApplicationSession &session, const QString &device)
    {
        const auto client = waited(session.registry());
        const DevId id = *DevId::parse(device);
        if (!client || !waited((*client)->registerDevice(otaaDevice(device))) ||
            !waited((*client)->simulateUplink(id, "\x01\x02", 3)))
            return false;
        return QTest::qWaitFor(
            [&] {
                const QList<HistoryRecord> uplinks = recordsOf(session.history(), RecordKind::Uplink);
                return !uplinks.isEmpty() && uplinks.last().devId() == id;
            },
            patience);
    }

    QTemporaryDir m_folder;
    NetworkThread m_network;
    SandboxProcess m_sandbox;
};

void TestSession::whatArrivesIsRecorded()
{
    auto session = made(u"parking"_s);
    QSignalSpy states(session.get(), &ApplicationSession::stateChanged);
    QSignalSpy rates(session.get(), &ApplicationSession::messagesPerMinuteChanged);
    QCOMPARE(session->state(), State::Offline);
    session->start();
    QCOMPARE(session->state(), State::Connecting);
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(!session->failure());
    QVERIFY(session->brokerSettings());
    QTRY_VERIFY_WITH_TIMEOUT(session->announcement().has_value(), patience);
    QCOMPARE(session->announcement()->netAddress, m_sandbox.handler());
    QVERIFY(records(*session, u"recorded"_s));
    QTRY_VERIFY_WITH_TIMEOUT(session->messagesPerMinute() > 0, patience);
    QVERIFY(!rates.isEmpty());
    QVERIFY(recordsOf(session->history(), RecordKind::Gap).isEmpty());
    QCOMPARE(recordsOf(session->history(), RecordKind::DeviceCreated).size(), 1);
    // One client, as long as nothing changes.
    QCOMPARE(*waited(session->registry()), *waited(session->registry()));

    session->stop();
    QCOMPARE(session->state(), State::Offline);
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(records(*session, u"recorded-again"_s));
}

void TestSession::ownDownlinksComeBeforeTheirEvents()
{
    auto session = made(u"parking"_s);
    DownlinkMessage downlink;
    downlink.devId = *DevId::parse(u"downlinks"_s);
    downlink.port = 7;
    downlink.payload = "\x05";
    QCOMPARE(waited(session->send(downlink)).error().cause, Cause::ConnectionClosed);
    QVERIFY(recordsOf(session->history(), RecordKind::DownlinkPublished).isEmpty());
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    const auto client = waited(session->registry());
    QVERIFY(waited((*client)->registerDevice(otaaDevice(u"downlinks"_s))));
    QVERIFY(waited((*client)->simulateUplink(downlink.devId, "\x01", 1)));

    QList<qint64> ids;
    for (int i = 0; i < 10; ++i) {
        downlink.payload = QByteArray(1, char(i));
        const auto id = waited(session->send(downlink));
        QVERIFY2(id, qPrintable(said(id)));
        ids.append(*id);
    }
    QTRY_VERIFY_WITH_TIMEOUT(recordsOf(session->history(), RecordKind::DownlinkScheduled).size() == 10, patience);
    const QList<HistoryRecord> published = recordsOf(session->history(), RecordKind::DownlinkPublished);
    QCOMPARE(published.size(), 10);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(published[i].id, ids[i]);
        QCOMPARE(published[i].published()->message.payload, QByteArray(1, char(i)));
        QCOMPARE(published[i].raw(), published[i].published()->message.toPublishJson());
    }
    for (const HistoryRecord &scheduled : recordsOf(session->history(), RecordKind::DownlinkScheduled)) {
        const int i = scheduled.event()->message->payload[0];
        QVERIFY2(scheduled.id > ids[i], "an event stands before the downlink that it is about");
    }
    downlink.port = 224;
    QCOMPARE(waited(session->send(downlink)).error().cause, Cause::InvalidInput);
    QCOMPARE(recordsOf(session->history(), RecordKind::DownlinkPublished).size(), 10);
}

void TestSession::rightsAreProbed_data()
{
    QTest::addColumn<QString>("right");
    for (const char *right : {"settings", "devices", "messages:up:r", "messages:down:w", ""})
        QTest::newRow(*right == 0 ? "all" : right) << QString::fromLatin1(right);
}

void TestSession::rightsAreProbed()
{
    QFETCH(QString, right);
    const QString appId = u"weather-station"_s;
    const Credentials credentials = right.isEmpty()
                                        ? keyOf(m_sandbox, appId)
                                        : *Credentials::accessKey(m_sandbox.application(appId).keyWith({right}));
    auto session = made(profileOn(m_sandbox, appId), credentials);
    QSignalSpy changed(session.get(), &ApplicationSession::rightsChanged);
    session->start();
    const bool mayRead = right.isEmpty() || right == u"messages:up:r";
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), mayRead ? State::Online : State::NeedsUser, patience);
    if (!mayRead)
        QCOMPARE(session->failure()->cause, Cause::RightMissing);
    QTRY_VERIFY_WITH_TIMEOUT(session->rights().sendDownlinks.has_value(), patience);
    QVERIFY(!changed.isEmpty());
    const auto expected = [&right](const QString &one) { return std::optional(right.isEmpty() || right == one); };
    QCOMPARE(session->rights().settings, expected(u"settings"_s));
    QCOMPARE(session->rights().devices, expected(u"devices"_s));
    QCOMPARE(session->rights().readUplinks, expected(u"messages:up:r"_s));
    QCOMPARE(session->rights().sendDownlinks, expected(u"messages:down:w"_s));
}

void TestSession::aWrongKeyNeedsTheUser()
{
    auto session = made(profileOn(m_sandbox, u"parking"_s), keyOf(m_sandbox, u"weather-station"_s));
    session->start();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::NeedsUser, patience);
    QCOMPARE(session->failure()->cause, Cause::KeyRejected);
    QVERIFY(!session->retryAt());
    QSignalSpy changed(session.get(), &ApplicationSession::credentialsChanged);
    session->setCredentials(keyOf(m_sandbox, u"parking"_s));
    QCOMPARE(changed.size(), 1);
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(records(*session, u"after-a-new-key"_s));
}

void TestSession::withoutAKeyTheUserIsNeeded()
{
    auto session = made(profileOn(m_sandbox, u"parking"_s), {});
    QCOMPARE(session->state(), State::NeedsUser);
    QVERIFY(!session->hasCredentials());
    QVERIFY(!waited(session->registry()));
    session->start();
    QCOMPARE(session->state(), State::NeedsUser);
    session->expectCredentials();
    QCOMPARE(session->state(), State::Connecting);
    const Failure denied{Failure::Kind::Permanent, Cause::KeychainDenied, u"locked"_s, {}};
    session->setUnavailable(denied);
    QCOMPARE(session->state(), State::NeedsUser);
    QCOMPARE(*session->failure(), denied);
    session->start();
    QCOMPARE(*session->failure(), denied);
    QCOMPARE(waited(session->registry()).error(), denied);
}

void TestSession::aTokenServesTheRegistryOnly()
{
    auto session =
        made(profileOn(m_sandbox, u"weather-station"_s), *Credentials::token(m_sandbox.token(u"weather-station"_s)));
    session->start();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::NeedsUser, patience);
    QVERIFY2(session->failure()->text.contains(u"token"), qPrintable(why(*session)));
    const auto client = waited(session->registry());
    QVERIFY2(client, qPrintable(said(client)));
    QVERIFY(waited((*client)->application()));
    QTRY_COMPARE_WITH_TIMEOUT(session->rights().settings, std::optional(true), patience);
}

void TestSession::anApplicationCanBeRegistered()
{
    auto session = made(u"new-app"_s);
    session->start();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::NeedsUser, patience);
    QCOMPARE(session->failure()->cause, Cause::ApplicationNotFound);
    QVERIFY(!waited(session->registerApplication(u"no-such-handler"_s)));
    QVERIFY(!session->registeredAt());
    QSignalSpy registered(session.get(), &ApplicationSession::registered);
    const auto done = waited(session->registerApplication(u"sandbox-handler"_s));
    QVERIFY2(done, qPrintable(said(done)));
    QCOMPARE(registered.size(), 1);
    QVERIFY(session->registeredAt());
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(records(*session, u"first-one"_s));
}

void TestSession::aNetworkThatIsAwayIsTriedAgain()
{
    quint16 closedPort = 0;
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        closedPort = server.serverPort();
    }
    Profile profile = profileOn(m_sandbox, u"parking"_s);
    const QString rightAddress = std::exchange(profile.connection.discoveryAddress, u"127.0.0.1:%1"_s.arg(closedPort));
    auto session = made(profile, keyOf(m_sandbox, u"parking"_s));
    session->start();
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::BackingOff, patience);
    QVERIFY(session->failure() && session->failure()->isTransient());
    QVERIFY(session->retryAt());
    session->start();
    QCOMPARE(session->state(), State::Connecting);
    session->stop();
    QCOMPARE(session->state(), State::Offline);
    profile.connection.discoveryAddress = rightAddress;
    session->setProfile(profile, keyOf(m_sandbox, u"parking"_s));
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
}

void TestSession::aLostNetworkIsFoundAgain()
{
    SandboxProcess sandbox;
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    auto session = made(profileOn(sandbox, u"parking"_s), keyOf(sandbox, u"parking"_s));
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(records(*session, u"before"_s));
    const Timestamp killed = Timestamp::now();
    sandbox.kill();
    QTRY_VERIFY_WITH_TIMEOUT(session->state() == State::BackingOff && session->retryAt(), patience);
    QVERIFY(session->failure()->isTransient());
    // The broker comes back at another port: only discovery tells.
    QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
    const Timestamp back = Timestamp::now();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(session->history(), RecordKind::Gap).size(), 1, patience);
    const RecordingGap gap = *recordsOf(session->history(), RecordKind::Gap).first().gap();
    QVERIFY(gap.from.nanoseconds >= killed.nanoseconds - 1'000'000'000 && gap.from <= back);
    QVERIFY(gap.to >= back);
    QCOMPARE(gap.reason, RecordingGap::Reason::NotConnected);
    QVERIFY(records(*session, u"after"_s));
}

void TestSession::anotherNetworkAtTheSamePlaceIsNotTrusted()
{
    SandboxProcess ours;
    QVERIFY2(ours.start(), qPrintable(ours.error()));
    auto session = made(profileOn(ours, u"parking"_s), keyOf(ours, u"parking"_s));
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    const QString port = ours.discovery().section(u':', -1);
    ours.kill();
    SandboxProcess another;
    QVERIFY2(another.start({u"--discovery-port"_s, port}), qPrintable(another.error()));
    QTRY_COMPARE_WITH_TIMEOUT(session->state(), State::NeedsUser, patience);
    QVERIFY2(session->failure()->cause == Cause::CertificateNotTrusted, qPrintable(why(*session)));
}

void TestSession::theTimeBetweenTwoRunsIsAGap()
{
    const Profile profile = profileOn(m_sandbox, u"cold-chain"_s);
    const Credentials credentials = keyOf(m_sandbox, u"cold-chain"_s);
    const QString file = m_folder.filePath(u"two-runs.db"_s);
    auto session = made(profile, credentials, file);
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QVERIFY(records(*session, u"first-run"_s));
    const Timestamp before = Timestamp::now();
    session.reset();
    const Timestamp ended = Timestamp::now();
    QTest::qWait(4000);
    session = made(profile, credentials, file);
    session->start();
    QVERIFY2(comesOnline(*session), qPrintable(why(*session)));
    QTRY_COMPARE_WITH_TIMEOUT(recordsOf(session->history(), RecordKind::Gap).size(), 1, patience);
    const RecordingGap gap = *recordsOf(session->history(), RecordKind::Gap).first().gap();
    // From when it was last online, not from the last message.
    QVERIFY(gap.from >= before && gap.from <= ended);
    QVERIFY(gap.to.nanoseconds - ended.nanoseconds >= 3'900'000'000);
    QVERIFY(records(*session, u"second-run"_s));
}

void TestSession::canEndAtEveryMoment_data()
{
    QTest::addColumn<bool>("reachable");
    QTest::addColumn<int>("milliseconds");
    for (const int milliseconds : {0, 1, 3, 10, 20, 40, 60, 80, 100, 150, 200, 300, 500, 1000}) {
        QTest::addRow("reachable, %d ms", milliseconds) << true << milliseconds;
        if (milliseconds % 100 == 0)
            QTest::addRow("not reachable, %d ms", milliseconds) << false << milliseconds;
    }
}

void TestSession::canEndAtEveryMoment()
{
    QFETCH(bool, reachable);
    QFETCH(int, milliseconds);
    Profile profile = profileOn(m_sandbox, u"parking"_s);
    if (!reachable)
        profile.connection.mqttAddress = u"mqtt://127.0.0.1:1"_s;
    const QString file = m_folder.filePath(u"ended.db"_s);
    auto session = made(profile, keyOf(m_sandbox, u"parking"_s), file);
    session->start();
    Future<ApplicationClient *> registry = session->registry();
    DownlinkMessage downlink;
    downlink.devId = *DevId::parse(u"nobody"_s);
    downlink.port = 1;
    downlink.payload = "\x01";
    QTest::qWait(milliseconds);
    Future<qint64> sent = session->send(downlink);
    if (milliseconds % 20 == 0) {
        session->stop();
        session->start();
    }
    session.reset();
    QTRY_VERIFY_WITH_TIMEOUT(registry.isFinished() && sent.isFinished(), patience);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
