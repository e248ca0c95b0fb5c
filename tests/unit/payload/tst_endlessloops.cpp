// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/endlessloops.h"

#include <QElapsedTimer>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestEndlessLoops : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void loopsThatNothingStopsAreFound_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("line");
        QTest::newRow("plain") << u"for(;;){}"_s << 1;
        QTest::newRow("blanks") << u"\n for (\n;\t; ) {\r\n }"_s << 2;
        QTest::newRow("comments") << u"/* for */ for /**/ (; // x\n ; /* y */ ) { /* nothing */ }"_s << 1;
        QTest::newRow("with a start") << u"function f() {\n for (var i = 0, j = (1, 2); ; ) {}\n}"_s << 2;
        QTest::newRow("after a string") << u"var s = \"for\\\"\"; for(;;){}"_s << 1;
        QTest::newRow("after a division") << u"var a = b / 2; for(;;){} var c = d / 2;"_s << 1;
        QTest::newRow("after a division of a call") << u"x = f(1) / 2; for(;;){} y = 3 / 1;"_s << 1;
        QTest::newRow("after an expression") << u"var r = /[/\"]/; for(;;){}"_s << 1;
        QTest::newRow("after if and an expression") << u"if (x) /'/.test(y); for(;;){}"_s << 1;
        QTest::newRow("inside another's start") << u"for (var f = function() { for(;;){} }; ; ) { f(); }"_s << 1;
        QTest::newRow("labelled") << u"x: for(;;){}"_s << 1;
        QTest::newRow("in a function in a condition") << u"while (g(function() { for (;;) { } })) h();"_s << 1;
    }

    void loopsThatNothingStopsAreFound()
    {
        QFETCH(QString, source);
        QFETCH(int, line);
        const auto loop = findEndlessLoop(source);
        QVERIFY(loop);
        QCOMPARE(loop->line, line);
        QVERIFY(!EndlessLoop::explanation().isEmpty());
    }

    void everythingElseIsLeftAlone_data()
    {
        QTest::addColumn<QString>("source");
        int row = 0;
        for (const char *source : {"",
                                   "for",
                                   "for(",
                                   "for(;;)",
                                   "for(;;){",
                                   "for(;;);",
                                   "for(;;){;}",
                                   "for(;true;){}",
                                   "for(;;i++){}",
                                   "for(var i in {}){}",
                                   "while(true){}",
                                   "do {} while (true)",
                                   "// for(;;){}",
                                   "/* for(;;){} */",
                                   "'for(;;){}'",
                                   "\"for(;;){}\"",
                                   "var r = /for(;;){}/;",
                                   "var r = [/for(;;){}/, 1];",
                                   "return /for(;;){}/.test(x)",
                                   "if (a) /for(;;){}/.exec(b)",
                                   "x.for(;;){}",
                                   "before(;;){}",
                                   "for_(;;){}",
                                   "for(;;){ if (x) break; }",
                                   "for (var i = 0; i < 3; i++) {}",
                                   "'a\\\nb for(;;){}'",
                                   "/* unfinished for(;;){}",
                                   "'unfinished for(;;){}",
                                   "for(;;[]){}",
                                   "for(;(;){}"})
            QTest::addRow("%d", row++) << QString::fromLatin1(source);
    }

    void everythingElseIsLeftAlone()
    {
        QFETCH(QString, source);
        QVERIFY2(!findEndlessLoop(source), qPrintable(source));
    }

    void longSourcesAreReadInOnePass()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!findEndlessLoop(u"for("_s.repeated(50'000)));
        QVERIFY(!findEndlessLoop(u"(/a"_s.repeated(2'000)));
        QVERIFY(findEndlessLoop(u"var a = 1 / 2; // x\n"_s.repeated(50'000) + u"for(;;){}"_s));
        QVERIFY(timer.elapsed() < 30'000);
    }
};

QTEST_GUILESS_MAIN(TestEndlessLoops)
#include "tst_endlessloops.moc"
