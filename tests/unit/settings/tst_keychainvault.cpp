// SPDX-License-Identifier: GPL-3.0-or-later
// The keychain as users meet it. withkeyring starts this program on a bus of its own, with a real keyring that is
// unlocked, with none at all, or with one that never answers (played by this program).
#include "settings/keychainvault.h"
#include "settings/preferences.h"
#include "settings/profilestore.h"
#include "settings/settingspaths.h"
#include "support/waiting.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVirtualObject>
#include <QDirIterator>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Cause = Failure::Cause;

namespace {

const char *const secretText = "ttn-account-v2.a-secret-that-must-not-be-found";

/// Takes every call and answers none.
class SilentKeyring final : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        message.setDelayedReply(true);
        ++calls;
        return true;
    }
    int calls = 0;
};

bool isKeyring(const char *which)
{
    return qgetenv("THINGSDESK_TEST_KEYRING") == which;
}

} // namespace

#define ONLY_WITH_KEYRING(which)                                                                                       \
    if (!isKeyring(which))                                                                                             \
    QSKIP("withkeyring runs this")

class TestKeychainVault final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void memoryKeepsUntilItGoes()
    {
        const auto vault = createMemoryVault();
        checkRoundTrip(*vault);
        QVERIFY(!vault->place().isEmpty());
    }

    void theKeyringKeepsWhatIsWritten()
    {
        ONLY_WITH_KEYRING("unlocked");
        KeychainVault vault(u"thingsdesk-test"_s);
        checkRoundTrip(vault);
    }

    void anotherRunFindsIt()
    {
        ONLY_WITH_KEYRING("unlocked");
        const QUuid id = QUuid::createUuid();
        {
            KeychainVault vault(u"thingsdesk-test"_s);
            const auto written = waited(vault.write(id, Secret(secretText)));
            QVERIFY2(written, qPrintable(said(written)));
        }
        KeychainVault vault(u"thingsdesk-test"_s);
        QCOMPARE(waited(vault.read(id))->expose(), QByteArray(secretText));
        KeychainVault other(u"another-program"_s);
        QCOMPARE(waited(other.read(id)).error().cause, Cause::NotFound);
    }

    void manyCallsAtOnce()
    {
        ONLY_WITH_KEYRING("unlocked");
        KeychainVault vault(u"thingsdesk-test"_s);
        QList<QUuid> ids;
        QList<Future<void>> writes;
        for (int i = 0; i < 20; ++i) {
            ids.append(QUuid::createUuid());
            writes.append(vault.write(ids.last(), Secret("key." + QByteArray::number(i))));
        }
        for (const Future<void> &write : writes)
            QVERIFY(waited(write));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(waited(vault.read(ids[i]))->expose(), "key." + QByteArray::number(i));
    }

    void settingsHoldNoSecret()
    {
        ONLY_WITH_KEYRING("unlocked");
        QTemporaryDir home;
        qputenv("THINGSDESK_HOME", home.path().toLocal8Bit());
        const SettingsPaths paths = SettingsPaths::ofUser();
        {
            ProfileStore profiles(paths.profilesFile());
            Preferences preferences(paths.preferencesFile());
            KeychainVault vault(u"thingsdesk-test"_s);
            Profile profile;
            profile.appId = *AppId::parse(u"weather"_s);
            profile = *profiles.add(profile);
            preferences.setState(profile.id, u"window"_s, "state");
            QVERIFY(waited(vault.write(profile.id, Secret(secretText))));
        }
        int looked = 0;
        // The keyring's own files are encrypted: they are searched as well.
        for (const QString &folder : {home.path(), QDir::homePath()}) {
            QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                ++looked;
                const QByteArray content = file.readAll();
                QVERIFY2(!content.contains(secretText) && !content.contains(QByteArray(secretText).toBase64()),
                         qPrintable(file.fileName()));
            }
        }
        QVERIFY(looked >= 3);
        qunsetenv("THINGSDESK_HOME");
    }

    void aLockedKeyringIsNoMissingKeyring()
    {
        ONLY_WITH_KEYRING("unlocked");
        KeychainVault vault(u"thingsdesk-test"_s, 5s);
        const QUuid id = QUuid::createUuid();
        QVERIFY(waited(vault.write(id, Secret(secretText))));
        QVERIFY(lockAll());
        const Result<Secret> read = waited(vault.read(id));
        QVERIFY(!read);
        QVERIFY2(read.error().cause == Cause::KeychainDenied, qPrintable(said(read)));
        QVERIFY2(read.error().text.contains(u"nlock"), qPrintable(said(read)));
        const Result<void> removed = waited(vault.remove(id));
        QVERIFY2(!removed && removed.error().cause == Cause::KeychainDenied, qPrintable(said(removed)));
    }

    void withoutABusThereIsNoKeychain()
    {
        ONLY_WITH_KEYRING("absent");
        KeychainVault vault(u"thingsdesk-test"_s);
        const QUuid id = QUuid::createUuid();
        const auto written = waited(vault.write(id, Secret(secretText)));
        QVERIFY(!written);
        QVERIFY2(written.error().cause == Cause::KeychainUnavailable, qPrintable(said(written)));
        QCOMPARE(waited(vault.read(id)).error().cause, Cause::KeychainUnavailable);
        QCOMPARE(waited(vault.remove(id)).error().cause, Cause::KeychainUnavailable);
    }

    void aKeyringThatNeverAnswersIsGivenUp()
    {
        ONLY_WITH_KEYRING("silent");
        playSilentKeyring();
        KeychainVault vault(u"thingsdesk-test"_s, 500ms);
        const QUuid id = QUuid::createUuid();
        const auto read = vault.read(id);
        const auto written = vault.write(id, Secret(secretText));
        QCOMPARE(waited(read).error().cause, Cause::KeychainUnavailable);
        QCOMPARE(waited(written).error().cause, Cause::KeychainUnavailable);
        QVERIFY(m_silent.calls > 0);
    }

    void waitingCanBeCancelled()
    {
        ONLY_WITH_KEYRING("silent");
        playSilentKeyring();
        KeychainVault vault(u"thingsdesk-test"_s, 10min);
        Future<Secret> read = vault.read(QUuid::createUuid());
        QTest::qWait(50);
        QVERIFY(!read.isFinished());
        read.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(read.isFinished(), patience);
        // A vault that goes takes its calls along.
        Future<void> orphan;
        {
            KeychainVault short_lived(u"thingsdesk-test"_s, 10min);
            orphan = short_lived.write(QUuid::createUuid(), Secret(secretText));
        }
        QTRY_VERIFY_WITH_TIMEOUT(orphan.isFinished(), patience);
    }

private:
    static void checkRoundTrip(SecretVault &vault)
    {
        const QUuid id = QUuid::createUuid();
        QCOMPARE(waited(vault.read(id)).error().cause, Cause::NotFound);
        const auto absent = waited(vault.remove(id));
        QVERIFY2(absent, qPrintable(said(absent)));
        for (const QByteArray &text : {QByteArray(secretText), QByteArray("ttn-account-v2.changed")}) {
            const auto written = waited(vault.write(id, Secret(text)));
            QVERIFY2(written, qPrintable(said(written)));
            const auto read = waited(vault.read(id));
            QVERIFY2(read, qPrintable(said(read)));
            QCOMPARE(read->expose(), text);
        }
        QCOMPARE(waited(vault.read(QUuid::createUuid())).error().cause, Cause::NotFound);
        const auto removed = waited(vault.remove(id));
        QVERIFY2(removed, qPrintable(said(removed)));
        QCOMPARE(waited(vault.read(id)).error().cause, Cause::NotFound);
    }

    static bool lockAll()
    {
        QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                                           u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
        call << QVariant::fromValue(QList{QDBusObjectPath(u"/org/freedesktop/secrets/aliases/default"_s),
                                          QDBusObjectPath(u"/org/freedesktop/secrets/collection/login"_s)});
        const QDBusMessage reply = QDBusConnection::sessionBus().call(call);
        return reply.type() == QDBusMessage::ReplyMessage;
    }

    void playSilentKeyring()
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        QVERIFY(bus.isConnected());
        bus.registerVirtualObject(u"/"_s, &m_silent, QDBusConnection::SubPath);
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));
    }

    SilentKeyring m_silent;
};

QTEST_GUILESS_MAIN(TestKeychainVault)
#include "tst_keychainvault.moc"
