// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/credentials.h"

#include <QTest>

using namespace thingsdesk;

class TestCredentials final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keyAsPasted()
    {
        const Result<Credentials> key = Credentials::accessKey(" ttn-account-v2.abcDEF_123-x\n");
        QVERIFY(key);
        QCOMPARE(key->kind(), Credentials::Kind::AccessKey);
        QCOMPARE(key->secret().expose(), QByteArray("ttn-account-v2.abcDEF_123-x"));
    }

    void badKeys_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("blanks only") << QByteArray(" \n");
        QTest::newRow("no dot: one of the account servers would be asked at random") << QByteArray("abcdefgh");
        QTest::newRow("dot first") << QByteArray(".abcdefgh");
        QTest::newRow("dot last") << QByteArray("ttn-account-v2.");
        QTest::newRow("blank inside") << QByteArray("Key ttn-account-v2.abcdefgh");
        QTest::newRow("not ASCII") << QByteArray("ttn-account-v2.gr\xc3\xbc");
    }
    void badKeys()
    {
        QFETCH(QByteArray, text);
        const Result<Credentials> key = Credentials::accessKey(text);
        QVERIFY(!key);
        QCOMPARE(key.error().cause, Failure::Cause::InvalidInput);
        QVERIFY(key.error().text.startsWith(u"Access key must"));
        QVERIFY2(!key.error().text.contains(u"abcdefgh"), "the text must not repeat the key");
    }

    void tokens()
    {
        QCOMPARE(Credentials::token("Bearer aa.bb.cc")->secret().expose(), QByteArray("aa.bb.cc"));
        QCOMPARE(Credentials::token("aa.bb.cc\n")->kind(), Credentials::Kind::Token);
        for (const QByteArray &text : {QByteArray(), QByteArray("nonsense"), QByteArray("a.b"), QByteArray("a.b c.d")})
            QVERIFY(!Credentials::token(text));
    }
};

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
