// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identifiers.h"
#include "core/pastedhex.h"

#include <QTest>

using namespace thingsdesk;

class TestPastedHex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryForm_data();
    void readsEveryForm();
    void refuses_data();
    void refuses();
    void readsOtherSizes();
};

void TestPastedHex::readsEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringLiteral("0093F9EB43D2EACD");
    QTest::newRow("lower case") << QStringLiteral("0093f9eb43d2eacd");
    QTest::newRow("spaces") << QStringLiteral(" 00 93 F9 EB 43 D2 EA CD ");
    QTest::newRow("no-break spaces") << QStringLiteral("00\u00a093\u00a0F9EB43D2EACD");
    QTest::newRow("tabs and line breaks") << QStringLiteral("0093\tF9EB\r\n43D2\nEACD\n");
    QTest::newRow("dashes") << QStringLiteral("00-93-F9-EB-43-D2-EA-CD");
    QTest::newRow("colons") << QStringLiteral("00:93:F9:EB:43:D2:EA:CD");
    QTest::newRow("dots") << QStringLiteral("0093.F9EB.43D2.EACD");
    QTest::newRow("underscores") << QStringLiteral("0093_F9EB_43D2_EACD");
    QTest::newRow("one prefix") << QStringLiteral("0x0093F9EB43D2EACD");
    QTest::newRow("upper-case prefix") << QStringLiteral("0X0093F9EB43D2EACD");
    QTest::newRow("prefixes") << QStringLiteral("0x00 0x93 0xF9 0xEB 0x43 0xD2 0xEA 0xCD");
    QTest::newRow("prefixes and commas") << QStringLiteral("0x00,0x93,0xF9,0xEB,0x43,0xD2,0xEA,0xCD");
    QTest::newRow("short C bytes") << QStringLiteral("0x0, 0x93, 0xf9, 0xEB, 0x43, 0xd2, 0xEA, 0xcd");
    QTest::newRow("C array") << QStringLiteral("{ 0x00, 0x93, 0xF9, 0xEB, 0x43, 0xD2, 0xEA, 0xCD }");
    QTest::newRow("C array with a comma at the end") << QStringLiteral("{0x00,0x93,0xF9,0xEB,0x43,0xD2,0xEA,0xCD,};");
    QTest::newRow("C declaration") << QStringLiteral(
        "static const u1_t PROGMEM DEVEUI[8] = { 0x00, 0x93, 0xF9, 0xEB, 0x43, 0xD2, 0xEA, 0xCD };");
    QTest::newRow("Python list") << QStringLiteral("[0x00, 0x93, 0xF9, 0xEB, 0x43, 0xD2, 0xEA, 0xCD]");
    QTest::newRow("C++ call") << QStringLiteral("(0x0093F9EB43D2EACD)");
}

void TestPastedHex::readsEveryForm()
{
    QFETCH(QString, text);
    const Result<DevEui> eui = readPasted<DevEui>(text);
    QVERIFY2(eui, qPrintable(eui ? QString() : eui.error().text));
    QCOMPARE(eui->toHex(), QStringLiteral("0093F9EB43D2EACD"));
    QCOMPARE(readPasted<DevEui>(text, ByteOrder::LsbFirst)->toHex(), QStringLiteral("CDEAD243EBF99300"));
}

void TestPastedHex::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");
    QTest::newRow("empty") << QString() << QStringLiteral("DevEUI must have 8 bytes, but 0 were found.");
    QTest::newRow("blank") << QStringLiteral(" \t\n") << QStringLiteral("8 bytes, but 0");
    QTest::newRow("too few") << QStringLiteral("00-93-F9-EB-43-D2-EA") << QStringLiteral("8 bytes, but 7");
    QTest::newRow("too many") << QStringLiteral("00-93-F9-EB-43-D2-EA-CD-01") << QStringLiteral("8 bytes, but 9");
    QTest::newRow("odd digits") << QStringLiteral("0093F9EB43D2EAC") << QStringLiteral("odd number of hex digits");
    QTest::newRow("odd group") << QStringLiteral("0093 F9E B43D2EACD") << QStringLiteral("in \"F9E\"");
    QTest::newRow("lost digit") << QStringLiteral("00 93 F9 EB 43 D2 EA C") << QStringLiteral("in \"C\"");
    QTest::newRow("letter") << QStringLiteral("0093F9EB43D2EACG") << QStringLiteral("has 'G'");
    QTest::newRow("letter O") << QStringLiteral("OO93F9EB43D2EACD") << QStringLiteral("has 'O'");
    QTest::newRow("prefix alone") << QStringLiteral("0x") << QStringLiteral("\"0x\" without hex digits");
    QTest::newRow("prefix twice") << QStringLiteral("0x0x0093F9EB43D2EACD") << QStringLiteral("has 'x'");
    QTest::newRow("declaration without bytes") << QStringLiteral("DEVEUI[8] =") << QStringLiteral("but 0 were");
}

void TestPastedHex::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, rule);
    const Result<DevEui> eui = readPasted<DevEui>(text);
    QVERIFY(!eui);
    QCOMPARE(eui.error().cause, Failure::Cause::InvalidInput);
    QVERIFY2(eui.error().text.startsWith(u"DevEUI "), qPrintable(eui.error().text));
    QVERIFY2(eui.error().text.contains(rule), qPrintable(eui.error().text));
}

void TestPastedHex::readsOtherSizes()
{
    QCOMPARE(readPasted<DevAddr>(u"26:00:12:34")->toHex(), QStringLiteral("26001234"));
    QCOMPARE(readPasted<AppKey>(QString(QStringLiteral("0xab,").repeated(16)))->toHex(),
             QString(QStringLiteral("AB").repeated(16)));
    // Any number of bytes, as for a payload.
    QCOMPARE(*readPastedHex(u"01 02 03", -1, QStringLiteral("Payload")), QByteArray("\x01\x02\x03"));
    QCOMPARE(*readPastedHex(u"01 02 03", -1, QStringLiteral("Payload"), ByteOrder::LsbFirst),
             QByteArray("\x03\x02\x01"));
    QVERIFY(readPastedHex(u"", -1, QStringLiteral("Payload"))->isEmpty());
}

QTEST_GUILESS_MAIN(TestPastedHex)
#include "tst_pastedhex.moc"
