// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/demonetwork.h"
#include "support/waiting.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

QString realProgram()
{
    return QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-sandbox");
}

bool runs(qint64 processId)
{
    return ::kill(pid_t(processId), 0) == 0;
}

} // namespace

class TestDemoNetwork final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsOnceAndTellsWhereItIs()
    {
        QTemporaryDir folder;
        QByteArray firstKey;
        for (int i = 0; i < 2; ++i) {
            DemoNetwork network(folder.filePath(u"state"_s), realProgram());
            QVERIFY(!network.isRunning());
            const auto first = network.start({u"--no-devices"_s});
            const auto second = network.start();
            const auto addresses = waited(first);
            QVERIFY2(addresses, qPrintable(said(addresses)));
            QVERIFY(network.isRunning());
            QCOMPARE(waited(second)->connection, addresses->connection);
            QCOMPARE(waited(network.start())->connection, addresses->connection);
            QVERIFY(addresses->connection.discoveryCa.startsWith("-----BEGIN CERTIFICATE-----"));
            QVERIFY(addresses->applications.size() >= 3);
            const auto &application = addresses->applications.first();
            QVERIFY(application.isRegistered);
            QCOMPARE(application.credentials.kind(), Credentials::Kind::AccessKey);
            const QByteArray key = application.credentials.secret().expose();
            if (i == 1)
                QCOMPARE(key, firstKey); // the same network again
            firstKey = key;
        }
    }

    void anEndThatNobodyWantedIsTold()
    {
        QTemporaryDir folder;
        // Tells its process ID, then becomes the network.
        const QString program = script(folder, "echo $$ > '" + folder.filePath(u"pid"_s).toUtf8() + "'; exec '" +
                                                   realProgram().toUtf8() + "' \"$@\"");
        DemoNetwork network(folder.filePath(u"state"_s), program);
        QSignalSpy ended(&network, &DemoNetwork::ended);
        QVERIFY(waited(network.start({u"--no-devices"_s})));
        ::kill(pid_t(processIn(folder)), SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patience);
        QVERIFY(!network.isRunning());
        const auto again = waited(network.start({u"--no-devices"_s}));
        QVERIFY2(again, qPrintable(said(again)));
    }

    void faultsAreTold_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        QTest::newRow("ends early") << QByteArray("echo 'no room for it' >&2; exit 1") << u"no room for it"_s;
        QTest::newRow("ends well, early") << QByteArray("exit 0") << u"ended before"_s;
        QTest::newRow("says rubbish") << QByteArray("echo 'hello there'; exec sleep 100") << u"cannot be read"_s;
        QTest::newRow("says half") << QByteArray("echo '{\"discovery\": \"a:1\"}'; exec sleep 100") << u"cannot be"_s;
    }

    void faultsAreTold()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, says);
        QTemporaryDir folder;
        DemoNetwork network(folder.filePath(u"state"_s), script(folder, body));
        QSignalSpy ended(&network, &DemoNetwork::ended);
        const auto answer = waited(network.start());
        QVERIFY(!answer);
        QVERIFY2(said(answer).contains(says), qPrintable(said(answer)));
        QVERIFY(!network.isRunning());
        QTest::qWait(50);
        QVERIFY(ended.isEmpty()); // it never ran
    }

    void aMissingProgramIsNamed()
    {
        QTemporaryDir folder;
        DemoNetwork network(folder.path(), folder.filePath(u"no-such-program"_s));
        const auto answer = waited(network.start());
        QVERIFY2(!answer && said(answer).contains(u"no-such-program"), qPrintable(said(answer)));
    }

    void itGoesWithItsObject()
    {
        QTemporaryDir folder;
        const QByteArray tell = "echo $$ > '" + folder.filePath(u"pid"_s).toUtf8() + "';";
        // One that ends when asked, and one that does not care.
        for (const QByteArray &body :
             {QByteArray("exec sleep 1000"), QByteArray("trap '' TERM; sleep 1000 & wait; wait")}) {
            QFile::remove(folder.filePath(u"pid"_s));
            qint64 id = 0;
            {
                DemoNetwork network(folder.filePath(u"state"_s), script(folder, tell + body));
                (void)network.start();
                QTRY_VERIFY_WITH_TIMEOUT(processIn(folder) > 0, patience);
                id = processIn(folder);
                QVERIFY(runs(id));
            }
            QTRY_VERIFY_WITH_TIMEOUT(!runs(id), patience);
        }
    }

private:
    static QString script(const QTemporaryDir &folder, const QByteArray &body)
    {
        const QString path = folder.filePath(u"program"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write("#!/bin/sh\n" + body + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    static qint64 processIn(const QTemporaryDir &folder)
    {
        QFile file(folder.filePath(u"pid"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }
};

QTEST_GUILESS_MAIN(TestDemoNetwork)
#include "tst_demonetwork.moc"
