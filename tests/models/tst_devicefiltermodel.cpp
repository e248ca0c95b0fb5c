// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicefiltermodel.h"
#include "models/devicerows.h"
#include "models/devicetablemodel.h"
#include "models/naturalorder.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The table's rows without a network behind them.
class Table final : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(DeviceTableModel::ColumnCount);
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        const DeviceRow &row = rows[index.row()];
        if (role == DeviceTableModel::DeviceRole)
            return QVariant::fromValue(row.device);
        return role == DeviceTableModel::ValueRole || role == Qt::DisplayRole ? deviceValue(row, index.column())
                                                                              : QVariant();
    }
    void append(const DeviceRow &row)
    {
        beginInsertRows({}, int(rows.size()), int(rows.size()));
        rows.append(row);
        endInsertRows();
    }

    QList<DeviceRow> rows;
};

DeviceRow device(const QString &id, std::optional<std::chrono::seconds> heardBefore = {})
{
    DeviceRow row;
    row.device.devId = DevId::fromServer(id);
    if (heardBefore) {
        row.activity.lastSeen = Timestamp::fromMilliseconds(Timestamp::now().nanoseconds / 1'000'000 -
                                                            std::chrono::milliseconds(*heardBefore).count());
        row.activity.uplinks = 10;
    }
    return row;
}

QStringList shownIds(const DeviceFilterModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.index(row, DeviceTableModel::IdColumn).data().toString());
    return ids;
}

} // namespace

class TestDeviceFilterModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<Table>();
        DeviceRow greenhouse = device(u"greenhouse"_s, 30s);
        greenhouse.device.description = u"North wall, 2nd shelf"_s;
        greenhouse.device.devEui = *DevEui::fromHex(u"0004A30B001A2B3C");
        greenhouse.device.appEui = *AppEui::fromHex(u"70B3D57EF0000001");
        greenhouse.device.appKey = *AppKey::fromHex(u"0102030405060708090A0B0C0D0E0F10");
        greenhouse.device.attributes = {{u"floor"_s, u"3"_s}, {u"Room"_s, u"Glass house"_s}};
        greenhouse.activity.rssi = -61;
        DeviceRow door2 = device(u"door-2"_s, 3h);
        door2.device.devAddr = *DevAddr::fromHex(u"26011F4F");
        door2.device.attributes = {{u"floor"_s, u"12"_s}};
        door2.activity.rssi = -118;
        m_table->append(greenhouse);
        m_table->append(door2);
        m_table->append(device(u"door-10"_s));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("", "greenhouse door-2 door-10");
        row("   ", "greenhouse door-2 door-10");
        row("DOOR", "door-2 door-10");
        row("door 26011f", "door-2");
        row("north SHELF", "greenhouse");
        row("\"north shelf\"", "");
        row("\"2nd shelf\"", "greenhouse");
        row("glass", "greenhouse");
        row("room", "greenhouse");
        row("70b3", "greenhouse");
        row("00-04-a3-0b", "greenhouse");
        row("04:A3:0B", "greenhouse");
        row("eui:70B3D57E", "greenhouse");
        row("EUI:7e-f0", "greenhouse");
        row("eui:0x70,0xB3,", "greenhouse");
        row("eui:70 B3 D5", "greenhouse");
        row("eui:{ 0x70, 0xB3 } door", "");
        row("eui:B3D green", "greenhouse");
        row("eui:26011F4F", "");
        row("attr:floor", "greenhouse door-2");
        row("attr:FLOOR=3", "greenhouse");
        row("attr:floor=1", "door-2");
        row("attr:room=\"glass house\"", "greenhouse");
        row("attr:floor=", "greenhouse door-2");
        row("attr:none", "");
        row("quiet:10s", "greenhouse door-2 door-10");
        row("quiet:30m", "door-2 door-10");
        row("quiet:2h", "door-2 door-10");
        row("quiet:1d", "door-10");
        row("quiet:1h quiet:5h", "door-10");
        row("\"quiet:2h\"", "");
        row("nothing:here", "");
    }

    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        DeviceFilterModel model;
        model.setSourceModel(m_table.get());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto set = model.setFilterText(text);
        QVERIFY2(set, qPrintable(set ? QString() : set.error().text));
        QCOMPARE(shownIds(model).join(u' '), expected);
        QVERIFY(model.setFilterText({}));
        QCOMPARE(model.rowCount(), 3);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *text, const char *named) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(named);
        };
        row("eui:", "eui: must be followed by hex digits");
        row("eui:0x", "eui: must be followed by hex digits");
        row("eui:xyz", "not by \"xyz\"");
        row("eui:00112233445566778", "at most 16 hex digits");
        row("attr:", "attr: must be followed by an attribute's name");
        row("attr:=3", "attr: must be followed by an attribute's name");
        row("quiet:", "as in quiet:2h");
        row("quiet:2", "as in quiet:2h");
        row("quiet:h", "as in quiet:2h");
        row("quiet:-2h", "as in quiet:2h");
        row("quiet:1.5h", "as in quiet:2h");
        row("quiet:2w", "as in quiet:2h");
        row("quiet:99999999999999999999h", "at most 36500d");
        row("quiet:36501d", "at most 36500d");
        row("open \"quote", "quote");
    }

    void refused()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        DeviceFilterModel model;
        model.setSourceModel(m_table.get());
        QVERIFY(model.setFilterText(u"door"_s));
        const auto set = model.setFilterText(text);
        QVERIFY(!set);
        QVERIFY2(set.error().text.contains(named), qPrintable(set.error().text));
        QCOMPARE(set.error().cause, Failure::Cause::InvalidInput);
        QCOMPARE(model.rowCount(), 2); // the filter stays as it was
    }

    void sortsByValueWithTheUnknownLast()
    {
        DeviceFilterModel model;
        model.setSourceModel(m_table.get());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto sorted = [&](int column, Qt::SortOrder order) {
            model.sort(column, order);
            return shownIds(model).join(u' ');
        };
        QCOMPARE(sorted(DeviceTableModel::IdColumn, Qt::AscendingOrder), u"door-2 door-10 greenhouse"_s);
        QCOMPARE(sorted(DeviceTableModel::IdColumn, Qt::DescendingOrder), u"greenhouse door-10 door-2"_s);
        QCOMPARE(sorted(DeviceTableModel::LastSeenColumn, Qt::AscendingOrder), u"door-2 greenhouse door-10"_s);
        QCOMPARE(sorted(DeviceTableModel::LastSeenColumn, Qt::DescendingOrder), u"greenhouse door-2 door-10"_s);
        QCOMPARE(sorted(DeviceTableModel::RssiColumn, Qt::AscendingOrder), u"door-2 greenhouse door-10"_s);
        QCOMPARE(sorted(DeviceTableModel::RssiColumn, Qt::DescendingOrder), u"greenhouse door-2 door-10"_s);
        QVERIFY(sorted(DeviceTableModel::DevEuiColumn, Qt::AscendingOrder).startsWith(u"greenhouse"));
        QVERIFY(sorted(DeviceTableModel::DevEuiColumn, Qt::DescendingOrder).startsWith(u"greenhouse"));
        for (int column = 0; column < DeviceTableModel::ColumnCount; ++column) {
            model.sort(column, Qt::AscendingOrder);
            QCOMPARE(model.rowCount(), 3);
        }
    }

    void naturalOrder_data()
    {
        QTest::addColumn<QString>("less");
        QTest::addColumn<QString>("greater");
        QTest::newRow("numbers") << u"door-2"_s << u"door-10"_s;
        QTest::newRow("longer than any number") << u"a99999999999999999999"_s << u"a100000000000000000000"_s;
        QTest::newRow("leading zeros") << u"a01"_s << u"a2"_s;
        QTest::newRow("case") << u"apple"_s << u"Banana"_s;
        QTest::newRow("prefix") << u"a"_s << u"a1"_s;
        QTest::newRow("empty") << QString() << u"0"_s;
        QTest::newRow("same number") << u"a01"_s << u"a1"_s;
    }

    void naturalOrder()
    {
        QFETCH(QString, less);
        QFETCH(QString, greater);
        QVERIFY(compareNaturally(less, greater) < 0);
        QVERIFY(compareNaturally(greater, less) > 0);
        QCOMPARE(compareNaturally(less, less), 0);
    }

    void quiet()
    {
        const Timestamp now = Timestamp::now();
        const auto heard = [&](std::chrono::minutes before, std::chrono::minutes interval) {
            DeviceActivity activity;
            activity.lastSeen = Timestamp{now.nanoseconds - std::chrono::nanoseconds(before).count(), 0};
            activity.usualInterval = interval;
            return isQuiet(activity, now);
        };
        QVERIFY(!isQuiet({}, now)); // never heard is another thing
        QVERIFY(!heard(59min, 1min));
        QVERIFY(heard(61min, 1min));
        QVERIFY(!heard(61min, 30min));
        QVERIFY(heard(91min, 30min));
        QVERIFY(!heard(61min, 0min));
        QVERIFY(heard(25h, 0min));
    }

private:
    std::unique_ptr<Table> m_table;
};

QTEST_GUILESS_MAIN(TestDeviceFilterModel)
#include "tst_devicefiltermodel.moc"
