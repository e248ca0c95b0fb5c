// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identifiers.h"

#include <QHash>
#include <QTest>

using namespace thingsdesk;

class TestFixedBytes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndPrintsHex();
    void keepsNetworkOrder();
    void takesEitherCaseAndPrintsUpper();
    void refusesOtherText_data();
    void refusesOtherText();
    void refusesOtherSizes();
    void allZerosAreNotSet();
    void hasTheSizesOfLorawan();
    void comparesAndHashes();
};

void TestFixedBytes::readsAndPrintsHex()
{
    const Result<AppKey> key = AppKey::fromHex(u"000102030405060708090A0B0C0D0EFF");
    QVERIFY(key);
    QCOMPARE(key->toHex(), QStringLiteral("000102030405060708090A0B0C0D0EFF"));
    QCOMPARE(AppKey::fromBytes(key->toBytes()), key);
}

void TestFixedBytes::keepsNetworkOrder()
{
    QCOMPARE(DevAddr::fromHex(u"26001234")->toBytes(), QByteArray::fromHex("26001234"));
    QCOMPARE(DevAddr::fromHex(u"26001234")->bytes()[0], quint8(0x26));
}

void TestFixedBytes::takesEitherCaseAndPrintsUpper()
{
    QCOMPARE(DevEui::fromHex(u"0093f9eB43D2eacd")->toHex(), QStringLiteral("0093F9EB43D2EACD"));
}

void TestFixedBytes::refusesOtherText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");
    QTest::newRow("empty") << QString() << QStringLiteral("DevEUI must have 16 hex digits, not 0.");
    QTest::newRow("short") << QStringLiteral("0093F9EB43D2EAC") << QStringLiteral("16 hex digits, not 15");
    QTest::newRow("long") << QStringLiteral("0093F9EB43D2EACD00") << QStringLiteral("16 hex digits, not 18");
    QTest::newRow("letter") << QStringLiteral("0093F9EB43D2EACG") << QStringLiteral("but has 'G'");
    QTest::newRow("space") << QStringLiteral("00 93F9EB43D2EAC") << QStringLiteral("but has ' '");
    QTest::newRow("wide digit") << QStringLiteral("0093F9EB43D2EAC１") << QStringLiteral("but has '１'");
    QTest::newRow("prefix") << QStringLiteral("0x93F9EB43D2EACD") << QStringLiteral("but has 'x'");
}

void TestFixedBytes::refusesOtherText()
{
    QFETCH(QString, text);
    QFETCH(QString, rule);
    const Result<DevEui> eui = DevEui::fromHex(text);
    QVERIFY(!eui);
    QCOMPARE(eui.error().cause, Failure::Cause::InvalidInput);
    QVERIFY2(eui.error().text.contains(rule), qPrintable(eui.error().text));
}

void TestFixedBytes::refusesOtherSizes()
{
    const Result<NwkSKey> key = NwkSKey::fromBytes(QByteArray(15, '\1'));
    QVERIFY(!key);
    QCOMPARE(key.error().text, QStringLiteral("NwkSKey must have 16 bytes, not 15."));
    QVERIFY(!NwkSKey::fromBytes({}));
    QVERIFY(!NwkSKey::fromBytes(QByteArray(17, '\1')));
}

void TestFixedBytes::allZerosAreNotSet()
{
    QVERIFY(!DevEui().isSet());
    QVERIFY(!DevEui::fromHex(u"0000000000000000")->isSet());
    QVERIFY(DevEui::fromHex(u"0000000000000001")->isSet());
    QCOMPARE(DevAddr().toHex(), QStringLiteral("00000000"));
}

void TestFixedBytes::hasTheSizesOfLorawan()
{
    QCOMPARE(DevEui::size, 8U);
    QCOMPARE(AppEui::size, 8U);
    QCOMPARE(DevAddr::size, 4U);
    QCOMPARE(AppKey::size, 16U);
    QCOMPARE(NwkSKey::size, 16U);
    QCOMPARE(AppSKey::size, 16U);
    QCOMPARE(AppEui::name(), QStringLiteral("AppEUI"));
}

void TestFixedBytes::comparesAndHashes()
{
    const DevAddr a = *DevAddr::fromHex(u"26000001");
    const DevAddr b = *DevAddr::fromHex(u"F6000001");
    QVERIFY(a < b); // bytes are unsigned
    QVERIFY(a != b);
    const QHash<DevAddr, int> map{{a, 1}, {b, 2}};
    QCOMPARE(map.value(b), 2);
}

QTEST_GUILESS_MAIN(TestFixedBytes)
#include "tst_fixedbytes.moc"
