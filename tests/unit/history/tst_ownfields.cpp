// SPDX-License-Identifier: GPL-3.0-or-later
// Fields that this console decoded: kept beside the received ones, found as "ours", never in their place.
#include "history/historystore.h"
#include "history/ownfields.h"

#include "messagemaker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int messageCount = 3000; // some segments of the index

} // namespace

class TestOwnFields final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<HistoryStore>(m_folder->filePath(u"history"_s), testAppId);
        QVERIFY(answerOf(m_store->open()));
        QList<TrafficMessage> messages;
        for (int i = 1; i <= messageCount; ++i) {
            UplinkParts parts;
            parts.counter = quint32(i);
            parts.fields = i % 2 == 0 ? "{\"t\":" + QByteArray::number(i) + "}" : QByteArray();
            messages.append(received(makeUplink(parts), 1'590'000'000'000 + i));
        }
        QVERIFY(answerOf(m_store->append(messages)));
    }
    void cleanup() { m_store.reset(); }

    void joinsTexts()
    {
        using history::withOwnFields;
        QCOMPARE(withOwnFields("{\"a\":1}", {}), "{\"a\":1}");
        QCOMPARE(withOwnFields({}, "{\"b\":2}"), "{\"ours\":{\"b\":2}}");
        QCOMPARE(withOwnFields(" { } ", "{\"b\":2}"), "{\"ours\":{\"b\":2}}");
        QCOMPARE(withOwnFields("{\"a\":1} ", "{\"b\":2}"), "{\"a\":1,\"ours\":{\"b\":2}}");
    }

    void areFoundBesideTheReceivedOnes()
    {
        storeThirds();
        QCOMPARE(found(u"ours.t > 100"_s), 1000 - 16); // 6, 12, … 96 are below
        QCOMPARE(found(u"t = 300"_s), 1);              // as received
        QCOMPARE(found(u"ours.t = 600"_s), 1);
        QCOMPARE(found(u"t = 300 and ours.t = 600"_s), 1);
        QCOMPARE(found(u"t = 302 and ours.t > 0"_s), 0);
        QCOMPARE(found(u"ours.text ~ \"VEN\""_s), 500);
        const auto record = answerOf(m_store->record(300));
        QVERIFY(record);
        QCOMPARE(record->uplink()->fields, "{\"t\":300}");
        QCOMPARE(record->ownFields, "{\"t\":600,\"text\":\"even\"}");
        HistoryFilter filter;
        filter.fields = *FieldExpression::parse(u"ours.t = 600"_s);
        QVERIFY(filter.fits(*record));
        QVERIFY(!filter.fits(*answerOf(m_store->record(301))));
    }

    void standInListsAndCharts()
    {
        storeThirds();
        QCOMPARE(answerOf(m_store->fieldPaths()).value_or(QStringList()),
                 QStringList({u"ours.t"_s, u"ours.text"_s, u"t"_s}));
        SeriesRequest request;
        request.devId = DevId::fromServer(u"sensor-1"_s);
        request.fieldPath = u"ours.t"_s;
        const auto points = answerOf(m_store->series(request));
        QVERIFY(points);
        QCOMPARE(points->size(), messageCount / 3);
        QCOMPARE(points->first().value, 6.0);
        QCOMPARE(points->last().recordId, messageCount);
    }

    void areReplacedForgottenAndKept()
    {
        storeThirds();
        QVERIFY(answerOf(m_store->storeOwnFields({{3, "{\"t\":-1}"}, {999'999, "{\"t\":-1}"}})));
        QCOMPARE(found(u"ours.t = -1"_s), 1);
        const QString file = m_store->file();
        m_store.reset(); // for the next start
        m_store = std::make_unique<HistoryStore>(file, testAppId);
        QVERIFY(answerOf(m_store->open()));
        QCOMPARE(found(u"ours.t = -1"_s), 1);
        QVERIFY(answerOf(m_store->removeOwnFields()));
        QCOMPARE(found(u"ours.t"_s), 0);
        QCOMPARE(answerOf(m_store->fieldPaths()).value_or(QStringList()), QStringList{u"t"_s});
        QCOMPARE(found(u"t = 300"_s), 1);
    }

    void goWithTheirMessages()
    {
        storeThirds();
        QVERIFY(answerOf(m_store->setLimits({.age = std::chrono::days(1), .bytes = {}})));
        QTRY_COMPARE(m_store->extent().count, 0U);
        QVERIFY(answerOf(m_store->append({received(makeUplink({}))})));
        QCOMPARE(found(u"ours.t"_s), 0);
    }

private:
    /// Of each third message: twice the number of the message.
    void storeThirds()
    {
        QList<OwnFields> own;
        for (int i = 3; i <= messageCount; i += 3)
            own.append(
                {i, "{\"t\":" + QByteArray::number(2 * i) + ",\"text\":\"" + (i % 2 == 0 ? "even" : "odd") + "\"}"});
        QVERIFY(answerOf(m_store->storeOwnFields(own)));
    }
    int found(const QString &expression)
    {
        HistoryFilter filter;
        filter.fields = *FieldExpression::parse(expression);
        return int(answerOf(m_store->count(filter)).value_or(999'999));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestOwnFields)
#include "tst_ownfields.moc"
