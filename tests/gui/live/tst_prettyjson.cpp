// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/prettyjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace thingsdesk;

class TestPrettyJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void indents_data();
    void indents();
    void keepsOrderAndNumbers();
    void takesLargeTexts();
};

void TestPrettyJson::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("pretty");
    QTest::newRow("object") << QByteArray(R"({"a":1,"b":true})") << QByteArray("{\n  \"a\": 1,\n  \"b\": true\n}");
    QTest::newRow("nested") << QByteArray(R"({"a":{"b":[1,2]}})")
                            << QByteArray("{\n  \"a\": {\n    \"b\": [\n      1,\n      2\n    ]\n  }\n}");
    QTest::newRow("empty ones") << QByteArray(R"({"a":{},"b":[ ]})") << QByteArray("{\n  \"a\": {},\n  \"b\": []\n}");
    QTest::newRow("signs in texts") << QByteArray(R"({"a":"{[,:]}\"\\"})")
                                    << QByteArray("{\n  \"a\": \"{[,:]}\\\"\\\\\"\n}");
    QTest::newRow("blanks") << QByteArray("{ \"a\" :\t1 ,\n \"b\" : 2 }")
                            << QByteArray("{\n  \"a\": 1,\n  \"b\": 2\n}");
    QTest::newRow("a bare value") << QByteArray("null") << QByteArray("null");
    QTest::newRow("no JSON") << QByteArray("{a:1,,") << QByteArray("{a:1,,");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("other scripts") << QByteArray("{\"متن\":\"🌡️\"}")
                                   << QByteArray("{\n  \"متن\": \"🌡️\"\n}");
}

void TestPrettyJson::indents()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, pretty);
    QCOMPARE(prettyJson(json), pretty);
}

void TestPrettyJson::keepsOrderAndNumbers()
{
    const QByteArray json(R"({"z":1.50,"a":1e+21,"m":12345678901234567890,"u":"\u003c\/"})");
    QByteArray again = prettyJson(json);
    again.replace("\n", "").replace("  ", "").replace(": ", ":");
    QCOMPARE(again, json);
}

void TestPrettyJson::takesLargeTexts()
{
    QByteArray json("{");
    for (int i = 0; json.size() < 200'000; ++i)
        json += (i > 0 ? ",\"" : "\"") + QByteArray::number(i) + "\":[{\"x\":" + QByteArray::number(i) + "}]";
    json += '}';
    const QByteArray pretty = prettyJson(json);
    QVERIFY(pretty.size() > json.size());
    QCOMPARE(QJsonDocument::fromJson(pretty), QJsonDocument::fromJson(json));
}

QTEST_GUILESS_MAIN(TestPrettyJson)
#include "tst_prettyjson.moc"
