// SPDX-License-Identifier: GPL-3.0-or-later
// The command line on a connection that the console saved: its key from a real keychain (withkeyring starts this
// program), its messages from the history that the console writes meanwhile.
#include "cliprocess.h"
#include "session/sessionmanager.h"
#include "sessionfixture.h"
#include "settings/settingspaths.h"

#include <QDir>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using State = ApplicationSession::State;

class TestCliProfile final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSavedConnectionServesTheCommandLine()
    {
        if (qgetenv("THINGSDESK_TEST_KEYRING") != "unlocked")
            QSKIP("withkeyring runs this");
        SandboxProcess sandbox;
        QVERIFY2(sandbox.start(), qPrintable(sandbox.error()));
        QTemporaryDir home;
        qputenv("THINGSDESK_HOME", home.path().toLocal8Bit());
        const SettingsPaths paths = SettingsPaths::ofUser();
        NetworkThread network;
        ProfileStore profiles(paths.profilesFile());
        const auto keychain = createKeychainVault(u"thingsdesk"_s);
        const auto memory = createMemoryVault();
        SessionManager manager({network, profiles, *keychain, *memory, paths.historyFolder()});
        const auto session = waited(manager.add(profileOn(sandbox, u"parking"_s), keyOf(sandbox, u"parking"_s)));
        QVERIFY2(session, qPrintable(said(session)));
        QTRY_COMPARE_WITH_TIMEOUT((*session)->state(), State::Online, patience);

        // The console is open: it records what the command line does, which reads what the console stored.
        const QString profile = (*session)->profile().name();
        const QStringList saved{u"--profile"_s, profile};
        const CliResult registered = run(saved + QStringList{u"device"_s, u"register"_s, u"bay-1"_s, u"--otaa"_s,
                                                             u"--app-eui"_s, u"70B3D57ED0000001"_s});
        QVERIFY2(registered.exitCode == 0, registered.messages.constData());
        const CliResult simulated = run(saved + QStringList{u"simulate"_s, u"bay-1"_s, u"0767FF64"_s});
        QVERIFY2(simulated.exitCode == 0, simulated.messages.constData());
        QTRY_VERIFY_WITH_TIMEOUT(!recordsOf((*session)->history(), RecordKind::Uplink).isEmpty(), patience);
        const CliResult found =
            run(saved + QStringList{u"--json"_s, u"history"_s, u"search"_s, u"temperature_7 < 0"_s});
        QVERIFY2(found.exitCode == 0, found.messages.constData());
        QVERIFY2(found.output.count('\n') == 1 && found.output.contains("\"dev_id\":\"bay-1\""),
                 found.output.constData());
        QCOMPARE((*session)->state(), State::Online);

        // No key any more: the command line says so, and a key that is given counts.
        QVERIFY(waited(keychain->remove((*session)->profile().id)));
        const CliResult keyless = run(saved + QStringList{u"app"_s, u"show"_s});
        QCOMPARE(keyless.exitCode, 1);
        QVERIFY2(keyless.messages.contains("THINGSDESK_ACCESS_KEY"), keyless.messages.constData());
        const CliResult given = run(saved + QStringList{u"app"_s, u"show"_s},
                                    {{u"THINGSDESK_ACCESS_KEY"_s, sandbox.application(u"parking"_s).accessKey}});
        QVERIFY2(given.exitCode == 0, given.messages.constData());
        qunsetenv("THINGSDESK_HOME");
    }

private:
    static CliResult run(const QStringList &arguments, const QMap<QString, QByteArray> &variables = {})
    {
        return CliProcess(arguments, variables).finish();
    }
};

QTEST_GUILESS_MAIN(TestCliProfile)
#include "tst_cliprofile.moc"
