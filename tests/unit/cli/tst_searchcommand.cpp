// SPDX-License-Identifier: GPL-3.0-or-later
// `history search` on a history that is open for writing at the same time, as it is while the console records.
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "history/historystore.h"
#include "settings/settingspaths.h"
#include "support/waiting.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTemporaryFile>

#include <numeric>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

TrafficMessage uplink(int number, const QString &device)
{
    const QByteArray json = R"({"app_id":"weather","dev_id":")" + device.toLatin1() + R"(","port":1,"counter":)" +
                            QByteArray::number(number) + R"(,"payload_raw":"AQI=","payload_fields":{"temperature":)" +
                            QByteArray::number(number) + R"(},"metadata":{"time":"2026-01-01T00:00:00Z"}})";
    return {Timestamp::fromMilliseconds(1'700'000'000'000 + qint64(number) * 60'000), *UplinkMessage::fromJson(json)};
}

} // namespace

class TestSearchCommand final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { qunsetenv("THINGSDESK_HOME"); }

    void everythingInOrder();
    void theNewestAreTheLast_data();
    void theNewestAreTheLast();
    void conditionsHold();
    void ownDownlinksAndGapsAreThere();
    void aTableHasAHeader();
    void nothingFoundIsNoFailure();
    void wrongUseIsNamed_data();
    void wrongUseIsNamed();
    void withoutMessagesItSaysSo();
    void theWriterIsNotDisturbed();

private:
    struct Outcome
    {
        int exitCode = -1;
        QList<QByteArray> lines;
        QByteArray errors;
    };
    Outcome run(const QStringList &words, const std::optional<Profile> &profile = {});
    static QList<int> counters(const Outcome &outcome);

    QTemporaryDir m_home;
    Profile m_profile;
    std::unique_ptr<HistoryStore> m_history;
};

void TestSearchCommand::initTestCase()
{
    qputenv("THINGSDESK_HOME", m_home.path().toLocal8Bit());
    m_profile.id = QUuid::createUuid();
    m_profile.appId = *AppId::parse(u"weather"_s);
    m_history = std::make_unique<HistoryStore>(historyFileOf(SettingsPaths::ofUser().historyFolder(), m_profile.id),
                                               m_profile.appId);
    const auto opened = waited(m_history->open());
    QVERIFY2(opened, qPrintable(said(opened)));
    QList<TrafficMessage> messages;
    for (int i = 0; i < 1300; ++i)
        messages.append(uplink(i, i % 2 ? u"odd"_s : u"even"_s));
    const auto stored = waited(m_history->append(messages));
    QVERIFY2(stored, qPrintable(said(stored)));
}

TestSearchCommand::Outcome TestSearchCommand::run(const QStringList &words, const std::optional<Profile> &profile)
{
    const auto invocation = parseArguments(QStringList{u"history"_s, u"search"_s} + words, commands());
    Outcome outcome;
    if (!invocation)
        return outcome;
    QTemporaryFile results, errors;
    if (!results.open() || !errors.open())
        return outcome;
    Output output(results.handle(), errors.handle(), invocation->arguments.has(u"json"_s));
    SecretSource secrets({}, [] { return Result<QByteArray>(QByteArray()); });
    Connection connection;
    connection.profile = profile.value_or(m_profile);
    CommandContext context(*invocation->command, invocation->arguments, connection, secrets, output);
    connect(&context, &CommandContext::ended, this, [&outcome](int code) { outcome.exitCode = code; });
    invocation->command->run(context);
    (void)QTest::qWaitFor([&] { return outcome.exitCode >= 0; }, patience);
    QFile result(results.fileName()), error(errors.fileName());
    if (result.open(QIODevice::ReadOnly) && error.open(QIODevice::ReadOnly)) {
        outcome.lines = result.readAll().split('\n');
        outcome.lines.removeLast();
        outcome.errors = error.readAll();
    }
    return outcome;
}

QList<int> TestSearchCommand::counters(const Outcome &outcome)
{
    QList<int> list;
    for (const QByteArray &line : outcome.lines)
        list.append(QJsonDocument::fromJson(line)["message"_L1]["counter"_L1].toInt(-1));
    return list;
}

void TestSearchCommand::everythingInOrder()
{
    const Outcome outcome = run({u"--json"_s});
    QCOMPARE(outcome.exitCode, 0);
    QList<int> all(1300);
    std::iota(all.begin(), all.end(), 0);
    QCOMPARE(counters(outcome), all);
    const QJsonObject first = QJsonDocument::fromJson(outcome.lines.first()).object();
    QCOMPARE(first["kind"_L1].toString(), u"uplink"_s);
    QCOMPARE(first["app_id"_L1].toString(), u"weather"_s);
    QCOMPARE(first["dev_id"_L1].toString(), u"even"_s);
    QCOMPARE(first["received"_L1].toString(), u"2023-11-14T22:13:20Z"_s);

    const Outcome text = run({u"--limit"_s, u"2"_s});
    QCOMPARE(text.lines.size(), 2);
    QVERIFY2(text.lines.last().contains("counter 1299") && text.lines.last().startsWith("2023-11-1"),
             text.lines.last().constData());
}

void TestSearchCommand::theNewestAreTheLast_data()
{
    QTest::addColumn<int>("limit");
    for (const int limit : {1, 499, 500, 501, 1000, 1300, 5000})
        QTest::addRow("%d", limit) << limit;
}

void TestSearchCommand::theNewestAreTheLast()
{
    QFETCH(int, limit);
    const Outcome outcome = run({u"--format"_s, u"json"_s, u"--limit"_s, QString::number(limit)});
    QCOMPARE(outcome.exitCode, 0);
    const QList<int> found = counters(outcome);
    QCOMPARE(found.size(), std::min(limit, 1300));
    QCOMPARE(found.last(), 1299);
    QCOMPARE(found.first(), 1300 - std::min(limit, 1300));
}

void TestSearchCommand::conditionsHold()
{
    QCOMPARE(counters(run({u"temperature >= 1297"_s, u"--json"_s})), (QList{1297, 1298, 1299}));
    QCOMPARE(counters(run({u"temperature < 5"_s, u"--device"_s, u"odd"_s, u"--json"_s})), (QList{1, 3}));
    QCOMPARE(counters(run({u"--device"_s, u"odd"_s, u"--limit"_s, u"600"_s, u"--json"_s})).first(), 101);
    QCOMPARE(
        counters(run({u"--since"_s, u"2023-11-14T22:14:20Z"_s, u"--until"_s, u"2023-11-14T22:16:20Z"_s, u"--json"_s})),
        (QList{1, 2}));
}

void TestSearchCommand::ownDownlinksAndGapsAreThere()
{
    Profile profile = m_profile;
    profile.id = QUuid::createUuid();
    HistoryStore history(historyFileOf(SettingsPaths::ofUser().historyFolder(), profile.id), profile.appId);
    QVERIFY(waited(history.open()));
    DownlinkMessage downlink;
    downlink.appId = profile.appId;
    downlink.devId = *DevId::parse(u"odd"_s);
    downlink.port = 3;
    downlink.payload = "\x01";
    QVERIFY(waited(history.appendPublished({downlink, downlink.toPublishJson()})));
    QVERIFY(waited(history.appendGap(
        {Timestamp::fromMilliseconds(1'700'000'000'000), Timestamp::now(), RecordingGap::Reason::NotConnected, 0})));
    const Outcome outcome = run({u"--json"_s}, profile);
    QCOMPARE(outcome.lines.size(), 2);
    const QJsonDocument published = QJsonDocument::fromJson(outcome.lines[0]);
    QCOMPARE(published["kind"_L1].toString(), u"down/published"_s);
    QCOMPARE(published["dev_id"_L1].toString(), u"odd"_s);
    QCOMPARE(published["message"_L1]["port"_L1].toInt(), 3);
    const QJsonDocument gap = QJsonDocument::fromJson(outcome.lines[1]);
    QCOMPARE(gap["kind"_L1].toString(), u"gap"_s);
    QCOMPARE(gap["message"_L1]["from"_L1].toString(), u"2023-11-14T22:13:20Z"_s);
    QCOMPARE(gap["message"_L1]["reason"_L1].toString(), u"not-connected"_s);
    const Outcome text = run({}, profile);
    QCOMPARE(text.lines.size(), 2);
    QVERIFY(text.lines[0].contains("down/published") && text.lines[1].contains("not connected"));
}

void TestSearchCommand::aTableHasAHeader()
{
    const Outcome outcome = run({u"temperature > 10"_s, u"--format"_s, u"csv"_s, u"--limit"_s, u"3"_s});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.lines.size(), 4);
    QVERIFY2(outcome.lines[0].contains("temperature"), outcome.lines[0].constData());
    QVERIFY2(outcome.lines[3].contains("1299"), outcome.lines[3].constData());
}

void TestSearchCommand::nothingFoundIsNoFailure()
{
    for (const QStringList &words :
         {QStringList{u"temperature > 99999"_s}, QStringList{u"temperature > 99999"_s, u"--limit"_s, u"1"_s}}) {
        const Outcome outcome = run(words);
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(outcome.lines.isEmpty());
        QVERIFY(!outcome.errors.isEmpty());
    }
}

void TestSearchCommand::wrongUseIsNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("expression") << QStringList{u"temperature >"_s} << QByteArray("position 14");
    QTest::newRow("device") << QStringList{u"--device"_s, u"No Good"_s} << QByteArray("--device");
    QTest::newRow("since") << QStringList{u"--since"_s, u"long ago"_s} << QByteArray("--since");
    QTest::newRow("limit") << QStringList{u"--limit"_s, u"0"_s} << QByteArray("--limit");
    QTest::newRow("format") << QStringList{u"--format"_s, u"xml"_s} << QByteArray("--format");
    QTest::newRow("two formats") << QStringList{u"--format"_s, u"csv"_s, u"--json"_s} << QByteArray("--json");
}

void TestSearchCommand::wrongUseIsNamed()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, named);
    const Outcome outcome = run(words);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(named), outcome.errors.constData());
    QVERIFY(outcome.lines.isEmpty());
}

void TestSearchCommand::withoutMessagesItSaysSo()
{
    Profile profile = m_profile;
    profile.id = QUuid::createUuid();
    const Outcome outcome = run({}, profile);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.errors.contains("stored yet"), outcome.errors.constData());
    QVERIFY(!QFile::exists(historyFileOf(SettingsPaths::ofUser().historyFolder(), profile.id)));
}

void TestSearchCommand::theWriterIsNotDisturbed()
{
    // The writer goes on between the searches, and nothing was set aside.
    for (int i = 0; i < 20; ++i) {
        QVERIFY(waited(m_history->append({uplink(1300 + i, u"late"_s)})));
        QCOMPARE(counters(run({u"--json"_s, u"--limit"_s, u"1"_s})), QList{1300 + i});
    }
    const QFileInfo file(m_history->file());
    QVERIFY(file.dir().entryList({file.fileName() + ".damaged*"_L1}).isEmpty());
}

QTEST_GUILESS_MAIN(TestSearchCommand)
#include "tst_searchcommand.moc"
