// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/gojson.h"

#include <QTest>

using namespace thingsdesk;

class tst_GoJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void syntaxError_data();
    void syntaxError();
    void objectError_data();
    void objectError();
};

void tst_GoJson::syntaxError_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("text");
    for (const char *good :
         {"{}", " [ ] ", "0", "-0.5e+7", "\"\\u00e9\\n\"", "true", "null", "{\"a\":[1,{\"\":false}]}"})
        QTest::newRow(good) << QByteArray(good) << QByteArray();
    const QByteArray end = "unexpected end of JSON input";
    for (const char *cut : {"", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[", "[1", "[1,", "\"x", "\"\\",
                            "\"\\u12", "-", "1.", "1e", "tru"})
        QTest::newRow(qPrintable(QStringLiteral("cut short: %1").arg(QLatin1String(cut)))) << QByteArray(cut) << end;
    const auto row = [](const char *json, const char *text) {
        QTest::newRow(json) << QByteArray(json) << QByteArray("invalid character ") + text;
    };
    row("{a:1}", "'a' looking for beginning of object key string");
    row("{\"a\":1,}", "'}' looking for beginning of object key string");
    row("{}{}", "'{' after top-level value");
    row("{\"a\" 1}", "'1' after object key");
    row("{\"a\":1 \"b\"}", "'\"' after object key:value pair");
    row("[1 2]", "'2' after array element");
    row("[1,]", "']' looking for beginning of value");
    row("'x'", "'\\'' looking for beginning of value");
    row("01", "'1' after top-level value");
    row("-x", "'x' in numeric literal");
    row("1.x", "'x' after decimal point in numeric literal");
    row("1ex", "'x' in exponent of numeric literal");
    row("\"\n\"", "'\\n' in string literal");
    row("\"\\x\"", "'x' in string escape code");
    row("\"\\u12g4\"", "'g' in \\u hexadecimal character escape");
    row("trux", "'x' in literal true (expecting 'e')");
    row("nul]", "']' in literal null (expecting 'l')");
    row("\xc3\xa9", "'\xc3\x83' looking for beginning of value");
}

void tst_GoJson::syntaxError()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(gojson::syntaxError({json.constData(), static_cast<std::size_t>(json.size())})),
             text);
}

void tst_GoJson::objectError_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("object") << QByteArray(" {}") << QByteArray();
    QTest::newRow("null") << QByteArray("null") << QByteArray();
    QTest::newRow("array") << QByteArray("[1]") << QByteArray("array");
    QTest::newRow("string") << QByteArray("\"x\"") << QByteArray("string");
    QTest::newRow("number") << QByteArray("-1") << QByteArray("number");
    QTest::newRow("bool") << QByteArray("false") << QByteArray("bool");
}

void tst_GoJson::objectError()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, kind);
    const QByteArray expected =
        kind.isEmpty() ? QByteArray()
                       : "json: cannot unmarshal " + kind + " into Go value of type map[string]interface {}";
    QCOMPARE(QByteArray::fromStdString(gojson::objectError({json.constData(), static_cast<std::size_t>(json.size())})),
             expected);
}

QTEST_APPLESS_MAIN(tst_GoJson)
#include "tst_gojson.moc"
