// SPDX-License-Identifier: GPL-3.0-or-later
// Clipboard, question in place, empty state, filter field, tables and delegates.
#include "gui/base/clipboard.h"
#include "gui/base/confirmbar.h"
#include "gui/base/emptystate.h"
#include "gui/base/filterattachment.h"
#include "gui/base/monospace.h"
#include "gui/base/tablesetup.h"
#include "gui/base/valuedelegates.h"

#include "core/secret.h"
#include "gui/base/texts.h"
#include "settings/preferences.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

using namespace thingsdesk;
using namespace std::chrono_literals;

namespace {

constexpr int valueRole = Qt::UserRole + 1;

QStandardItemModel *makeModel(QObject *parent)
{
    auto *model = new QStandardItemModel(2, 3, parent);
    model->setHorizontalHeaderLabels({QStringLiteral("ID"), QStringLiteral("RSSI"), QStringLiteral("Description")});
    return model;
}

} // namespace

class TestGuiHelpers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesText();
    void secretIsMarked();
    void secretIsClearedOnlyWhileItIsOurs();
    void confirmBarAsksInPlace();
    void confirmBarWantsTheWord();
    void confirmBarOffersAChoice();
    void confirmBarRefusesByEscapeAndByAnotherQuestion();
    void emptyStateHasOneAction();
    void filterWaitsForAPause();
    void filterAppliesEnterAndClearingAtOnce();
    void monospaceIsFixed();
    void tableLooksCalm();
    void columnsComeBack();
    void columnsOfAnotherTableDoNot();
    void headerMenuHidesColumns();
    void delegatesShowWords();
};

void TestGuiHelpers::copiesText()
{
    copyText(QStringLiteral("02 1C"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("02 1C"));
}

void TestGuiHelpers::secretIsMarked()
{
    copySecret(Secret("an.access-key"));
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), QStringLiteral("an.access-key"));
    QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
}

void TestGuiHelpers::secretIsClearedOnlyWhileItIsOurs()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    copySecretText(QStringLiteral("00112233"), 10ms);
    QTRY_VERIFY(clipboard->text().isEmpty());
    // The end of one secret's time takes nothing that came after it, not another secret either.
    copySecretText(QStringLiteral("44556677"), 10ms);
    copySecretText(QStringLiteral("8899AABB"));
    bool over = false;
    QTimer::singleShot(100ms, this, [&over] { over = true; });
    QTRY_VERIFY(over);
    QCOMPARE(clipboard->text(), QStringLiteral("8899AABB"));
}

void TestGuiHelpers::confirmBarAsksInPlace()
{
    QWidget window;
    auto *edit = new QLineEdit(&window);
    auto *bar = new ConfirmBar(&window);
    auto *column = new QVBoxLayout(&window);
    column->addWidget(bar);
    column->addWidget(edit);
    window.show();
    edit->setFocus();
    QVERIFY(!bar->isVisible());
    int confirmed = 0;
    bar->ask(
        {.text = QStringLiteral("Delete 3 devices?"), .action = QStringLiteral("Delete"), .typed = {}, .choice = {}},
        [&](bool choice) {
            ++confirmed;
            QVERIFY(!choice);
        });
    QVERIFY(bar->isVisible() && bar->isAsking());
    QCOMPARE(bar->accessibleName(), QStringLiteral("Delete 3 devices?"));
    auto *button = bar->findChild<QPushButton *>(QStringLiteral("confirmButton"));
    QCOMPARE(button->text(), QStringLiteral("Delete"));
    // Enter must not delete by accident.
    QCOMPARE(window.focusWidget(), bar->findChild<QPushButton *>(QStringLiteral("refuseButton")));
    QVERIFY(!bar->findChild<QLineEdit *>()->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(confirmed, 1);
    QVERIFY(!bar->isVisible());
    QCOMPARE(window.focusWidget(), edit);
}

void TestGuiHelpers::confirmBarWantsTheWord()
{
    ConfirmBar bar;
    bool confirmed = false;
    bar.ask({.text = QStringLiteral("Unregister?"),
             .action = QStringLiteral("Unregister"),
             .typed = QStringLiteral("weather-station"),
             .choice = {}},
            [&](bool) { confirmed = true; });
    auto *button = bar.findChild<QPushButton *>(QStringLiteral("confirmButton"));
    auto *edit = bar.findChild<QLineEdit *>(QStringLiteral("confirmEdit"));
    QVERIFY(!button->isEnabled());
    QTest::keyClicks(edit, QStringLiteral("weather-statio"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(!button->isEnabled() && !confirmed);
    QTest::keyClicks(edit, QStringLiteral("n"));
    QVERIFY(button->isEnabled());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(confirmed);
}

void TestGuiHelpers::confirmBarOffersAChoice()
{
    ConfirmBar bar;
    std::optional<bool> chosen;
    const auto ask = [&] {
        bar.ask({.text = QStringLiteral("Remove?"),
                 .action = QStringLiteral("Remove"),
                 .typed = {},
                 .choice = QStringLiteral("Also its history")},
                [&](bool choice) { chosen = choice; });
    };
    ask();
    auto *box = bar.findChild<QCheckBox *>(QStringLiteral("confirmCheck"));
    QVERIFY(!box->isChecked());
    box->setChecked(true);
    bar.findChild<QPushButton *>(QStringLiteral("confirmButton"))->click();
    QCOMPARE(chosen, std::optional(true));
    ask(); // off again
    bar.findChild<QPushButton *>(QStringLiteral("confirmButton"))->click();
    QCOMPARE(chosen, std::optional(false));
}

void TestGuiHelpers::confirmBarRefusesByEscapeAndByAnotherQuestion()
{
    ConfirmBar bar;
    int confirmed = 0;
    int refused = 0;
    const ConfirmBar::Question question{
        .text = QStringLiteral("Sure?"), .action = QStringLiteral("Yes"), .typed = {}, .choice = {}};
    const auto ask = [&] {
        bar.ask(
            question, [&](bool) { ++confirmed; }, [&] { ++refused; });
    };
    ask();
    QTest::keyClick(&bar, Qt::Key_Escape);
    QCOMPARE(refused, 1);
    QVERIFY(!bar.isAsking());
    ask();
    ask();
    QCOMPARE(refused, 2);
    bar.findChild<QPushButton *>(QStringLiteral("refuseButton"))->click();
    QCOMPARE(refused, 3);
    bar.refuse();
    QCOMPARE(refused, 3);
    QCOMPARE(confirmed, 0);
}

void TestGuiHelpers::emptyStateHasOneAction()
{
    EmptyState state;
    QAction add(QStringLiteral("&Register a device"));
    add.setObjectName(QStringLiteral("registerFirstButton"));
    QSignalSpy triggered(&add, &QAction::triggered);
    state.show(Icon::Device, QStringLiteral("No devices"), QStringLiteral("Register the first one."), &add);
    state.QWidget::show();
    QCOMPARE(state.title(), QStringLiteral("No devices"));
    auto *button = state.findChild<QPushButton *>(QStringLiteral("registerFirstButton"));
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->accessibleName(), QStringLiteral("Register a device"));
    button->click();
    QCOMPARE(triggered.size(), 1);
    add.setEnabled(false);
    QVERIFY(!button->isEnabled());
    // The same action again is connected once.
    add.setEnabled(true);
    state.show(Icon::Device, QStringLiteral("No devices"), QStringLiteral("Still."), &add);
    button->click();
    QCOMPARE(triggered.size(), 2);
    state.show(Icon::Clock, QStringLiteral("Loading"), {});
    QVERIFY(!button->isVisible());
}

void TestGuiHelpers::filterWaitsForAPause()
{
    QLineEdit edit;
    QStringList applied;
    attachFilter(edit, this, [&](const QString &text) { applied += text; });
    QTest::keyClicks(&edit, QStringLiteral("green"));
    QVERIFY(applied.isEmpty());
    QTRY_COMPARE(applied, QStringList{QStringLiteral("green")});
    // Typed and taken back within the pause: nothing changed.
    QTest::keyClicks(&edit, QStringLiteral("h"));
    QTest::keyClick(&edit, Qt::Key_Backspace);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(applied.size(), 1);
}

void TestGuiHelpers::filterAppliesEnterAndClearingAtOnce()
{
    QLineEdit edit;
    QStringList applied;
    attachFilter(edit, this, [&](const QString &text) { applied += text; });
    QTest::keyClicks(&edit, QStringLiteral("door"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(applied, QStringList{QStringLiteral("door")});
    edit.clear();
    QCOMPARE(applied.size(), 2);
    QCOMPARE(applied.last(), QString());
    QVERIFY(edit.isClearButtonEnabled());
}

void TestGuiHelpers::monospaceIsFixed()
{
    const QFontMetricsF metrics(monospaceFont());
    QCOMPARE(metrics.horizontalAdvance(u'i'), metrics.horizontalAdvance(u'W'));
    QWidget widget;
    useMonospace(&widget);
    QCOMPARE(widget.font().family(), monospaceFont().family());
}

void TestGuiHelpers::tableLooksCalm()
{
    QTableView table;
    setUpTable(table);
    table.setModel(makeModel(&table));
    alignNumbers(table, {1});
    QVERIFY(!table.showGrid());
    QCOMPARE(table.selectionBehavior(), QAbstractItemView::SelectRows);
    QVERIFY(!table.verticalHeader()->isVisible());
    QCOMPARE(table.verticalHeader()->sectionResizeMode(0), QHeaderView::Fixed);
    QVERIFY(table.rowHeight(0) < 2 * table.fontMetrics().height());
    QVERIFY(table.horizontalHeader()->sectionsMovable());
    // Sorting stays the page's choice, and works.
    table.setSortingEnabled(true);
    table.resize(400, 200);
    table.show();
    QVERIFY(!table.grab().isNull());
    QTreeView tree;
    setUpTree(tree);
    QVERIFY(tree.uniformRowHeights());
}

void TestGuiHelpers::columnsComeBack()
{
    const QTemporaryDir folder;
    Preferences preferences(folder.filePath(QStringLiteral("preferences.ini")));
    const QUuid application = QUuid::createUuid();
    const QString part = QStringLiteral("devices/columns");
    QTableView first;
    setUpTable(first);
    first.setModel(makeModel(&first));
    QVERIFY(!restoreColumns(first, preferences, application, part));
    first.horizontalHeader()->resizeSection(0, 173);
    first.horizontalHeader()->moveSection(0, 1);
    first.setColumnHidden(2, true);
    saveColumns(first, preferences, application, part);

    QTableView second;
    setUpTable(second);
    second.setModel(makeModel(&second));
    QVERIFY(restoreColumns(second, preferences, application, part));
    QCOMPARE(second.columnWidth(0), 173);
    QCOMPARE(second.horizontalHeader()->visualIndex(0), 1);
    QVERIFY(second.isColumnHidden(2));
    QVERIFY(!restoreColumns(second, preferences, QUuid::createUuid(), part));
}

void TestGuiHelpers::columnsOfAnotherTableDoNot()
{
    const QTemporaryDir folder;
    Preferences preferences(folder.filePath(QStringLiteral("preferences.ini")));
    const QString part = QStringLiteral("columns");
    QTableView table;
    setUpTable(table);
    table.setModel(makeModel(&table));
    saveColumns(table, preferences, {}, part);
    QTableView wider;
    setUpTable(wider);
    wider.setModel(new QStandardItemModel(1, 4, &wider));
    QVERIFY(!restoreColumns(wider, preferences, {}, part));
    preferences.setState({}, part, QByteArray("\x01\x04 no state"));
    QVERIFY(!restoreColumns(wider, preferences, {}, part));
}

void TestGuiHelpers::headerMenuHidesColumns()
{
    QTableView table;
    setUpTable(table);
    table.setModel(makeModel(&table));
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    QHeaderView *header = table.horizontalHeader();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), header->mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(header->viewport(), &event);
    auto *menu = header->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 3);
    menu->actions()[1]->trigger();
    QVERIFY(table.isColumnHidden(1));
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!header->findChild<QMenu *>());
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    menu = header->findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    menu->actions()[1]->trigger();
    QVERIFY(!table.isColumnHidden(1));
    menu->close();
}

void TestGuiHelpers::delegatesShowWords()
{
    QStandardItemModel model(1, 4);
    const auto set = [&model](int column, const QVariant &value) {
        model.setData(model.index(0, column), value, valueRole);
        return model.index(0, column);
    };
    const NumberDelegate rssi(valueRole, &texts::decibelMilliwatts);
    QCOMPARE(rssi.text(set(0, -97.0)), QStringLiteral("−97 dBm"));
    QCOMPARE(rssi.text(set(0, QVariant())), QString());
    const HexDelegate hex(valueRole);
    QCOMPARE(hex.text(set(1, QByteArray::fromHex("021c"))), QStringLiteral("02 1C"));
    QCOMPARE(hex.text(set(1, QStringLiteral("70B3D5"))), QStringLiteral("70 B3 D5"));
    QCOMPARE(hex.text(set(1, QString())), QString());
    const TimeDelegate time(valueRole, TimeDelegate::Form::Ago, QStringLiteral("never"));
    QCOMPARE(time.text(set(2, QDateTime::currentDateTimeUtc().addSecs(-3 * 3600 - 60))), QStringLiteral("3 h ago"));
    QCOMPARE(time.text(set(2, QVariant())), QStringLiteral("never"));
    QCOMPARE(timestampOf(QDateTime::fromMSecsSinceEpoch(1234, Qt::UTC)).nanoseconds, qint64(1'234'000'000));
}

QTEST_MAIN(TestGuiHelpers)
#include "tst_guihelpers.moc"
