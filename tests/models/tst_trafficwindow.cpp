// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trafficmodel.h"
#include "models/trafficwindow.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

HistoryRecord uplink(qint64 id, quint32 counter, const QString &device = u"dev-1"_s)
{
    UplinkMessage message;
    message.devId = DevId::fromServer(device);
    message.counter = counter;
    message.port = 2;
    HistoryRecord record;
    record.id = id;
    record.body = message;
    return record;
}

HistoryRecord deviceEvent(qint64 id, RecordKind kind, const char *type, const QByteArray &body)
{
    DeviceEvent read = *DeviceEvent::fromJson(QString::fromLatin1(type), body);
    read.devId = DevId::fromServer(u"dev-1"_s);
    HistoryRecord record;
    record.id = id;
    record.kind = kind;
    record.body = read;
    return record;
}

QList<int> gaps(const TrafficWindow &window)
{
    QList<int> list;
    for (int row = 0; row < window.size(); ++row)
        list.append(window.at(row).counterGap);
    return list;
}

} // namespace

class TestTrafficWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatIsMissing()
    {
        TrafficWindow window;
        HistoryRecord duplicate = uplink(5, 9);
        duplicate.isDuplicate = true;
        window.append({uplink(1, 4), uplink(2, 5), uplink(3, 8), uplink(4, 100, u"dev-2"_s), duplicate, uplink(6, 9),
                       uplink(7, 9), uplink(8, 0), uplink(9, 2), uplink(10, 101, u"dev-2"_s)});
        QCOMPARE(gaps(window), QList<int>({0, 0, 2, 0, 0, 0, 0, 0, 1, 0}));
        window.append({uplink(11, 4'294'967'295u)});
        QCOMPARE(window.at(10).counterGap, std::numeric_limits<int>::max());
    }

    void aJoinBeginsAnew()
    {
        TrafficWindow window;
        window.append({uplink(1, 4), deviceEvent(2, RecordKind::Activation, "activations", "{}"), uplink(3, 9)});
        QCOMPARE(gaps(window), QList<int>({0, 0, 0}));
    }

    void olderOnesTellOfGapsBehindThem()
    {
        TrafficWindow window;
        window.append({uplink(10, 20), uplink(11, 21), uplink(12, 7, u"dev-2"_s)});
        window.prepend({uplink(8, 4, u"dev-2"_s), uplink(9, 18)});
        QCOMPARE(gaps(window), QList<int>({0, 0, 0, 0, 0}));
        QCOMPARE(window.updateGapsBehind(2), std::pair(2, 4));
        QCOMPARE(gaps(window), QList<int>({0, 0, 1, 0, 2}));
        QCOMPARE(window.updateGapsBehind(2), std::pair(-1, -1));
    }

    void endsThatGo()
    {
        TrafficWindow window;
        window.append({uplink(1, 1), uplink(2, 2), uplink(3, 5)});
        window.removeFirst(2);
        window.append({uplink(4, 7)});
        QCOMPARE(gaps(window), QList<int>({2, 1})); // what was known stays known
        window.removeLast(1);
        window.append({uplink(5, 6)});
        QCOMPARE(gaps(window), QList<int>({2, 0}));
        window.removeLast(2);
        QVERIFY(window.isEmpty());
        window.append({uplink(6, 99)});
        QCOMPARE(gaps(window), QList<int>({0}));
    }

    void noGapsWhereAFilterLeavesUplinksOut()
    {
        HistoryFilter filter;
        QVERIFY(TrafficWindow::showsEveryUplink(filter));
        filter.kinds = {RecordKind::Uplink};
        filter.devices = {DevId::fromServer(u"dev-1"_s)};
        filter.withoutDuplicates = true;
        filter.afterId = 7;
        QVERIFY(TrafficWindow::showsEveryUplink(filter));
        HistoryFilter other = filter;
        other.ports = {1};
        QVERIFY(!TrafficWindow::showsEveryUplink(other));
        other = filter;
        other.text = u"door"_s;
        QVERIFY(!TrafficWindow::showsEveryUplink(other));
        other = filter;
        other.fields = *FieldExpression::parse(u"temperature > 3"_s);
        QVERIFY(!TrafficWindow::showsEveryUplink(other));
        TrafficWindow window;
        window.setTellingGaps(false);
        window.append({uplink(1, 1), uplink(2, 9)});
        window.prepend({uplink(0, 0)});
        QCOMPARE(window.updateGapsBehind(1), std::pair(-1, -1));
        QCOMPARE(gaps(window), QList<int>({0, 0, 0}));
    }

    void findsRows()
    {
        TrafficWindow window;
        QCOMPARE(window.find(1), -1);
        QCOMPARE(window.nearest(1), -1);
        window.append({uplink(10, 1), uplink(20, 2), uplink(30, 3)});
        QCOMPARE(window.find(20), 1);
        QCOMPARE(window.find(21), -1);
        QCOMPARE(window.nearest(1), 0);
        QCOMPARE(window.nearest(14), 0);
        QCOMPARE(window.nearest(16), 1);
        QCOMPARE(window.nearest(99), 2);
    }

    void columns()
    {
        const auto value = [](const HistoryRecord &record, int column) { return TrafficRow(record).value(column); };
        HistoryRecord up = uplink(1, 118);
        std::get<UplinkMessage>(up.body).fields = "{\"t\":1}";
        std::get<UplinkMessage>(up.body).metadata.dataRate = u"SF7BW125"_s;
        std::get<UplinkMessage>(up.body).metadata.gateways.resize(3);
        std::get<UplinkMessage>(up.body).metadata.gateways[0].rssi = -110;
        std::get<UplinkMessage>(up.body).metadata.gateways[1].rssi = -97;
        std::get<UplinkMessage>(up.body).metadata.gateways[1].snr = 7.25;
        std::get<UplinkMessage>(up.body).metadata.gateways[2].rssi = -120;
        QCOMPARE(value(up, TrafficModel::CounterColumn), QVariant(qlonglong(118)));
        QCOMPARE(value(up, TrafficModel::PortColumn), QVariant(2));
        QCOMPARE(value(up, TrafficModel::FieldsColumn), QVariant(QByteArray("{\"t\":1}")));
        QCOMPARE(value(up, TrafficModel::RssiColumn), QVariant(-97.0));
        QCOMPARE(value(up, TrafficModel::SnrColumn), QVariant(7.25));
        QCOMPARE(value(up, TrafficModel::DataRateColumn), QVariant(u"SF7BW125"_s));
        QCOMPARE(value(up, TrafficModel::GatewaysColumn), QVariant(3));

        const HistoryRecord sent = deviceEvent(2, RecordKind::DownlinkSent, "down/sent",
                                               R"({"message":{"port":4,"payload_raw":"AQI="},"gateway_id":"gw-1",
                      "config":{"data_rate":"SF9BW125","counter":12}})");
        QCOMPARE(value(sent, TrafficModel::PortColumn), QVariant(4));
        QCOMPARE(value(sent, TrafficModel::CounterColumn), QVariant(qlonglong(12)));
        QCOMPARE(value(sent, TrafficModel::PayloadColumn), QVariant(QByteArray("\x01\x02")));
        QCOMPARE(value(sent, TrafficModel::GatewaysColumn), QVariant(u"gw-1"_s));
        QCOMPARE(value(sent, TrafficModel::DataRateColumn), QVariant(u"SF9BW125"_s));

        const HistoryRecord error =
            deviceEvent(3, RecordKind::UplinkError, "up/errors", R"({"error":"b is not defined"})");
        QCOMPARE(value(error, TrafficModel::FieldsColumn), QVariant(u"b is not defined"_s));
        for (const int column : {TrafficModel::PortColumn, TrafficModel::CounterColumn, TrafficModel::PayloadColumn,
                                 TrafficModel::RssiColumn, TrafficModel::GatewaysColumn})
            QVERIFY(!value(error, column).isValid());

        HistoryRecord gap;
        gap.kind = RecordKind::Gap;
        gap.body = RecordingGap();
        QCOMPARE(value(gap, TrafficModel::KindColumn), QVariant(int(RecordKind::Gap)));
        QCOMPARE(value(gap, TrafficModel::DeviceColumn).toString(), QString());
        QVERIFY(!value(gap, TrafficModel::FieldsColumn).isValid());
    }
};

QTEST_GUILESS_MAIN(TestTrafficWindow)
#include "tst_trafficwindow.moc"
