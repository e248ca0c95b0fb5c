// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/distance.h"
#include "models/gatewaytablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

GatewayReception reception(const QString &id, double rssi, double snr, Location location = {})
{
    GatewayReception gateway;
    gateway.gatewayId = id;
    gateway.rssi = rssi;
    gateway.snr = snr;
    gateway.location = location;
    return gateway;
}

} // namespace

class TestGatewayTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strongestFirst()
    {
        GatewayTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RadioMetadata metadata;
        metadata.gateways = {reception(u"far"_s, -118, -3), reception(u"near"_s, -61, 9.25),
                             reception(u"near-but-noisy"_s, -61, 2)};
        model.setMetadata(metadata);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 0, GatewayTableModel::GatewayColumn), u"near"_s);
        QCOMPARE(text(model, 1, GatewayTableModel::GatewayColumn), u"near-but-noisy"_s);
        QCOMPARE(text(model, 2, GatewayTableModel::GatewayColumn), u"far"_s);
        QCOMPARE(value(model, 2, GatewayTableModel::RssiColumn).toDouble(), -118.0);
        QCOMPARE(value(model, 0, GatewayTableModel::SnrColumn).toDouble(), 9.25);
        model.setMetadata({});
        QCOMPARE(model.rowCount(), 0);
    }

    void distanceOnlyWhereBothPlacesAreKnown()
    {
        GatewayTableModel model;
        RadioMetadata metadata;
        metadata.gateways = {reception(u"placed"_s, -60, 9, {52.3731, 4.8922, 12, 0, {}}),
                             reception(u"unplaced"_s, -70, 9)};
        model.setMetadata(metadata);
        QVERIFY(!value(model, 0, GatewayTableModel::DistanceColumn).isValid());
        metadata.location = {52.3676, 4.9041, 0, 0, {}};
        model.setMetadata(metadata);
        QVERIFY(!value(model, 1, GatewayTableModel::DistanceColumn).isValid());
        const double metres = value(model, 0, GatewayTableModel::DistanceColumn).toDouble();
        QVERIFY2(metres > 1000 && metres < 1020, qPrintable(QString::number(metres)));
    }

    void aTimeOnlyWhereTheGatewayHasAClock()
    {
        GatewayTableModel model;
        RadioMetadata metadata;
        metadata.gateways = {reception(u"clock"_s, -60, 9), reception(u"no-clock"_s, -70, 9)};
        metadata.gateways[0].time = Timestamp::fromRfc3339("2026-11-23T03:33:02.5Z");
        model.setMetadata(metadata);
        const QDateTime time = value(model, 0, GatewayTableModel::TimeColumn).toDateTime();
        QCOMPARE(time, QDateTime(QDate(2026, 11, 23), QTime(3, 33, 2, 500), Qt::UTC));
        QVERIFY(!value(model, 1, GatewayTableModel::TimeColumn).isValid());
    }

    void distances_data()
    {
        QTest::addColumn<double>("latitude");
        QTest::addColumn<double>("longitude");
        QTest::addColumn<double>("metres");
        QTest::newRow("nowhere else") << 0.0 << 0.0 << 0.0;
        QTest::newRow("one degree along the equator") << 0.0 << 1.0 << 111'195.0;
        QTest::newRow("a quarter around") << 90.0 << 0.0 << 10'007'557.0;
        QTest::newRow("the other side") << 0.0 << 180.0 << 20'015'115.0;
        QTest::newRow("over the date line") << 0.0 << -179.0 << 19'903'920.0;
    }

    void distances()
    {
        QFETCH(double, latitude);
        QFETCH(double, longitude);
        QFETCH(double, metres);
        const double found = distanceBetween({0, 0, 0, 0, {}}, {latitude, longitude, 0, 0, {}});
        QVERIFY2(std::abs(found - metres) <= 1 + metres * 1e-5, qPrintable(QString::number(found)));
    }

    void headersHaveNames()
    {
        const GatewayTableModel model;
        for (int column = 0; column < GatewayTableModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }

private:
    static QVariant value(const GatewayTableModel &model, int row, int column)
    {
        return model.index(row, column).data(GatewayTableModel::ValueRole);
    }
    static QString text(const GatewayTableModel &model, int row, int column)
    {
        return value(model, row, column).toString();
    }
};

QTEST_GUILESS_MAIN(TestGatewayTableModel)
#include "tst_gatewaytablemodel.moc"
