// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/historystore.h"

#include "messagemaker.h"

#include <QDir>
#include <QFile>
#include <QFutureWatcher>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

class TestHistoryExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void writesCsv();
    void writesJsonLines();
    void writesWhatIsFiltered();
    void writesAnEmptyHistory();
    void leavesNoFileWhenItFails();
    void leavesNoFileWhenCancelled();

private:
    QByteArray exported(ExportFormat format, const HistoryFilter &filter = {});
    QString path(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
    quint64 m_written = 0;
};

void TestHistoryExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<HistoryStore>(path(u"history.sqlite"_s), testAppId);
    QVERIFY(answerOf(m_store->open()));
}

void TestHistoryExport::cleanup()
{
    m_store.reset();
    m_folder.reset();
}

QByteArray TestHistoryExport::exported(ExportFormat format, const HistoryFilter &filter)
{
    const auto answer = answerOf(m_store->exportTo(path(u"out"_s), format, filter));
    m_written = answer.value_or(quint64(-1));
    QFile file(path(u"out"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHistoryExport::writesCsv()
{
    UplinkParts parts;
    parts.device = u"first"_s;
    parts.counter = 12;
    parts.fields = "{\"b\":1.5,\"a\":{\"text\":\"say \\\"hi\\\", ok\",\"x y\":true},\"list\":[1,null]}";
    UplinkParts plain;
    plain.device = u"second"_s;
    plain.payload = {};
    plain.networkTime += 1;
    QVERIFY(
        answerOf(m_store->append({received(makeUplink(parts)), received(makeUplink(parts)), received(makeUplink(plain)),
                                  received(makeEvent(u"first"_s, u"up/errors"_s, "{\"error\":\"a\\nb\"}"))})));
    const QByteArrayList lines = exported(ExportFormat::Csv).split('\r');
    QCOMPARE(m_written, 4U);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0], QByteArray("id,received,kind,duplicate,dev_id,port,counter,payload,data_rate,gateway,gateways,"
                                  "rssi,snr,error,a.`x y`,a.text,b,list.0,list.1"));
    QCOMPARE(lines[1], QByteArray("\n1,2026-09-21T14:13:20Z,uplink,false,first,1,12,0102,SF7BW125,gateway-1,2,-60,7.5,,"
                                  "true,\"say \"\"hi\"\", ok\",1.5,1,"));
    QVERIFY(lines[2].startsWith("\n2,2026-09-21T14:13:20Z,uplink,true,first,"));
    QCOMPARE(lines[3],
             QByteArray("\n3,2026-09-21T14:13:20Z,uplink,false,second,1,0,,SF7BW125,gateway-1,2,-60,7.5,,,,,,"));
    QCOMPARE(lines[4], QByteArray("\n4,2026-09-21T14:13:20Z,uplink-error,false,first,,,,,,,,,\"a\nb\",,,,,"));
    QCOMPARE(lines[5], QByteArray("\n"));
}

void TestHistoryExport::writesJsonLines()
{
    MessageMaker maker(3);
    QList<TrafficMessage> messages;
    for (int i = 0; i < 3000; ++i)
        messages.append(maker.next());
    messages.append(received(makeEvent(u"x"_s, u"create"_s, "{\n \"altitude\":\r\n 5\n}")));
    QVERIFY(answerOf(m_store->append(messages)));
    QVERIFY(answerOf(m_store->appendGap({{1, 0}, {2'000'000'000, 0}, RecordingGap::Reason::DiskFull, 5})));
    const QByteArrayList lines = exported(ExportFormat::JsonLines).split('\n');
    QCOMPARE(m_written, 3002U);
    QCOMPARE(lines.size(), 3003);
    const auto page = answerOf(m_store->pageAfter({}, 0, 10'000));
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
        const HistoryRecord &record = page->records[i];
        QCOMPARE(line[u"id"].toInteger(), record.id);
        QCOMPARE(line[u"kind"].toString(), recordKindName(record.kind));
        QCOMPARE(line[u"dev_id"].toString(), record.devId().toString());
        QCOMPARE(line[u"app_id"].toString(), u"my-app"_s);
        if (record.uplink())
            QCOMPARE(line[u"message"].toObject(), QJsonDocument::fromJson(record.raw()).object());
    }
    const QJsonObject gap = QJsonDocument::fromJson(lines[3001]).object();
    QCOMPARE(gap[u"reason"].toString(), u"disk-full"_s);
    QCOMPARE(gap[u"missed"].toInt(), 5);
    QCOMPARE(QJsonDocument::fromJson(lines[3000]).object()[u"message"].toObject()[u"altitude"].toInt(), 5);
}

void TestHistoryExport::writesWhatIsFiltered()
{
    MessageMaker maker(4);
    QList<TrafficMessage> messages;
    for (int i = 0; i < 2500; ++i)
        messages.append(maker.next());
    QVERIFY(answerOf(m_store->append(messages)));
    HistoryFilter filter;
    filter.fields = *FieldExpression::parse(u"temperature > 20"_s);
    const auto page = answerOf(m_store->pageAfter(filter, 0, 10'000));
    const QByteArrayList lines = exported(ExportFormat::JsonLines, filter).split('\n');
    QCOMPARE(m_written, quint64(page->records.size()));
    QCOMPARE(lines.size(), page->records.size() + 1);
    QVERIFY(m_written > 100);
    QCOMPARE(exported(ExportFormat::Csv, filter).count("\r\n"), page->records.size() + 1);
}

void TestHistoryExport::writesAnEmptyHistory()
{
    QCOMPARE(exported(ExportFormat::JsonLines), QByteArray());
    QCOMPARE(m_written, 0U);
    QVERIFY(exported(ExportFormat::Csv).startsWith("id,received,"));
    QVERIFY(QFile::exists(path(u"out"_s)));
}

void TestHistoryExport::leavesNoFileWhenItFails()
{
    const auto answer = answerOf(m_store->exportTo(path(u"no/such/folder/out"_s), ExportFormat::Csv, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().cause, Failure::Cause::FileUnusable);
    QVERIFY(answer.error().text.contains(u"out"));
}

void TestHistoryExport::leavesNoFileWhenCancelled()
{
    MessageMaker maker(5);
    QList<TrafficMessage> messages;
    for (int i = 0; i < 20'000; ++i)
        messages.append(maker.next());
    QVERIFY(answerOf(m_store->append(messages)));
    {
        QFile before(path(u"out"_s));
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("as it was") > 0);
    }
    Future<quint64> future = m_store->exportTo(path(u"out"_s), ExportFormat::JsonLines, {});
    QFutureWatcher<Result<quint64>> watcher;
    QList<int> progress;
    connect(&watcher, &QFutureWatcherBase::progressValueChanged, this, [&](int value) {
        progress.append(value);
        future.cancel();
    });
    watcher.setFuture(future);
    QTRY_VERIFY(watcher.isFinished());
    QVERIFY(watcher.isCanceled());
    QVERIFY(!progress.isEmpty());
    QFile after(path(u"out"_s));
    QVERIFY(after.open(QIODevice::ReadOnly));
    QCOMPARE(after.readAll(), QByteArray("as it was"));
    QCOMPARE(QDir(m_folder->path()).entryList({u"out*"_s}, QDir::Files).size(), 1);
}

QTEST_GUILESS_MAIN(TestHistoryExport)
#include "tst_historyexport.moc"
