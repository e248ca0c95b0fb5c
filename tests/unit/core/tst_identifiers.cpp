// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identifiers.h"

#include <QHash>
#include <QTest>

#include <type_traits>

using namespace thingsdesk;

// Kinds that look alike are different types: a DevEUI where an AppEUI is wanted does not compile.
static_assert(!std::is_convertible_v<DevEui, AppEui>);
static_assert(!std::is_convertible_v<NwkSKey, AppSKey>);
static_assert(!std::is_convertible_v<AppKey, AppSKey>);
static_assert(!std::is_convertible_v<AppId, DevId>);
static_assert(!std::is_constructible_v<DevEui, AppEui>);

class TestIdentifiers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatV2Takes_data();
    void takesWhatV2Takes();
    void namesTheBrokenRule_data();
    void namesTheBrokenRule();
    void namesTheKindOfId();
    void keepsWhatAServerSent();
    void comparesAndHashes();
};

void TestIdentifiers::takesWhatV2Takes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("shortest") << QStringLiteral("ab");
    QTest::newRow("digits") << QStringLiteral("007");
    QTest::newRow("separators") << QStringLiteral("my-app_2");
    QTest::newRow("longest") << QString(36, u'a');
    // V2's expression does not count the separators.
    QTest::newRow("longest with separators") << QString(QStringLiteral("a-").repeated(35) + u'a');
}

void TestIdentifiers::takesWhatV2Takes()
{
    QFETCH(QString, text);
    const Result<AppId> app = AppId::parse(text);
    QVERIFY(app);
    QCOMPARE(app->toString(), text);
    QVERIFY(DevId::parse(text));
}

void TestIdentifiers::namesTheBrokenRule_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rule");
    QTest::newRow("empty") << QString() << QStringLiteral("must not be empty");
    QTest::newRow("upper case") << QStringLiteral("myApp") << QStringLiteral("lower case, but has 'A'");
    QTest::newRow("upper case beyond ASCII") << QStringLiteral("äÄ") << QStringLiteral("but has 'ä'");
    QTest::newRow("space") << QStringLiteral("my app") << QStringLiteral("but has ' '");
    QTest::newRow("dot") << QStringLiteral("my.app") << QStringLiteral("but has '.'");
    QTest::newRow("topic wildcard") << QStringLiteral("my+app") << QStringLiteral("but has '+'");
    QTest::newRow("slash") << QStringLiteral("my/app") << QStringLiteral("but has '/'");
    QTest::newRow("other digits") << QStringLiteral("a٣") << QStringLiteral("but has '٣'");
    QTest::newRow("leading dash") << QStringLiteral("-app") << QStringLiteral("begin and end with a letter or digit");
    QTest::newRow("trailing dash") << QStringLiteral("app_") << QStringLiteral("begin and end with a letter or digit");
    QTest::newRow("only a dash") << QStringLiteral("-") << QStringLiteral("begin and end with a letter or digit");
    QTest::newRow("two dashes") << QStringLiteral("a--b") << QStringLiteral("two of '-' and '_' in a row");
    QTest::newRow("dash and underscore") << QStringLiteral("a-_b") << QStringLiteral("two of '-' and '_' in a row");
    QTest::newRow("one letter") << QStringLiteral("a") << QStringLiteral("at least 2");
    QTest::newRow("too long") << QString(37, u'a') << QStringLiteral("at most 36 letters and digits, not 37");
}

void TestIdentifiers::namesTheBrokenRule()
{
    QFETCH(QString, text);
    QFETCH(QString, rule);
    const Result<DevId> id = DevId::parse(text);
    QVERIFY(!id);
    QCOMPARE(id.error().kind, Failure::Kind::Permanent);
    QCOMPARE(id.error().cause, Failure::Cause::InvalidInput);
    QVERIFY2(id.error().text.contains(rule), qPrintable(id.error().text));
}

void TestIdentifiers::namesTheKindOfId()
{
    QVERIFY(AppId::parse(QString()).error().text.startsWith(u"Application ID "));
    QVERIFY(DevId::parse(QString()).error().text.startsWith(u"Device ID "));
}

void TestIdentifiers::keepsWhatAServerSent()
{
    const QString odd = QStringLiteral("Not A Good ID");
    QCOMPARE(AppId::fromServer(odd).toString(), odd);
    QVERIFY(AppId().isEmpty());
    QVERIFY(!AppId::fromServer(odd).isEmpty());
}

void TestIdentifiers::comparesAndHashes()
{
    const DevId a = DevId::fromServer(QStringLiteral("a1"));
    const DevId b = DevId::fromServer(QStringLiteral("b1"));
    QVERIFY(a < b);
    QVERIFY(b > a);
    QVERIFY(a == DevId::fromServer(QStringLiteral("a1")));
    QHash<DevId, int> map{{a, 1}, {b, 2}};
    QCOMPARE(map.value(DevId::fromServer(QStringLiteral("b1"))), 2);
}

QTEST_GUILESS_MAIN(TestIdentifiers)
#include "tst_identifiers.moc"
