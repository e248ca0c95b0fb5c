// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsontext.h"

#include <QTest>

#include <limits>

using namespace thingsdesk;

class TestJsonText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesNumbersAsGo_data();
    void writesNumbersAsGo();
    void writesStringsAsGo_data();
    void writesStringsAsGo();
    void writesObjects();
    void leavesOutWhatV2LeavesOut();
    void checksJson_data();
    void checksJson();
};

void TestJsonText::writesNumbersAsGo_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    const QList<std::pair<double, const char *>> rows{
        {0, "0"},
        {-0.0, "-0"},
        {1, "1"},
        {-61, "-61"},
        {868.1, "868.1"},
        {9.25, "9.25"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1e-6, "0.000001"},
        {9.99e-7, "9.99e-7"},
        {1e-7, "1e-7"},
        {1.5e-10, "1.5e-10"},
        {-1e-7, "-1e-7"},
        {5e-324, "5e-324"},
        {1e20, "100000000000000000000"},
        {123456789012345680000.0, "123456789012345680000"},
        {1e21, "1e+21"},
        {-1.25e22, "-1.25e+22"},
        {1e100, "1e+100"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {9007199254740992.0, "9007199254740992"},
        {-9007199254740994.0, "-9007199254740994"},
        {18446744073709551615.0, "18446744073709552000"},
        {999999999999999900000.0, "999999999999999900000"},
    };
    for (const auto &[value, text] : rows)
        QTest::newRow(text) << value << QByteArray(text);
    QTest::newRow("NaN") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << QByteArray("null");
    QTest::newRow("-infinity") << -std::numeric_limits<double>::infinity() << QByteArray("null");
}

void TestJsonText::writesNumbersAsGo()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(jsonNumber(value), text);
    if (text != "null")
        QCOMPARE(text.toDouble(), value);
}

void TestJsonText::writesStringsAsGo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QString() << QByteArray(R"("")");
    QTest::newRow("plain") << QStringLiteral("sensor-1") << QByteArray(R"("sensor-1")");
    QTest::newRow("quote and backslash") << QStringLiteral(R"(a"b\c)") << QByteArray(R"("a\"b\\c")");
    QTest::newRow("line breaks") << QStringLiteral("a\n\r\tb") << QByteArray(R"("a\n\r\tb")");
    QTest::newRow("control") << QStringLiteral("\u0001\u001f") << QByteArray(R"("\u0001\u001f")");
    QTest::newRow("zero") << QString(QChar(0)) << QByteArray(R"("\u0000")");
    QTest::newRow("markup") << QStringLiteral("<a&b>") << QByteArray(R"("\u003ca\u0026b\u003e")");
    QTest::newRow("separators") << QStringLiteral("\u2028\u2029\u2027") << QByteArray("\"\\u2028\\u2029\u2027\"");
    QTest::newRow("beyond ASCII") << QStringLiteral("m³ 😀") << QByteArray("\"m³ 😀\"");
    QTest::newRow("slash") << QStringLiteral("a/b") << QByteArray(R"("a/b")");
}

void TestJsonText::writesStringsAsGo()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QCOMPARE(jsonString(text), json);
    QVERIFY(checkJson(json, QStringLiteral("The text")));
}

void TestJsonText::writesObjects()
{
    JsonObjectWriter writer;
    writer.addString("s", u"x").addInteger("i", -1).addUnsigned("u", 18446744073709551615U).addNumber("n", 0.5);
    writer.addBool("t", true).addBool("f", false).addBase64("b", "\x01\x02").addBase64("z", QByteArray());
    writer.addBase64("e", "").add("raw", "[1, 2]").addMembers({{"a\\u0041", "{ }"}, {"", "null"}});
    QCOMPARE(writer.finish(), QByteArray(R"({"s":"x","i":-1,"u":18446744073709551615,"n":0.5,"t":true,"f":false,)"
                                         R"("b":"AQI=","z":null,"e":"","raw":[1, 2],"a\u0041":{ },"":null})"));
    QCOMPARE(writer.finish(), QByteArray("{}")); // empty again
}

void TestJsonText::leavesOutWhatV2LeavesOut()
{
    JsonObjectWriter writer;
    writer.addIfSet("a", "").addStringIfSet("b", u"").addIntegerIfSet("c", 0).addUnsignedIfSet("d", 0);
    writer.addNumberIfSet("e", 0).addTrueIfSet("f", false);
    QCOMPARE(writer.finish(), QByteArray("{}"));
    writer.addIfSet("a", "1").addStringIfSet("b", u"2").addIntegerIfSet("c", 3).addUnsignedIfSet("d", 4);
    writer.addNumberIfSet("e", 5).addTrueIfSet("f", true);
    QCOMPARE(writer.finish(), QByteArray(R"({"a":1,"b":"2","c":3,"d":4,"e":5,"f":true})"));
}

void TestJsonText::checksJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("problem"); // empty: good
    const QString good;
    const QString bad = QStringLiteral("is not valid JSON");
    QTest::newRow("object") << QByteArray("{}") << good;
    QTest::newRow("bare number") << QByteArray(" 21.5 ") << good;
    QTest::newRow("bare text") << QByteArray("\"x\"") << good;
    QTest::newRow("integer beyond 64 bits") << QByteArray("[100000000000000000000]") << good;
    QTest::newRow("long negative integer") << QByteArray("[-9223372036854775809,1]") << good;
    QTest::newRow("deep, 1000") << QByteArray(QByteArray(1000, '[') + QByteArray(1000, ']')) << good;
    QTest::newRow("too deep") << QByteArray(QByteArray(5000, '[') + QByteArray(5000, ']'))
                              << QStringLiteral("is nested too deeply");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("is empty");
    QTest::newRow("blank") << QByteArray(" \n") << QStringLiteral("is empty");
    QTest::newRow("invalid UTF-8") << QByteArray("\"\xff\xfe\"") << QStringLiteral("is not valid UTF-8");
    QTest::newRow("beyond a double") << QByteArray("1e999") << QStringLiteral("malformed or too large");
    QTest::newRow("leading zero") << QByteArray("[012345678901234567890123]")
                                  << QStringLiteral("malformed or too large");
    QTest::newRow("two values") << QByteArray("{} {}") << bad;
    QTest::newRow("cut off") << QByteArray("{\"a\":") << bad;
    QTest::newRow("cut off in a text") << QByteArray("{\"a\":\"b") << bad;
    QTest::newRow("cut off after a backslash and a long number") << QByteArray("[123456789012345678901,\"b\\") << bad;
    QTest::newRow("single quotes") << QByteArray("{'a':1}") << bad;
    QTest::newRow("no quotes") << QByteArray("{port: 1}") << bad;
    QTest::newRow("comma at the end") << QByteArray("[1,]") << bad;
    QTest::newRow("NaN") << QByteArray("[NaN]") << bad;
    QTest::newRow("lone surrogate") << QByteArray(R"(["\ud800"])") << bad;
    QTest::newRow("zero byte after it") << QByteArray("{}\0", 3) << bad;
    QTest::newRow("control byte in a text") << QByteArray("\"\x01\"") << bad;
}

void TestJsonText::checksJson()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, problem);
    const Result<void> result = checkJson(json, QStringLiteral("The text"));
    QCOMPARE(result.has_value(), problem.isEmpty());
    if (result)
        return;
    QCOMPARE(result.error().cause, Failure::Cause::BadMessage);
    QVERIFY2(result.error().text.startsWith(u"The text "), qPrintable(result.error().text));
    QVERIFY2(result.error().text.contains(problem), qPrintable(result.error().text + u' ' + result.error().detail));
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
