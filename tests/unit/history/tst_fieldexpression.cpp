// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fieldexpression.h"

#include <QTest>

using namespace thingsdesk;

class TestFieldExpression final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluates_data();
    void evaluates();
    void refuses_data();
    void refuses();
    void emptyFitsEverything();
    void boundsItsDepth();
    void isComparedByText();
    void readsHugeAndDeepFields();
};

void TestFieldExpression::evaluates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("fits");
    const QByteArray fields = R"({"temperature":22.5,"count":3,"door":"open","ok":true,"off":false,"none":null,)"
                              R"("zero":0,"blank":"","gps":{"latitude":52.1,"sub":{"x":1}},"list":[10,{"y":"Z"}],)"
                              R"("a.b":1,"":2,"#":3,"b`t":4,"and":5,"7":8,"Größe":9,"big":123456789012345678901,)"
                              R"("twice":1,"twice":2,"o":{},"e":[],"neg":-1e-3})";
    const auto row = [&](const char *text, bool fits) {
        QTest::newRow(text) << QString::fromUtf8(text) << fields << fits;
    };
    row("temperature > 22", true);
    row("temperature > 22.5", false);
    row("temperature >= 22.5", true);
    row("temperature<23", true);
    row("temperature <= 22.4", false);
    row("temperature = 22.5", true);
    row("temperature == 22.5", true);
    row("temperature != 22.5", false);
    row("temperature <> 1", true);
    row("temperature = '22.5'", false);
    row("temperature != '22.5'", true);
    row("temperature > 'a'", false);
    row("count = 3.0", true);
    row("count=3 and door='open'", true);
    row("neg < 0", true);
    row("neg = -.001", true);
    row("neg > -1e+2", true);
    row("door = \"open\"", true);
    row("door = 'Open'", false);
    row("door ~ 'PE'", true);
    row("door ~ ''", true);
    row("door < 'p'", true);
    row("count ~ '3'", false);
    row("ok", true);
    row("ok = true", true);
    row("ok != false", true);
    row("ok = 1", false);
    row("off", false);
    row("off = FALSE", true);
    row("none", false);
    row("none = null", true);
    row("none != null", false);
    row("door != null", true);
    row("zero", false);
    row("blank", false);
    row("gps", true);
    row("gps.latitude >= 52", true);
    row("gps.sub.x = 1", true);
    row("gps.sub.missing != 1", false);
    row("gps = 1", false);
    row("gps != 1", true);
    row("list", true);
    row("list.0 = 10", true);
    row("list.1.y = 'Z'", true);
    row("list.2", false);
    row("list.00 = 10", false);
    row("missing", false);
    row("missing = null", false);
    row("not missing", true);
    row("NOT (missing or off)", true);
    row("not not ok", true);
    row("`a.b` = 1", true);
    row("a.b = 1", false);
    row("`` = 2", true);
    row("`#` = 3", true);
    row("`b``t` = 4", true);
    row("`and` = 5", true);
    row("7 = 8", true);
    row("Größe = 9", true);
    row("big > 1e20", true);
    row("twice = 2", true);
    row("twice = 1", false);
    row("o", true);
    row("e", true);
    row("off or ok and door = 'shut'", false);
    row("(off or ok) and door = 'open'", true);
    row("ok or off and off", true);
    row("  ok  ", true);
    QTest::newRow("no fields") << QStringLiteral("not x") << QByteArray() << false;
    QTest::newRow("no object") << QStringLiteral("not x") << QByteArray("[1]") << false;
    QTest::newRow("no JSON") << QStringLiteral("not x") << QByteArray("{") << false;
    QTest::newRow("escapes") << QStringLiteral("t = 'it\\'s \\\\ \"'") << QByteArray(R"({"t":"it's \\ \""})") << true;
    QTest::newRow("doubled quote") << QStringLiteral("t = 'it''s'") << QByteArray(R"({"t":"it's"})") << true;
    QTest::newRow("right to left") << QStringLiteral("t ~ 'سلام'") << QByteArray(R"({"t":"x سلام y"})") << true;
    QTest::newRow("emoji key") << QStringLiteral("`🌡` > 1") << QByteArray(R"({"🌡":2})") << true;
}

void TestFieldExpression::evaluates()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, fields);
    const auto expression = FieldExpression::parse(text);
    QVERIFY2(expression, qPrintable(expression ? QString() : expression.error().text));
    QVERIFY(!expression->isEmpty());
    QCOMPARE(expression->text(), text);
    QTEST(expression->fits(fields), "fits");
}

void TestFieldExpression::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, int position, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << QString::fromUtf8(expected);
    };
    row("temperature >", 14, "a value");
    row("temperature > warm", 15, "a text stands in quotes: \"warm\"");
    row("temperature > 1.2.3", 15, "a number");
    row("temperature > 1e999", 15, "a number");
    row("> 3", 1, "a field");
    row("a = 1 b", 7, "\"and\", \"or\" or the end");
    row("a and", 6, "a field");
    row("(a", 3, "\")\"");
    row("a)", 2, "the end");
    row("a = 'open", 10, "a closing quote for the one at 5");
    row("`a", 3, "a closing backquote for the one at 1");
    row("a.", 3, "a field");
    row("a..b", 3, "a field");
    row("not", 4, "a field");
    row("or = 1", 1, "backquotes where it is called \"or\"");
    row("\"a\" = 1", 1, "backquotes, not in quotes");
    row("a ~ 3", 5, "a text in quotes after \"~\"");
    row("a < true", 5, "true, false and null have no order");
    row("a ! 3", 3, "\"and\", \"or\" or the end");
    row("é = ", 5, "a value");
}

void TestFieldExpression::refuses()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(QString, expected);
    const auto expression = FieldExpression::parse(text);
    QVERIFY(!expression);
    QCOMPARE(expression.error().cause, Failure::Cause::InvalidInput);
    const QString message = expression.error().text;
    QVERIFY2(message.contains(QStringLiteral("at position %1:").arg(position)), qPrintable(message));
    QVERIFY2(message.contains(expected), qPrintable(message));
}

void TestFieldExpression::emptyFitsEverything()
{
    for (const QString &text : {QString(), QStringLiteral("  \t")}) {
        const auto expression = FieldExpression::parse(text);
        QVERIFY(expression);
        QVERIFY(expression->isEmpty());
        QVERIFY(!expression->root());
        QVERIFY(expression->fits({}));
        QVERIFY(expression->fits("{\"a\":1}"));
        QVERIFY(*expression == FieldExpression());
    }
}

void TestFieldExpression::boundsItsDepth()
{
    const auto nested = [](int depth) {
        return FieldExpression::parse(QString(depth, u'(') + u'a' + QString(depth, u')'));
    };
    QVERIFY(nested(100));
    QVERIFY(!nested(101));
    QVERIFY(nested(101).error().text.contains(u"at most 100 levels"));
    QVERIFY(!nested(1'000'000));
    QVERIFY(!FieldExpression::parse(QStringLiteral("not ").repeated(200'000) + u'a'));
    // Long is not deep.
    const auto chain = FieldExpression::parse(QStringLiteral("a = 1 or ").repeated(20'000) + u'b');
    QVERIFY(chain);
    QVERIFY(chain->fits("{\"b\":1}"));
}

void TestFieldExpression::isComparedByText()
{
    const auto one = *FieldExpression::parse(QStringLiteral("a = 1"));
    const FieldExpression copy = one;
    QVERIFY(copy == one);
    QVERIFY(copy.fits("{\"a\":1}"));
    QVERIFY(!(*FieldExpression::parse(QStringLiteral("a=1")) == one));
}

void TestFieldExpression::readsHugeAndDeepFields()
{
    const QByteArray longKey(10'000, 'k');
    const auto expression = *FieldExpression::parse(QString::fromLatin1(longKey) + QStringLiteral(" = 1"));
    QVERIFY(expression.fits("{\"" + longKey + "\":1}"));
    QVERIFY(!expression.fits("{\"" + longKey + "x\":1}"));
    const auto deep =
        *FieldExpression::parse(QStringLiteral("a") + QStringLiteral(".a").repeated(900) + QStringLiteral("=1"));
    QVERIFY(deep.fits(QByteArray("{\"a\":").repeated(901) + "1" + QByteArray("}").repeated(901)));
    const auto text = *FieldExpression::parse(QStringLiteral("t ~ 'END'"));
    QVERIFY(text.fits("{\"t\":\"" + QByteArray(2'000'000, 'x') + "end\"}"));
    QVERIFY(text.fits("{\"t\":\"end\"}"));
}

QTEST_GUILESS_MAIN(TestFieldExpression)
#include "tst_fieldexpression.moc"
