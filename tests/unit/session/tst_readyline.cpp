// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/readyline.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secretPart = "ttn-account-v2.not-to-be-repeated";

} // namespace

class TestReadyLine final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_folder.filePath(u"ca.pem"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("a certificate");
    }

    void addressesAndKeysAreRead()
    {
        const auto read =
            readReadyLine(line(R"("discovery": "localhost:1900", "applications": [{"app_id": "one", "access_key": "KEY",
                    "registered": true}, {"app_id": "two", "access_key": "KEY"}], "more": [])"));
        QVERIFY(read);
        QCOMPARE(read->connection.discoveryAddress, u"localhost:1900"_s);
        QCOMPARE(read->connection.discoveryCa, QByteArray("a certificate"));
        QCOMPARE(read->connection.mqttCa, QByteArray("a certificate"));
        QCOMPARE(read->applications.size(), 2);
        QCOMPARE(read->applications[0].appId.toString(), u"one"_s);
        QCOMPARE(read->applications[0].credentials.secret().expose(), secretPart);
        QVERIFY(read->applications[0].isRegistered);
        QVERIFY(!read->applications[1].isRegistered);
    }

    void rubbishIsRefusedWithoutRepeatingIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << secretPart;
        QTest::newRow("a list") << QByteArray("[\"" + secretPart + "\"]");
        QTest::newRow("no discovery") << line(R"("applications": [{"app_id": "one", "access_key": "KEY"}])");
        QTest::newRow("no ID") << line(R"("discovery": "a:1", "applications": [{"access_key": "KEY"}])");
        QTest::newRow("no key") << line(R"("discovery": "a:1", "applications": [{"app_id": "one"}])");
        QTest::newRow("odd key") << line(R"("discovery": "a:1", "applications": [{"app_id": "one",
                                            "access_key": "KEY with blanks"}])");
        QTest::newRow("no certificate") << QByteArray(R"({"discovery": "a:1", "ca": "/no/such/file"})");
    }

    void rubbishIsRefusedWithoutRepeatingIt()
    {
        QFETCH(QByteArray, text);
        const auto read = readReadyLine(text);
        QVERIFY(!read);
        QVERIFY(!read.error().text.isEmpty());
        const QString said = read.error().text + read.error().detail;
        QVERIFY2(!said.contains(u"not-to-be-repeated"), qPrintable(said));
    }

private:
    QByteArray line(const QByteArray &members)
    {
        QByteArray text = "{\"ca\": \"" + m_folder.filePath(u"ca.pem"_s).toUtf8() + "\", " + members + '}';
        return text.replace("KEY", secretPart);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestReadyLine)
#include "tst_readyline.moc"
