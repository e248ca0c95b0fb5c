// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filewatch.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestFileWatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEveryWayOfWriting()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"decoder.js"_s);
        FileWatch watch;
        QVERIFY(watch.watch(folder.path(), {u"decoder.js"_s, u"encoder.js"_s}));
        QSignalSpy changed(&watch, &FileWatch::changed);

        write(path, "made anew");
        QTRY_COMPARE(changed.size(), 1);
        write(path, "in place");
        QTRY_COMPARE(changed.size(), 2);
        for (int i = 0; i < 3; ++i) { // again and again: another file each time
            QSaveFile replaced(path);
            QVERIFY(replaced.open(QIODevice::WriteOnly));
            replaced.write("replaced");
            QVERIFY(replaced.commit());
            QTRY_VERIFY(changed.size() > 2 + i);
            QTest::qWait(250);
        }
        const qsizetype before = changed.size();
        write(path, "in place after that");
        QTRY_VERIFY(changed.size() > before);
        QTest::qWait(250);
        const qsizetype beforeRemoval = changed.size();
        QVERIFY(QFile::remove(path));
        QTRY_VERIFY(changed.size() > beforeRemoval);
    }

    void isQuietAfterTheEnd()
    {
        const QTemporaryDir folder;
        FileWatch watch;
        QVERIFY(watch.watch(folder.path(), {u"a"_s}));
        QSignalSpy changed(&watch, &FileWatch::changed);
        watch.stop();
        write(folder.filePath(u"a"_s), "x");
        QTest::qWait(300);
        QCOMPARE(changed.size(), 0);
        QVERIFY(!watch.watch(folder.filePath(u"not there"_s), {u"a"_s}));
    }

private:
    static void write(const QString &path, const char *text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
};

QTEST_GUILESS_MAIN(TestFileWatch)
#include "tst_filewatch.moc"
