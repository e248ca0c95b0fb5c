// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profilestore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;

namespace {

Profile made(const QString &network, const QString &appId)
{
    Profile profile;
    profile.networkName = network;
    profile.appId = *AppId::parse(appId);
    profile.connection.discoveryAddress = network.toLower().replace(u' ', u'-') + ":1900"_L1;
    return profile;
}

Profile full()
{
    Profile profile = made(u"Lora Example"_s, u"weather"_s);
    profile.connection = {u"d.example.org"_s,
                          u"h.example.org:1904"_s,
                          u"mqtts://b.example.org"_s,
                          "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                          "second\n",
                          "third\n",
                          true};
    profile.usesToken = true;
    profile.secretPlace = SecretPlace::Session;
    profile.isBuiltIn = true;
    return profile;
}

} // namespace

class TestProfileStore final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"config/profiles.json"_s);
    }

    void noFileIsNoFailure()
    {
        ProfileStore store(m_file);
        QVERIFY(store.load());
        QVERIFY(store.profiles().isEmpty());
        QCOMPARE(store.findByName(u"x"_s).error().cause, Cause::NotFound);
    }

    void everythingComesBack()
    {
        const QList<Profile> wanted = {full(), made(u"Other"_s, u"doors"_s)};
        QList<Profile> added;
        {
            ProfileStore store(m_file);
            QVERIFY(store.load());
            QSignalSpy told(&store, &ProfileStore::added);
            for (const Profile &profile : wanted) {
                const Result<Profile> result = store.add(profile);
                QVERIFY(result);
                QVERIFY(!result->id.isNull());
                added.append(*result);
            }
            QCOMPARE(told.size(), 2);
        }
        ProfileStore store(m_file);
        QVERIFY(store.load());
        QCOMPARE(store.profiles(), added);
        QCOMPARE(store.find(added.first().id), std::optional(added.first()));
        QCOMPARE(QFile::permissions(m_file) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void changesAreSaved()
    {
        ProfileStore store(m_file);
        const Profile first = *store.add(made(u"A"_s, u"one"_s));
        const Profile second = *store.add(made(u"A"_s, u"two"_s));
        QSignalSpy updated(&store, &ProfileStore::updated);
        QSignalSpy removed(&store, &ProfileStore::removed);
        Profile renamed = first;
        renamed.networkName = u"B"_s;
        QVERIFY(store.update(renamed));
        QVERIFY(store.remove(second.id));
        QCOMPARE(updated.size(), 1);
        QCOMPARE(removed.size(), 1);
        QCOMPARE(store.update(second).error().cause, Cause::NotFound);
        QCOMPARE(store.remove(second.id).error().cause, Cause::NotFound);
        ProfileStore again(m_file);
        QVERIFY(again.load());
        QCOMPARE(again.profiles(), QList{renamed});
    }

    void oneApplicationAtOneNetworkOnlyOnce()
    {
        ProfileStore store(m_file);
        const Profile first = *store.add(made(u"A"_s, u"one"_s));
        Profile same = made(u"Other name"_s, u"one"_s);
        same.connection.discoveryAddress = u" A:1900 "_s;
        QCOMPARE(store.add(same).error().cause, Cause::AlreadyExists);
        same.connection.handlerAddress = u"elsewhere"_s;
        QVERIFY(store.add(same));
        Profile copy = made(u"Z"_s, u"nine"_s);
        copy.id = first.id;
        QCOMPARE(store.add(copy).error().cause, Cause::AlreadyExists);
        QCOMPARE(store.profiles().size(), 2);
    }

    void namesFindProfiles()
    {
        ProfileStore store(m_file);
        const Profile demo = *store.add(made(u"Demo network"_s, u"weather"_s));
        const Profile other = *store.add(made(u"Other"_s, u"weather"_s));
        const Profile doors = *store.add(made(u"Other"_s, u"doors"_s));
        QCOMPARE(demo.name(), u"demo-network/weather"_s);
        QCOMPARE(*store.findByName(u"demo-network/weather"_s), demo);
        QCOMPARE(*store.findByName(u"OTHER/weather"_s), other);
        QCOMPARE(*store.findByName(u"doors"_s), doors);
        QCOMPARE(*store.findByName(doors.id.toString(QUuid::WithoutBraces)), doors);
        const Failure several = store.findByName(u"weather"_s).error();
        QVERIFY2(several.text.contains(demo.name()) && several.text.contains(other.name()), qPrintable(several.text));
        const Failure none = store.findByName(u"windows"_s).error();
        QCOMPARE(none.cause, Cause::NotFound);
        QVERIFY2(none.text.contains(doors.name()), qPrintable(none.text));
    }

    void whatWeDoNotKnowSurvives()
    {
        const QUuid id = QUuid::createUuid();
        write(
            R"({"profiles": [{"id": "%1", "app_id": "one", "network": "A", "colour": "blue"}, {"id": 7, "keep": "me"}],
                  "later": {"x": [1, 2]}, "version": 3})"_ba.replace("%1", id.toByteArray(QUuid::WithoutBraces)));
        ProfileStore store(m_file);
        const Result<void> loaded = store.load();
        QCOMPARE(loaded.error().cause, Cause::FileUnusable);
        QCOMPARE(store.profiles().size(), 1);
        Profile profile = store.profiles().first();
        profile.networkName = u"B"_s;
        QVERIFY(store.update(profile));
        const QJsonObject json = QJsonDocument::fromJson(read()).object();
        QCOMPARE(json["later"_L1].toObject()["x"_L1].toArray().size(), 2);
        QCOMPARE(json["version"_L1].toInt(), 3);
        QCOMPARE(json["profiles"_L1][0]["colour"_L1].toString(), u"blue"_s);
        QCOMPARE(json["profiles"_L1][0]["network"_L1].toString(), u"B"_s);
        QCOMPARE(json["profiles"_L1][1]["keep"_L1].toString(), u"me"_s);
    }

    void entriesThatBreakARuleAreNamed_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::addColumn<QString>("field");
        QTest::newRow("id") << QByteArray(R"("id": "none")") << u"id"_s;
        QTest::newRow("application") << QByteArray(R"("app_id": "No Good")") << u"app_id"_s;
        QTest::newRow("type") << QByteArray(R"("discovery": 7)") << u"discovery"_s;
        QTest::newRow("flag") << QByteArray(R"("allow_plaintext": "yes")") << u"allow_plaintext"_s;
        QTest::newRow("word") << QByteArray(R"("secret_place": "drawer")") << u"secret_place"_s;
    }

    void entriesThatBreakARuleAreNamed()
    {
        QFETCH(QByteArray, member);
        QFETCH(QString, field);
        QJsonObject entry{{u"id"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}, {u"app_id"_s, u"one"_s}};
        const QJsonObject broken = QJsonDocument::fromJson('{' + member + '}').object();
        entry[broken.keys().first()] = broken.begin().value();
        write(QJsonDocument(QJsonObject{{u"profiles"_s, QJsonArray{entry}}}).toJson());
        ProfileStore store(m_file);
        const Result<void> loaded = store.load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().detail.startsWith(field), qPrintable(loaded.error().detail));
    }

    void aDamagedFileIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray(R"({"profiles": [{"id")");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("no list in it") << QByteArray(R"({"profiles": 7})");
        QTest::newRow("binary") << QByteArray("\0\x01\xff", 3);
    }

    void aDamagedFileIsSetAside()
    {
        QFETCH(QByteArray, text);
        write(text);
        ProfileStore store(m_file);
        const Failure failure = store.load().error();
        QCOMPARE(failure.cause, Cause::FileUnusable);
        QVERIFY(!QFile::exists(m_file));
        const QFileInfo info(m_file);
        const QStringList others = info.dir().entryList({u"profiles.json.damaged-*"_s});
        QCOMPARE(others.size(), 1);
        QVERIFY2(failure.text.contains(others.first()), qPrintable(failure.text));
        QFile other(info.dir().filePath(others.first()));
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), text);
        QVERIFY(store.add(made(u"A"_s, u"one"_s)));
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        if (geteuid() == 0) {
            // Root may write everywhere: a file where the folder should be stops it as well.
            QFile file(m_folder->filePath(u"config"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
        } else {
            QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
        }
        ProfileStore store(m_file);
        const Result<Profile> added = store.add(made(u"A"_s, u"one"_s));
        QCOMPARE(added.error().cause, Cause::FileUnusable);
        QVERIFY(store.profiles().isEmpty());
    }

private:
    void write(const QByteArray &text)
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_file).path()));
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray read()
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
