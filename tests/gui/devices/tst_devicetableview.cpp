// SPDX-License-Identifier: GPL-3.0-or-later
// The table with 30,000 devices: it fills, filters, sorts, scrolls, copies, and remembers how it was set up.
#include "devicesfixture.h"
#include "gui/devices/devicetable.h"
#include "gui/devices/livemessage.h"
#include "history/historyfilter.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int filled = 30'000;
}

class TestDeviceTableView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start({u"--fill"_s, QString::number(filled)}), qPrintable(m_sandbox.error()));
        m_fixture = std::make_unique<DevicesFixture>(m_sandbox, u"cold-chain"_s);
        QVERIFY(m_fixture->isReady());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void fillsAsPagesArrive()
    {
        DevicesFixture &f = *m_fixture;
        f.page().show();
        f.page().activate();
        QTRY_VERIFY_WITH_TIMEOUT(table().model()->rowCount() > 0, patience);
        QVERIFY(f.devices().isLoading());
        QTRY_VERIFY_WITH_TIMEOUT(f.find<QLabel>("countLabel")->text().contains(u"of 30,"), patience);
        QTRY_COMPARE_WITH_TIMEOUT(table().model()->rowCount(), filled, patience);
        QVERIFY(f.open());
        QTRY_VERIFY(!f.find<QLabel>("countLabel")->text().contains(u"of"));
    }

    void filtersAndKeepsTheRest()
    {
        DevicesFixture &f = *m_fixture;
        f.type("filterEdit", u"filler-123"_s);
        QTRY_VERIFY_WITH_TIMEOUT(table().model()->rowCount() < 200, patience);
        const int found = table().model()->rowCount();
        QVERIFY(found > 0);
        QVERIFY(f.find<QLabel>("countLabel")->text().startsWith(QString::number(found) + u" of"_s));
        // A text that cannot be read is told at the line, and the filter stays.
        f.type("filterEdit", u"quiet:soon"_s);
        QTRY_VERIFY(f.find<LiveMessage>("filterMessage")->isVisible());
        QVERIFY(f.find<LiveMessage>("filterMessage")->isProblem());
        f.type("filterEdit", u"no-such-device"_s);
        QTRY_COMPARE(table().model()->rowCount(), 0);
        QTRY_VERIFY(f.isShown("clearFilterButton"));
        QVERIFY(f.click("clearFilterButton"));
        QTRY_COMPARE(table().model()->rowCount(), filled);
        QVERIFY(table().isVisible());
    }

    void scrollsAndSorts()
    {
        const auto ids = [this](int row) {
            return table().model()->index(row, DeviceTableModel::IdColumn).data(DeviceTableModel::ValueRole).toString();
        };
        const QString first = ids(0);
        table().sortByColumn(DeviceTableModel::IdColumn, Qt::DescendingOrder);
        QCOMPARE(ids(filled - 1), first);
        table().sortByColumn(DeviceTableModel::DevEuiColumn, Qt::AscendingOrder);
        table().scrollToBottom();
        QTRY_COMPARE(table().rowAt(table().viewport()->height() - 2), filled - 1);
        table().sortByColumn(DeviceTableModel::IdColumn, Qt::AscendingOrder);
        table().scrollToTop();
        QTRY_COMPARE(table().rowAt(2), 0);
    }

    void selectionSurvivesARefresh()
    {
        DevicesFixture &f = *m_fixture;
        const QModelIndex far = table().model()->index(20'000, DeviceTableModel::IdColumn);
        table().setCurrentIndex(far);
        table().scrollTo(far, QAbstractItemView::PositionAtCenter);
        const DevId chosen = table().currentId();
        const int top = table().rowAt(2);
        QSignalSpy refreshed(&f.devices(), &DeviceTableModel::refreshed);
        f.find<QAction>("refreshAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(refreshed.size(), 1, patience);
        QCOMPARE(table().currentId(), chosen);
        QCOMPARE(table().selectedIds(), QList<DevId>{chosen});
        QCOMPARE(table().rowAt(2), top);
    }

    void copiesWhatIsSelected()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.select({u"filler-00001"_s, u"filler-00002"_s}));
        f.find<QAction>("copyIdAction")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"filler-00001\nfiller-00002"_s);
        f.find<QAction>("copyDevEuiArrayLsbAction")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"{ 0x"));
        QVERIFY(!f.find<QMenu>("copyAppKeyMenu")->menuAction()->isEnabled()); // several
        QVERIFY(f.select({u"filler-00001"_s}));
        QVERIFY(f.find<QMenu>("copyAppKeyMenu")->menuAction()->isEnabled());
        const Device device = f.onServer(u"filler-00001"_s);
        const bool isOtaa = device.appKey.isSet();
        f.find<QAction>(isOtaa ? "copyAppKeyHexAction" : "copyNwkSKeyHexAction")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(),
                                  isOtaa ? device.appKey.toHex() : device.nwkSKey.toHex(), patience);
    }

    void leadsToTheOtherPages()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.select({u"filler-00003"_s}));
        QSignalSpy traffic(&f.page(), &ApplicationPage::trafficWanted);
        f.find<QAction>("trafficAction")->trigger();
        QCOMPARE(traffic.size(), 1);
        const auto filter = traffic[0][0].value<HistoryFilter>();
        QCOMPARE(filter.devices, QSet<DevId>{DevId::fromServer(u"filler-00003"_s)});
        QSignalSpy downlink(&f.page(), &ApplicationPage::downlinkWanted);
        f.find<QAction>("downlinkAction")->trigger();
        QCOMPARE(downlink.size(), 1);
        QCOMPARE(downlink[0][0].value<DownlinkMessage>().devId.toString(), u"filler-00003"_s);
    }

    void simulatesAnUplink()
    {
        DevicesFixture &f = *m_fixture;
        QVERIFY(f.select({u"filler-00004"_s}));
        f.find<QAction>("simulateAction")->trigger();
        QVERIFY(f.isShown("simulateBytesEdit"));
        QVERIFY(!f.find<QWidget>("simulateButton")->isEnabled());
        f.type("simulateBytesEdit", u"0"_s);
        QVERIFY(f.find<LiveMessage>("simulateMessage")->isProblem());
        f.type("simulateBytesEdit", u"02 1C 00 7B"_s);
        f.find<QSpinBox>("simulatePortBox")->setValue(2);
        QVERIFY(f.click("simulateButton"));
        QTRY_VERIFY_WITH_TIMEOUT(f.banner().contains(u"published an uplink from filler-00004"), patience);
        QVERIFY(f.click("closeSimulateButton"));
    }

    void remembersColumnsAndFilter()
    {
        DevicesFixture &f = *m_fixture;
        table().setColumnHidden(DeviceTableModel::AppEuiColumn, true);
        table().horizontalHeader()->moveSection(DeviceTableModel::DevEuiColumn, 1);
        f.type("filterEdit", u"filler-0000"_s);
        QTRY_VERIFY(table().model()->rowCount() < filled);
        f.page().saveState();
        f.reopenPage();
        f.page().show();
        QVERIFY(table().isColumnHidden(DeviceTableModel::AppEuiColumn));
        QCOMPARE(table().horizontalHeader()->visualIndex(DeviceTableModel::DevEuiColumn), 1);
        QCOMPARE(f.edit("filterEdit")->text(), u"filler-0000"_s);
        QVERIFY(table().model()->rowCount() < filled);
    }

    void everyControlHasAName()
    {
        DevicesFixture &f = *m_fixture;
        for (const QWidget *widget : f.page().findChildren<QWidget *>()) {
            const bool isControl = widget->focusPolicy() & Qt::TabFocus;
            // Parts that Qt itself puts into its widgets have no names of ours; an empty page's button has one as soon
            // as there is something to do.
            const bool isOurs = !widget->objectName().isEmpty() && !widget->objectName().startsWith(u"qt_");
            if (!isControl || !isOurs || widget->objectName() == u"emptyButton")
                continue;
            const auto *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        }
    }

    void anEmptyApplicationAndAMissingHandler()
    {
        SandboxProcess sandbox;
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        DevicesFixture f(sandbox, u"cold-chain"_s);
        QVERIFY(f.isReady() && f.open());
        for (const DevId &id : f.devices().ids())
            QVERIFY(waited(f.server().deleteDevice(id)));
        f.devices().refresh();
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("registerFirstButton"), patience);
        QVERIFY(f.click("registerFirstButton"));
        QVERIFY(f.isShown("deviceSheet"));
        QVERIFY(waited(f.server().registerDevice(otaaDevice(u"first"_s))));
        f.devices().refresh();
        QTRY_COMPARE_WITH_TIMEOUT(f.devices().rowCount(), 1, patience);
        // The list cannot be read any more: told, and the rows stay.
        QVERIFY(sandbox.stop());
        f.devices().refresh();
        QTRY_VERIFY_WITH_TIMEOUT(f.isShown("retryButton"), patience);
        QCOMPARE(f.devices().rowCount(), 1);
        QVERIFY(f.isShown("deviceTable"));
    }

private:
    DeviceTable &table() const { return *m_fixture->find<DeviceTable>("deviceTable"); }

    SandboxProcess m_sandbox;
    std::unique_ptr<DevicesFixture> m_fixture;
};

QTEST_MAIN(TestDeviceTableView)
#include "tst_devicetableview.moc"
