// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed while it records; the disk is full, and freed.
#include "history/historystore.h"
#include "history/sqlite.h"

#include "messagemaker.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int milliseconds = 60'000;

/// Ends with the test, however that ends.
class Recorder
{
public:
    Recorder(const QString &file, quint32 first, qint64 limit = 0)
    {
        QStringList arguments{file, QString::number(first)};
        if (limit > 0)
            arguments.append(QString::number(limit));
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(THINGSDESK_HISTORY_RECORDER), arguments);
    }
    ~Recorder()
    {
        m_process.kill();
        m_process.waitForFinished(milliseconds);
    }

    /// Reads lines until one begins with the word; its number, or -1.
    qint64 waitFor(const QByteArray &word)
    {
        for (;;) {
            while (m_process.canReadLine()) {
                const QByteArrayList parts = m_process.readLine().trimmed().split(' ');
                take(parts);
                if (parts[0] == word)
                    return parts.value(1).toLongLong();
            }
            if (!m_process.waitForReadyRead(milliseconds))
                return -1;
        }
    }
    void killNow()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished(milliseconds);
        for (const QByteArray &line : m_process.readAllStandardOutput().split('\n'))
            take(line.trimmed().split(' '));
    }
    bool ended() { return m_process.waitForFinished(milliseconds) && m_process.exitCode() == 0; }
    void goOn() { m_process.write("\n"); }

    qint64 kept = -1;  ///< the last counter that it said it kept
    qint64 missed = 0; ///< messages

private:
    void take(const QByteArrayList &parts)
    {
        if (parts[0] == "kept")
            kept = parts.value(1).toLongLong();
        else if (parts[0] == "missed")
            missed += 10;
    }

    QProcess m_process;
};

/// Whether the whole file is as SQLite wants it.
QString soundness(const QString &file)
{
    history::Database database(file, history::Database::Mode::ReadWrite);
    history::Statement check(database, "PRAGMA integrity_check");
    const history::ResetAtEnd reset(check);
    return check.next() ? check.text(0) : u"no answer"_s;
}

/// A file system of two megabytes, where the system lets us.
class SmallDisk
{
public:
    SmallDisk()
        : m_isMounted(::mount("tmpfs", m_folder.path().toLocal8Bit().constData(), "tmpfs", 0, "size=2m") == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_isMounted)
            ::umount2(m_folder.path().toLocal8Bit().constData(), MNT_DETACH);
    }
    bool isMounted() const { return m_isMounted; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    bool m_isMounted;
};

} // namespace

class TestHistoryFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesBeingKilled();
    void survivesALimitOnFiles();
    void survivesAFullDisk();
};

void TestHistoryFaults::survivesBeingKilled()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    qint64 acknowledged = -1;
    for (int round = 0; round < 20; ++round) {
        quint32 first = quint32(round) * 1'000'000;
        {
            Recorder recorder(file, first);
            QVERIFY(recorder.waitFor("kept") >= 0);
            // At any moment: while it writes, indexes, makes a dictionary, checkpoints.
            const int batches = 1 + int(QRandomGenerator::global()->bounded(100));
            for (int i = 0; i < batches; ++i)
                QVERIFY(recorder.waitFor("kept") >= 0);
            recorder.killNow();
            acknowledged = recorder.kept;
        }
        HistoryStore store(file, testAppId);
        const auto opening = answerOf(store.open());
        QVERIFY(opening);
        QVERIFY2(opening->damagedFile.isEmpty() && !opening->isNew, qPrintable(opening->damagedFile));
        // Each that it said it kept, in order, and none twice.
        HistoryFilter filter;
        filter.fields = *FieldExpression::parse(u"n >= %1"_s.arg(first));
        const auto page = answerOf(store.pageAfter(filter, 0, 100'000));
        QVERIFY(page && page->reachedEnd);
        QVERIFY2(page->records.size() >= acknowledged + 1 - first,
                 qPrintable(u"%1 of %2"_s.arg(page->records.size()).arg(acknowledged + 1 - first)));
        for (const HistoryRecord &record : page->records)
            QCOMPARE(record.uplink()->counter, first++);
    }
    QCOMPARE(soundness(file), u"ok"_s);
}

namespace {

/// `free` is called when the recorder has missed some.
template <class Free>
void recordIntoFullDisk(const QString &file, qint64 limit, Free free)
{
    qint64 missed = 0;
    qint64 keptBefore = 0;
    {
        Recorder recorder(file, 0, limit);
        QCOMPARE(recorder.waitFor("stopped"), 1);
        keptBefore = recorder.kept;
        QCOMPARE(recorder.waitFor("waiting"), 0);
        missed = recorder.missed;
        QCOMPARE(missed, 40);
        free();
        recorder.goOn();
        QCOMPARE(recorder.waitFor("resumed"), missed);
        QVERIFY(recorder.waitFor("kept") > keptBefore + missed);
        QVERIFY(recorder.ended());
    }
    HistoryStore store(file, testAppId);
    QVERIFY(answerOf(store.open())->damagedFile.isEmpty());
    HistoryFilter filter;
    filter.kinds = {RecordKind::Gap};
    const auto gaps = answerOf(store.pageAfter(filter, 0, 10));
    QCOMPARE(gaps->records.size(), 1);
    QCOMPARE(gaps->records[0].gap()->reason, RecordingGap::Reason::DiskFull);
    QCOMPARE(gaps->records[0].gap()->missed, quint64(missed));
    QVERIFY(gaps->records[0].gap()->to >= gaps->records[0].gap()->from);
    // Everything before, then the gap, then the next ones.
    const qint64 gapId = gaps->records[0].id;
    QCOMPARE(gapId, keptBefore + 2);
    const auto before = answerOf(store.pageBefore({}, gapId, 1));
    QCOMPARE(qint64(before->records[0].uplink()->counter), keptBefore);
    const auto after = answerOf(store.pageAfter({}, gapId, 10));
    QCOMPARE(after->records.size(), 10);
    QCOMPARE(qint64(after->records[0].uplink()->counter), keptBefore + missed + 1);
}

} // namespace

void TestHistoryFaults::survivesALimitOnFiles()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"history.sqlite"_s);
    recordIntoFullDisk(file, 600'000, [] {});
    QCOMPARE(soundness(file), u"ok"_s);
}

void TestHistoryFaults::survivesAFullDisk()
{
    const SmallDisk disk;
    if (!disk.isMounted())
        QSKIP("A small file system can be mounted by root only. survivesALimitOnFiles() has tested the same by a limit "
              "on the size of files.");
    QFile ballast(disk.path(u"ballast"_s));
    QVERIFY(ballast.open(QIODevice::WriteOnly));
    QCOMPARE(ballast.write(QByteArray(700'000, 'x')), 700'000);
    ballast.close();
    const QString file = disk.path(u"history.sqlite"_s);
    recordIntoFullDisk(file, 1LL << 40, [&] { QVERIFY(ballast.remove()); });
    QCOMPARE(soundness(file), u"ok"_s);
}

QTEST_GUILESS_MAIN(TestHistoryFaults)
#include "tst_historyfaults.moc"
