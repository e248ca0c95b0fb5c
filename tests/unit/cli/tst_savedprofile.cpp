// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/connection.h"
#include "settings/profilestore.h"
#include "settings/settingspaths.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

Arguments argumentsOf(const QString &line)
{
    const auto parsed = parseArguments(line.split(u' ', Qt::SkipEmptyParts), commands());
    return parsed ? parsed->arguments : Arguments();
}

SecretSource secretsOf(const QMap<QByteArray, QByteArray> &variables)
{
    return SecretSource(variables, [] { return Result<QByteArray>(QByteArray()); });
}

} // namespace

class TestSavedProfile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("THINGSDESK_HOME", m_home->path().toLocal8Bit());
        ProfileStore store(SettingsPaths::ofUser().profilesFile());
        Profile profile;
        profile.networkName = u"My network"_s;
        profile.appId = *AppId::parse(u"weather"_s);
        profile.connection.handlerAddress = u"handler.example.org:1904"_s;
        profile.connection.allowPlaintext = true;
        m_profile = *store.add(profile);
    }
    void cleanupTestCase() { qunsetenv("THINGSDESK_HOME"); }

    void aProfileIsTheWholeConnection()
    {
        SecretSource none = secretsOf({});
        for (const QString &name : {u"weather"_s, u"my-network/weather"_s}) {
            const auto connection =
                readConnection(argumentsOf("--profile "_L1 + name + " app show"_L1), Needs::Credentials, none);
            QVERIFY2(connection, qPrintable(connection ? QString() : connection.error().text));
            QCOMPARE(connection->appId, m_profile.appId);
            QCOMPARE(connection->profile, std::optional(m_profile));
            QCOMPARE(connection->settings.handlerAddress, m_profile.connection.handlerAddress);
            QVERIFY(connection->settings.allowPlaintext);
            QCOMPARE(connection->settings.discoveryAddress, u"discovery.thethings.network:1900"_s);
            QCOMPARE(connection->credentials.kind(), Credentials::Kind::None); // the keychain has them
        }
    }

    void aKeyThatIsGivenCounts()
    {
        SecretSource key = secretsOf({{"THINGSDESK_ACCESS_KEY", "acc.given"}});
        const auto connection = readConnection(argumentsOf(u"--profile weather app show"_s), Needs::Credentials, key);
        QVERIFY(connection);
        QCOMPARE(connection->credentials.secret().expose(), QByteArray("acc.given"));
    }

    void whatDoesNotGoWithItIsRefused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("names");
        QTest::newRow("application") << u"--profile weather --app weather app show"_s << u"--app"_s;
        QTest::newRow("address") << u"--profile weather --discovery h app show"_s << u"--discovery"_s;
        QTest::newRow("plain text") << u"--profile weather --allow-plaintext app show"_s << u"--allow-plaintext"_s;
        QTest::newRow("unknown") << u"--profile windows app show"_s << u"my-network/weather"_s;
    }

    void whatDoesNotGoWithItIsRefused()
    {
        QFETCH(QString, line);
        QFETCH(QString, names);
        SecretSource none = secretsOf({});
        const auto connection = readConnection(argumentsOf(line), Needs::Credentials, none);
        QVERIFY(!connection);
        QVERIFY2(connection.error().text.contains(names), qPrintable(connection.error().text));
    }

    void aStoreThatCannotBeReadIsTold()
    {
        QFile file(SettingsPaths::ofUser().profilesFile());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("rubbish");
        file.close();
        SecretSource none = secretsOf({});
        const auto connection = readConnection(argumentsOf(u"--profile weather app show"_s), Needs::Credentials, none);
        QVERIFY(!connection);
        QVERIFY2(connection.error().text.contains(u"set aside"), qPrintable(connection.error().text));
    }

    void theHistoryNeedsAProfileAndNoKey()
    {
        SecretSource none = secretsOf({});
        QVERIFY(!readConnection(argumentsOf(u"--app weather history search"_s), Needs::Profile, none));
        QVERIFY(readConnection(argumentsOf(u"--profile weather history search"_s), Needs::Profile, none));
    }

    void theHomeFolderOutlivesTheCleaning()
    {
        qputenv("THINGSDESK_TOKEN", "a.b.c");
        (void)SecretSource::fromEnvironment();
        QVERIFY(!qEnvironmentVariableIsSet("THINGSDESK_TOKEN"));
        QCOMPARE(qgetenv("THINGSDESK_HOME"), m_home->path().toLocal8Bit());
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    Profile m_profile;
};

QTEST_GUILESS_MAIN(TestSavedProfile)
#include "tst_savedprofile.moc"
