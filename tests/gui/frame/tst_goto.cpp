// SPDX-License-Identifier: GPL-3.0-or-later
// "Go to": matching of a few letters, the list, the dialog's keys.
#include "gui/frame/gotodialog.h"
#include "gui/frame/gotomatching.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace thingsdesk;

namespace {

GoToEntry entry(const QString &title, const QString &place, QString *gone, int weight = 0)
{
    return {title, place, QIcon(), [gone, title] { *gone = title; }, weight};
}

} // namespace

class TestGoTo final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void prefersTheBetter_data();
    void prefersTheBetter();
    void listIsSortedAndBounded();
    void placeHelpsToFind();
    void dialogGoesByKeys();
    void dialogSaysWhenNothingFits();
    void findsOneOfTenThousand();
};

void TestGoTo::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *pattern, const char *text, bool fits) {
        QTest::addRow("%s in %s", pattern, text) << QString::fromUtf8(pattern) << QString::fromUtf8(text) << fits;
    };
    row("", "greenhouse", true);
    row("green", "greenhouse", true);
    row("GREEN", "greenhouse", true);
    row("ghs", "greenhouse", true);
    row("gh2", "greenhouse-2", true);
    row("house green", "greenhouse", true); // words in any order
    row("2hg", "greenhouse-2", false);      // letters in theirs
    row("greenhouses", "greenhouse", false);
    row("ü", "Grünes Haus", true);
    row("ws", "weather-station", true);
    row("x", "", false);
}

void TestGoTo::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    QCOMPARE(fuzzyScore(pattern, text).has_value(), fits);
}

void TestGoTo::prefersTheBetter_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    const auto row = [](const char *pattern, const char *better, const char *worse) {
        QTest::addRow("%s: %s before %s", pattern, better, worse)
            << QString::fromLatin1(pattern) << QString::fromLatin1(better) << QString::fromLatin1(worse);
    };
    row("door", "door-2", "outdoor-2");          // a beginning before a middle
    row("door", "door", "door-in-the-cellar");   // short before long
    row("dev", "Devices", "dried-vine");         // together before scattered
    row("ws", "weather-station", "windows-box"); // beginnings of words
    row("l1", "lamp-1", "lamp-21");
}

void TestGoTo::prefersTheBetter()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto first = fuzzyScore(pattern, better);
    const auto second = fuzzyScore(pattern, worse);
    QVERIFY(first && second);
    QVERIFY2(*first > *second, qPrintable(QStringLiteral("%1, %2").arg(*first).arg(*second)));
}

void TestGoTo::listIsSortedAndBounded()
{
    GoToModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QString gone;
    QList<GoToEntry> entries{entry(QStringLiteral("outdoor"), {}, &gone), entry(QStringLiteral("door"), {}, &gone)};
    for (int i = 0; i < 200; ++i)
        entries += entry(QStringLiteral("lamp-%1").arg(i), {}, &gone);
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), GoToModel::maximumShown);
    model.setPattern(QStringLiteral("door"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("door"));
    model.entry(1).go();
    QCOMPARE(gone, QStringLiteral("outdoor"));
    model.setPattern(QStringLiteral("doorx"));
    QCOMPARE(model.rowCount(), 0);
    model.setEntries({});
}

void TestGoTo::placeHelpsToFind()
{
    GoToModel model;
    QString gone;
    model.setEntries({entry(QStringLiteral("Live"), QStringLiteral("parking"), &gone),
                      entry(QStringLiteral("Live"), QStringLiteral("weather-station"), &gone),
                      entry(QStringLiteral("weather-live-node"), QStringLiteral("cold-chain"), &gone)});
    model.setPattern(QStringLiteral("live weather"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(GoToModel::PlaceRole).toString(), QStringLiteral("weather-station"));
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Live, weather-station"));
}

void TestGoTo::dialogGoesByKeys()
{
    QWidget window;
    window.resize(800, 600);
    window.show();
    GoToDialog dialog(&window);
    QString gone;
    const QList<GoToEntry> entries{entry(QStringLiteral("door-1"), QStringLiteral("parking"), &gone),
                                   entry(QStringLiteral("door-2"), QStringLiteral("parking"), &gone),
                                   entry(QStringLiteral("lamp"), QStringLiteral("parking"), &gone)};
    dialog.open(entries);
    QVERIFY(dialog.isVisible());
    auto *edit = dialog.findChild<QLineEdit *>(QStringLiteral("goToEdit"));
    auto *list = dialog.findChild<QListView *>(QStringLiteral("goToList"));
    QCOMPARE(list->model()->rowCount(), 3);
    QTest::keyClicks(edit, QStringLiteral("do"));
    QCOMPARE(list->model()->rowCount(), 2);
    QTest::keyClick(edit, Qt::Key_Down);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(gone, QStringLiteral("door-2"));
    QVERIFY(!dialog.isVisible());
    // Opened again, it begins anew.
    dialog.open(entries);
    QVERIFY(edit->text().isEmpty());
    QCOMPARE(list->model()->rowCount(), 3);
    gone.clear();
    QTest::keyClick(edit, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
    QVERIFY(gone.isEmpty());
}

void TestGoTo::dialogSaysWhenNothingFits()
{
    QWidget window;
    window.resize(800, 600);
    window.show();
    GoToDialog dialog(&window);
    QString gone;
    dialog.open({entry(QStringLiteral("door"), {}, &gone)});
    auto *edit = dialog.findChild<QLineEdit *>(QStringLiteral("goToEdit"));
    QTest::keyClicks(edit, QStringLiteral("zzz"));
    QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("goToNothing"))->isVisible());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
}

void TestGoTo::findsOneOfTenThousand()
{
    GoToModel model;
    QString gone;
    QList<GoToEntry> entries;
    for (int i = 0; i < 10'000; ++i)
        entries += entry(QStringLiteral("sensor-node-%1").arg(i), QStringLiteral("field-trial"), &gone);
    model.setEntries(entries);
    model.setPattern(QStringLiteral("node 9999"));
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("sensor-node-9999"));
}

QTEST_MAIN(TestGoTo)
#include "tst_goto.moc"
