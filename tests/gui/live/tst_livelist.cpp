// SPDX-License-Identifier: GPL-3.0-or-later
// The live list over a real history of 100,000 records: following, scrolling, pausing, clearing, keys, odd records.
#include "gui/live/historyscrollbar.h"
#include "gui/live/trafficview.h"
#include "livefixture.h"
#include "models/trafficmodel.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace thingsdesk;
using namespace thingsdesk::test;

class TestLiveList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_live.close(); }
    void followsTheNewest();
    void staysWhereItWasScrolled();
    void countsNewerAndGoesBack();
    void pauses();
    void clearsWithoutDeleting();
    void goesThroughEverythingByKeys();
    void keepsItsPlaceWhileTheWindowMoves();
    void keepsTheChosenRecord();
    void isDraggedFar();
    void showsOddRecords();
    void tellsGapsAndLosses();
    void saysThatNothingCameYet();
    void keepsColumns();
    void namesEveryControl();

private:
    int topRow() { return m_live.table().verticalScrollBar()->value(); }
    bool isAtEnd() { return topRow() == m_live.table().verticalScrollBar()->maximum(); }
    qint64 bottomId() { return m_live.table().bottomId(); }
    void scrollUp(int rows) { m_live.table().scrollRows(-rows); }
    void key(Qt::Key key) { QTest::keyClick(&m_live.table(), key); }

    LiveFixture m_live;
};

void TestLiveList::initTestCase()
{
    QVERIFY(m_live.fill(100'000));
}

void TestLiveList::followsTheNewest()
{
    QVERIFY(m_live.open());
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    for (int i = 0; i < 20; ++i)
        QVERIFY(m_live.addUplink());
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    QVERIFY(isAtEnd());
    QVERIFY(m_live.model().rowCount() <= TrafficModel::windowSize);
    QVERIFY(!m_live.find<QWidget>("newerButton")->isVisible());
    auto *bar = m_live.find<HistoryScrollBar>("historyScrollBar");
    QCOMPARE(bar->value(), bar->maximum());
}

void TestLiveList::staysWhereItWasScrolled()
{
    QVERIFY(m_live.open());
    scrollUp(50);
    QVERIFY(!m_live.model().isFollowing());
    const qint64 top = m_live.table().topId();
    for (int i = 0; i < 5; ++i)
        QVERIFY(m_live.addUplink());
    QTRY_COMPARE_WITH_TIMEOUT(m_live.model().newerCount(), 5U, patience);
    QCOMPARE(m_live.table().topId(), top);
}

void TestLiveList::countsNewerAndGoesBack()
{
    QVERIFY(m_live.open());
    scrollUp(50);
    for (int i = 0; i < 3; ++i)
        QVERIFY(m_live.addUplink());
    auto *button = m_live.find<QAbstractButton>("newerButton");
    QTRY_VERIFY_WITH_TIMEOUT(button->text() == QStringLiteral("53 newer ↓"), patience);
    QVERIFY(button->isVisible());
    m_live.click("newerButton");
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    QVERIFY(m_live.model().isFollowing());
    QVERIFY(!button->isVisible());
}

void TestLiveList::pauses()
{
    QVERIFY(m_live.open());
    m_live.table().setFocus();
    const qint64 bottom = bottomId();
    key(Qt::Key_Space);
    QVERIFY(m_live.table().isPaused());
    QVERIFY(m_live.find<QAbstractButton>("pauseButton")->isChecked());
    for (int i = 0; i < 4; ++i)
        QVERIFY(m_live.addUplink());
    QTRY_COMPARE_WITH_TIMEOUT(m_live.model().newerCount(), 4U, patience);
    QCOMPARE(bottomId(), bottom);
    QCOMPARE(m_live.lastId(), bottom + 4); // the recording goes on
    key(Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    QVERIFY(m_live.model().isFollowing());

    m_live.click("pauseButton");
    QVERIFY(m_live.table().isPaused());
    m_live.click("pauseButton");
    QVERIFY(!m_live.table().isPaused());
}

void TestLiveList::clearsWithoutDeleting()
{
    QVERIFY(m_live.open());
    const quint64 before = m_live.history().extent().count;
    m_live.click("clearButton");
    auto *stack = m_live.find<QStackedWidget>("listStack");
    QTRY_COMPARE_WITH_TIMEOUT(stack->currentWidget()->objectName(), QStringLiteral("emptyPage"), patience);
    QCOMPARE(m_live.labelText("emptyTitle"), QStringLiteral("Cleared"));
    QCOMPARE(m_live.history().extent().count, before);
    QVERIFY(m_live.addUplink());
    QTRY_COMPARE_WITH_TIMEOUT(m_live.model().rowCount(), 1, patience);
    QCOMPARE(stack->currentWidget()->objectName(), QStringLiteral("listPage"));
    m_live.click("showAllButton");
    QTRY_VERIFY_WITH_TIMEOUT(m_live.model().rowCount() > 100, patience);
    QVERIFY(!m_live.find<QWidget>("clearedBar")->isVisible());
}

void TestLiveList::goesThroughEverythingByKeys()
{
    QVERIFY(m_live.open());
    m_live.table().setFocus();
    key(Qt::Key_Home);
    QTRY_COMPARE_WITH_TIMEOUT(m_live.table().topId(), 1, patience);
    key(Qt::Key_Down);
    QCOMPARE(m_live.table().currentRecordId(), 1);
    key(Qt::Key_Down);
    QCOMPARE(m_live.table().currentRecordId(), 2);
    key(Qt::Key_Up);
    QCOMPARE(m_live.table().currentRecordId(), 1);
    key(Qt::Key_PageDown);
    QVERIFY(m_live.table().currentRecordId() > 5);
    // Pages go on past what the model held at first.
    for (int i = 0; i < 400 && m_live.table().currentRecordId() < 2'000; ++i) {
        key(Qt::Key_PageDown);
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            key(Qt::Key_PageDown);
            return m_live.table().currentRecordId() >= 2'000;
        }(),
        patience);
    key(Qt::Key_End);
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    QVERIFY(m_live.model().isFollowing());

    key(Qt::Key_Slash);
    QVERIFY(m_live.find<QWidget>("fieldsEdit")->hasFocus());
    m_live.table().setFocus();
    scrollUp(5);
    QVERIFY(m_live.choose(m_live.lastId() - 3));
    m_live.click("detailsButton");
    QVERIFY(!m_live.find<QWidget>("detailPane")->isVisible());
    m_live.table().setFocus();
    key(Qt::Key_Return);
    QVERIFY(m_live.find<QWidget>("detailPane")->isVisible());
    QVERIFY(m_live.find<QWidget>("detailPane")->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_live.table().hasFocus());
}

void TestLiveList::keepsItsPlaceWhileTheWindowMoves()
{
    QVERIFY(m_live.open());
    qint64 last = m_live.table().topId();
    for (int i = 0; i < 150; ++i) {
        scrollUp(40);
        const qint64 top = m_live.table().topId();
        QVERIFY(top < last);
        QVERIFY2(last - top <= 40, "the list jumped");
        last = top;
        QTRY_VERIFY_WITH_TIMEOUT(topRow() >= 40, patience);
        QCOMPARE(m_live.table().topId(), top);
    }
    QVERIFY(m_live.model().rowCount() <= TrafficModel::windowSize);
}

void TestLiveList::keepsTheChosenRecord()
{
    QVERIFY(m_live.open());
    const qint64 id = m_live.lastId() - 30;
    QVERIFY(m_live.choose(id));
    for (int i = 0; i < 60; ++i) {
        scrollUp(40);
        QTRY_VERIFY_WITH_TIMEOUT(topRow() >= 40, patience);
    }
    m_live.table().goToNewest();
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    QCOMPARE(m_live.table().currentRecordId(), id);
    QTRY_COMPARE_WITH_TIMEOUT(m_live.table().currentIndex().row(), m_live.model().rowOf(id), patience);
}

void TestLiveList::isDraggedFar()
{
    QVERIFY(m_live.open());
    auto *bar = m_live.find<HistoryScrollBar>("historyScrollBar");
    QVERIFY(bar->maximum() > 90'000);
    bar->setSliderDown(true);
    bar->setSliderPosition(50'000);
    QTRY_VERIFY_WITH_TIMEOUT(qAbs(m_live.table().topId() - 50'001) < 5, patience);
    bar->setSliderDown(false);
    QVERIFY(!m_live.model().isFollowing());
    bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    QTRY_VERIFY_WITH_TIMEOUT(m_live.table().topId() > 50'005, patience);
    QVERIFY(m_live.table().topId() < 50'200);
    bar->triggerAction(QAbstractSlider::SliderToMinimum);
    QTRY_COMPARE_WITH_TIMEOUT(m_live.table().topId(), 1, patience);
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
}

void TestLiveList::showsOddRecords()
{
    QVERIFY(m_live.open());
    const QString longId = QStringLiteral("device-with-a-name-that-goes-on-and-on-until-sixty-characters");
    QByteArray large("{");
    for (int i = 0; large.size() < 200'000; ++i)
        large += (i > 0 ? ",\"field" : "\"field") + QByteArray::number(i) + "\":\"" + QByteArray(40, 'x') + '"';
    large += '}';
    const qint64 now = Timestamp::now().nanoseconds / 1'000'000;
    QVERIFY(m_live.add({received(madeUplink(longId, 1, R"({"ok":true})"), now),
                        received(madeUplink(QStringLiteral("door-2"), 40'000,
                                            "{\"حالة\":\"مفتوح\",\"mood\":\"🌡️😀\"}"),
                                 now),
                        received(madeUplink(QStringLiteral("cold-1"), 40'001, large), now)}));
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    const int last = m_live.model().rowCount() - 1;
    QVERIFY(m_live.cellText(last - 2, TrafficModel::DeviceColumn).contains(longId));
    QVERIFY(m_live.cellText(last - 1, TrafficModel::FieldsColumn).contains(QStringLiteral("مفتوح")));
    QVERIFY(m_live.cellText(last - 1, TrafficModel::FieldsColumn).contains(QStringLiteral("😀")));
    QVERIFY(m_live.cellText(last, TrafficModel::FieldsColumn).size() < 1'000);
    const int height = m_live.table().rowHeight(last);
    QCOMPARE(m_live.table().rowHeight(last - 1), height);
    QVERIFY(m_live.choose(m_live.lastId()));
    QVERIFY(!m_live.page().grab().isNull());
}

void TestLiveList::tellsGapsAndLosses()
{
    QVERIFY(m_live.open());
    const qint64 now = Timestamp::now().nanoseconds / 1'000'000;
    const UplinkMessage first = madeUplink(QStringLiteral("lossy"), 10, R"({"a":1})");
    const UplinkMessage second = madeUplink(QStringLiteral("lossy"), 14, R"({"a":2})");
    DeviceEvent error;
    error.appId = first.appId;
    error.devId = first.devId;
    error.type = EventType::UplinkError;
    error.typeName = eventTypeName(error.type);
    error.error = QStringLiteral("Decoder threw: b is not defined");
    error.raw = error.toJson();
    QVERIFY(
        m_live.add({received(first, now), received(second, now), received(second, now + 10), received(error, now)}));
    QVERIFY(
        waited(m_live.history().appendGap({Timestamp::fromMilliseconds(now - 240'000), Timestamp::fromMilliseconds(now),
                                           RecordingGap::Reason::NotConnected, 0})));
    QTRY_COMPARE_WITH_TIMEOUT(bottomId(), m_live.lastId(), patience);
    const int last = m_live.model().rowCount() - 1;
    QVERIFY(m_live.cellText(last - 3, TrafficModel::FieldsColumn).contains(QStringLiteral("3 lost before")));
    QVERIFY(m_live.cellText(last - 2, TrafficModel::KindColumn).contains(QStringLiteral("repeat")));
    const QString told = m_live.cellText(last - 1, TrafficModel::FieldsColumn);
    QVERIFY2(told.contains(QStringLiteral("⚠")) && told.contains(QStringLiteral("b is not defined")), qPrintable(told));
    QVERIFY(m_live.cellText(last, TrafficModel::TimeColumn).startsWith(QStringLiteral("not connected")));
}

void TestLiveList::saysThatNothingCameYet()
{
    LiveFixture fresh;
    QVERIFY(fresh.open());
    QCOMPARE(fresh.find<QStackedWidget>("listStack")->currentWidget()->objectName(), QStringLiteral("emptyPage"));
    QCOMPARE(fresh.labelText("emptyTitle"), QStringLiteral("No message yet"));
    QSignalSpy check(&fresh.page(), &ApplicationPage::connectionCheckWanted);
    fresh.click("checkConnectionAction"); // the session is not connected
    QCOMPARE(check.count(), 1);
    QVERIFY(fresh.addUplink());
    QTRY_COMPARE_WITH_TIMEOUT(fresh.find<QStackedWidget>("listStack")->currentWidget()->objectName(),
                              QStringLiteral("listPage"), patience);
}

void TestLiveList::keepsColumns()
{
    QVERIFY(m_live.open());
    m_live.table().setColumnWidth(TrafficModel::DeviceColumn, 211);
    m_live.table().horizontalHeader()->moveSection(0, 1);
    m_live.click("chartButton");
    m_live.page().saveState();
    QVERIFY(m_live.open());
    QCOMPARE(m_live.table().columnWidth(TrafficModel::DeviceColumn), 211);
    QCOMPARE(m_live.table().horizontalHeader()->visualIndex(0), 1);
    QVERIFY(m_live.find<QWidget>("chartPane")->isVisible());
    m_live.click("chartButton");
    m_live.table().horizontalHeader()->moveSection(1, 0);
    m_live.page().saveState();
}

void TestLiveList::namesEveryControl()
{
    QVERIFY(m_live.open());
    QStringList nameless;
    for (const QWidget *widget : m_live.page().findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QStringLiteral("qt_")) ||
            qobject_cast<const QLabel *>(widget) != nullptr || !widget->isVisible())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()))
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

QTEST_MAIN(TestLiveList)
#include "tst_livelist.moc"
