// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/connection.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

using Variables = QMap<QByteArray, QByteArray>;

Arguments argumentsOf(const QString &line)
{
    const auto invocation = parseArguments(line.split(u' ', Qt::SkipEmptyParts), commands());
    return invocation ? invocation->arguments : Arguments();
}

SecretSource sourceOf(const Variables &variables, const QByteArray &input = {})
{
    return SecretSource(variables, [input] { return Result<QByteArray>(input); });
}

} // namespace

class TestSecretSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aKeyComesFromTheEnvironmentAFileOrTheInput()
    {
        const QString path = m_folder.filePath(u"key"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("acc.file\n") > 0);
        file.close();

        QCOMPARE(key({{"THINGSDESK_ACCESS_KEY", "acc.env"}}, u"check"_s), QByteArray("acc.env"));
        QCOMPARE(key({{"THINGSDESK_ACCESS_KEY", "acc.env"}}, u"check --key-file "_s + path), QByteArray("acc.file"));
        QCOMPARE(key({}, u"check --key-file -"_s, " acc.input \n"), QByteArray("acc.input"));
        QCOMPARE(key({}, u"check"_s), QByteArray());
    }

    void aTokenIsAToken()
    {
        const auto credentials = sourceOf({{"THINGSDESK_TOKEN", "a.b.c"}}).credentials(argumentsOf(u"check"_s));
        QVERIFY(credentials);
        QCOMPARE(credentials->kind(), Credentials::Kind::Token);
    }

    void keyAndTokenTogetherAreRefused()
    {
        const Variables both{{"THINGSDESK_ACCESS_KEY", "acc.key"}, {"THINGSDESK_TOKEN", "a.b.c"}};
        QVERIFY(!sourceOf(both).credentials(argumentsOf(u"check"_s)));
        QVERIFY(!sourceOf({{"THINGSDESK_TOKEN", "a.b.c"}}).credentials(argumentsOf(u"check --key-file -"_s)));
    }

    void whatIsWrongIsSaidWithoutTheSecret_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("no dot") << u"check"_s << QByteArray("geheimgeheim");
        QTest::newRow("blank inside") << u"check"_s << QByteArray("acc.geheim geheim");
        QTest::newRow("missing file") << u"check --key-file /nonexistent/file"_s << QByteArray();
        QTest::newRow("empty input") << u"check --key-file -"_s << QByteArray();
    }

    void whatIsWrongIsSaidWithoutTheSecret()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, key);
        SecretSource source = sourceOf({{"THINGSDESK_ACCESS_KEY", key}});
        const auto credentials = source.credentials(argumentsOf(line));
        QVERIFY(!credentials);
        QVERIFY(!credentials.error().text.isEmpty());
        QVERIFY(!(credentials.error().text + credentials.error().hint).contains(u"geheim"_s));
    }

    void theInputIsReadOnce()
    {
        SecretSource source = sourceOf({}, "acc.key");
        const Arguments arguments = argumentsOf(u"--key-file - app on-join-key set"_s);
        QVERIFY(source.credentials(arguments));
        const auto onJoin = source.onJoinKey(arguments);
        QVERIFY(!onJoin);
        QVERIFY(onJoin.error().text.contains(u"--key-file"_s));
    }

    void theOnJoinKeyIsReadAlike()
    {
        const Arguments arguments = argumentsOf(u"app on-join-key set"_s);
        QCOMPARE(sourceOf({{"THINGSDESK_ON_JOIN_KEY", "acc.join"}}).onJoinKey(arguments)->expose(),
                 QByteArray("acc.join"));
        QCOMPARE(sourceOf({}, "acc.join\n").onJoinKey(arguments)->expose(), QByteArray("acc.join"));
        QVERIFY(!sourceOf({}, "nodot").onJoinKey(arguments));
    }

    void theEnvironmentIsEmptiedForChildren()
    {
        qputenv("THINGSDESK_ACCESS_KEY", "acc.env");
        qputenv("THINGSDESK_SOMETHING", "else");
        SecretSource source = SecretSource::fromEnvironment();
        QVERIFY(!qEnvironmentVariableIsSet("THINGSDESK_ACCESS_KEY"));
        QVERIFY(!qEnvironmentVariableIsSet("THINGSDESK_SOMETHING"));
        QCOMPARE(source.credentials({})->secret().expose(), QByteArray("acc.env"));
    }

    void aConnectionNeedsWhatItsCommandNeeds()
    {
        SecretSource none = sourceOf({});
        QVERIFY(readConnection(argumentsOf(u"decode --cayenne --port 1 00"_s), Needs::Nothing, none));
        const auto network = readConnection(argumentsOf(u"discover"_s), Needs::Network, none);
        QVERIFY(network);
        QCOMPARE(network->settings.discoveryAddress, u"discovery.thethings.network:1900"_s);
        QVERIFY(!readConnection(argumentsOf(u"check"_s), Needs::Credentials, none));
        QVERIFY(!readConnection(argumentsOf(u"--app my-app check"_s), Needs::Credentials, none));
        QVERIFY(readConnection(argumentsOf(u"--app my-app check"_s), Needs::Application, none));

        SecretSource good = sourceOf({{"THINGSDESK_ACCESS_KEY", "acc.key"}});
        QVERIFY(readConnection(argumentsOf(u"--app my-app check"_s), Needs::Credentials, good));
        for (const QString &line :
             {u"--app My_App check"_s, u"--app my-app --handler :x check"_s, u"--app my-app --discovery= check"_s,
              u"--app my-app --mqtt http://h check"_s, u"--app my-app --ca /nonexistent/file check"_s,
              u"--app my-app --profile p check"_s})
            QVERIFY2(!readConnection(argumentsOf(line), Needs::Credentials, good), qPrintable(line));
    }

private:
    static QByteArray key(const Variables &variables, const QString &line, const QByteArray &input = {})
    {
        const auto credentials = sourceOf(variables, input).credentials(argumentsOf(line));
        return credentials ? credentials->secret().expose() : QByteArray("refused");
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSecretSource)
#include "tst_secretsource.moc"
