// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files, and cells of CSV.
#include "core/csvcell.h"
#include "core/wholefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestFiles final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comeBackAsWritten()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a ü.bin"_s);
        const QByteArray content("\0\xff\n", 3);
        QVERIFY(writeWholeFile(path, content));
        QCOMPARE(readWholeFile(path, 3), Result<QByteArray>(content));
        const auto tooLarge = readWholeFile(path, 2);
        QVERIFY(!tooLarge && tooLarge.error().cause == Failure::Cause::FileUnusable);
        QVERIFY(tooLarge.error().text.contains(u"a ü.bin"));
        QVERIFY(writeWholeFile(path, {}));
        QCOMPARE(readWholeFile(path, 2), Result<QByteArray>(QByteArray()));
    }

    void whatCannotBeSaysSo()
    {
        const QTemporaryDir folder;
        const auto missing = readWholeFile(folder.filePath(u"none"_s), 10);
        QVERIFY(!missing && missing.error().text.contains(u"none"));
        const auto written = writeWholeFile(folder.filePath(u"no/folder"_s), "x");
        QVERIFY(!written && written.error().text.contains(u"cannot be written"));
        QVERIFY(!writeWholeFile(folder.path(), "x")); // a folder stands there
    }

    void cells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char *text, const char *cell) {
            QTest::newRow(text) << QString::fromUtf8(text) << QByteArray(cell);
        };
        row("", "");
        row("plain ü", "plain ü");
        row("a,b", "\"a,b\"");
        row("say \"x\"", "\"say \"\"x\"\"\"");
        row("two\nlines", "\"two\nlines\"");
        row(" blank", "\" blank\"");
        row("-1.5", "-1.5");
        row("+49", "+49");
        row("=1+1", "'=1+1");
        row("-cmd", "'-cmd");
        row("@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    }

    void cells()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvCell(text), cell);
    }
};

QTEST_APPLESS_MAIN(TestFiles)
#include "tst_files.moc"
