// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profilestore.h"

#include "settings/profilejson.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Failure unusable(const QString &text, const QString &detail)
{
    return {Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, detail};
}

/// Addresses as they are compared: what a host name looks like does not matter.
QStringList addressesOf(const ConnectionSettings &connection)
{
    const auto plain = [](const QString &address) { return address.trimmed().toLower(); };
    return {plain(connection.discoveryAddress), plain(connection.handlerAddress), plain(connection.mqttAddress)};
}

bool areTheSameApplication(const Profile &one, const Profile &other)
{
    return one.appId == other.appId && one.isBuiltIn == other.isBuiltIn &&
           addressesOf(one.connection) == addressesOf(other.connection);
}

auto hasId(const QUuid &id)
{
    return [id](const Profile &profile) { return profile.id == id; };
}

Failure noSuchProfile(const QUuid &id)
{
    return {Failure::Kind::Permanent, Failure::Cause::NotFound, u"There is no such profile any more."_s,
            id.toString(QUuid::WithoutBraces)};
}

Result<void> writeAtomically(const QString &file, const QByteArray &text)
{
    const QString folder = QFileInfo(file).absolutePath();
    const auto failed = [&file](const QString &why) {
        return fail(unusable(u"The profiles cannot be saved in \"%1\": %2."_s.arg(file, why), {}));
    };
    if (!QDir().mkpath(folder))
        return failed(u"the folder cannot be made"_s);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || !target.setPermissions(ownerOnly) || target.write(text) != text.size() ||
        !target.commit())
        return failed(target.errorString());
    return {};
}

} // namespace

ProfileStore::ProfileStore(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
}

Result<void> ProfileStore::load()
{
    m_profiles.clear();
    m_document = {};
    m_entries.clear();
    m_unreadable = {};
    m_mayWrite = true;
    QFile file(m_file);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return setAside(file.errorString());
    return readDocument(file.readAll());
}

Result<void> ProfileStore::readDocument(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.isObject())
        return setAside(error.error == QJsonParseError::NoError ? u"it is no JSON object"_s : error.errorString());
    const QJsonObject object = document.object();
    if (const QJsonValue list = object.value("profiles"_L1); !list.isArray() && !list.isUndefined())
        return setAside(u"\"profiles\" is no list"_s);
    m_document = object;
    QStringList faults;
    const QJsonArray entries = object.value("profiles"_L1).toArray();
    for (const auto &entry : entries) {
        Result<Profile> profile = profileFromJson(entry.toObject());
        if (profile && m_entries.contains(profile->id))
            profile = fail(Failure::invalidInput(u"id"_s, u"must not be that of another profile"_s));
        if (!profile) {
            m_unreadable.append(entry);
            faults.append(profile.error().text);
            continue;
        }
        m_entries.insert(profile->id, entry.toObject());
        m_profiles.append(*std::move(profile));
    }
    if (faults.isEmpty())
        return {};
    return fail(
        unusable(u"%1 profile(s) in \"%2\" cannot be read and are left out; they stay in the file."_s.arg(faults.size())
                     .arg(m_file),
                 faults.join(u' ')));
}

Result<void> ProfileStore::setAside(const QString &why)
{
    const QString base = m_file + ".damaged-"_L1 + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString other = base;
    for (int i = 2; QFile::exists(other); ++i)
        other = base + u'-' + QString::number(i);
    if (QFile::rename(m_file, other))
        return fail(
            unusable(u"The saved profiles could not be read. Their file was set aside as \"%1\"."_s.arg(other), why));
    m_mayWrite = false;
    return fail(unusable(
        u"The saved profiles in \"%1\" cannot be read, and the file cannot be set aside. Profiles are not saved until "
        "this is put right and the program started again."_s.arg(m_file),
        why));
}

std::optional<Profile> ProfileStore::find(const QUuid &id) const
{
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), hasId(id));
    return found == m_profiles.end() ? std::nullopt : std::optional(*found);
}

Result<Profile> ProfileStore::findByName(const QString &name) const
{
    QList<Profile> byName;
    QList<Profile> byAppId;
    QStringList all;
    const QString wanted = name.trimmed();
    for (const Profile &profile : m_profiles) {
        if (profile.id == QUuid::fromString(wanted))
            return profile;
        if (profile.name().compare(wanted, Qt::CaseInsensitive) == 0)
            byName.append(profile);
        if (profile.appId.toString() == wanted)
            byAppId.append(profile);
        all.append(profile.name());
    }
    for (const QList<Profile> &found : {byName, byAppId}) {
        if (found.size() == 1)
            return found.first();
    }
    const QList<Profile> &several = byName.isEmpty() ? byAppId : byName;
    if (!several.isEmpty()) {
        QStringList choices;
        for (const Profile &profile : several)
            choices.append(byName.isEmpty() ? profile.name() : profile.id.toString(QUuid::WithoutBraces));
        return fail({Failure::Kind::Permanent,
                     Failure::Cause::InvalidInput,
                     u"Several profiles are called \"%1\". Take one of: %2."_s.arg(wanted, choices.join(u", "_s)),
                     {}});
    }
    return fail({Failure::Kind::Permanent, Failure::Cause::NotFound,
                 all.isEmpty() ? u"There is no profile \"%1\": none is saved yet."_s.arg(wanted)
                               : u"There is no profile \"%1\". There are: %2."_s.arg(wanted, all.join(u", "_s)),
                 m_file});
}

Result<Profile> ProfileStore::add(Profile profile)
{
    for (const Profile &other : m_profiles) {
        if (other.id == profile.id || areTheSameApplication(other, profile))
            return fail(
                {Failure::Kind::Permanent,
                 Failure::Cause::AlreadyExists,
                 u"The application \"%1\" is here already, as \"%2\"."_s.arg(profile.appId.toString(), other.name()),
                 {}});
    }
    if (profile.id.isNull())
        profile.id = QUuid::createUuid();
    const QList<Profile> all = m_profiles + QList{profile};
    if (const Result<void> saved = save(all); !saved)
        return fail(saved.error());
    m_profiles = all;
    Q_EMIT added(profile);
    return profile;
}

Result<void> ProfileStore::update(const Profile &profile)
{
    QList<Profile> all = m_profiles;
    const auto place = std::find_if(all.begin(), all.end(), hasId(profile.id));
    if (place == all.end())
        return fail(noSuchProfile(profile.id));
    if (*place == profile)
        return {};
    *place = profile;
    if (Result<void> saved = save(all); !saved)
        return saved;
    m_profiles = all;
    Q_EMIT updated(profile);
    return {};
}

Result<void> ProfileStore::remove(const QUuid &id)
{
    QList<Profile> all = m_profiles;
    if (all.removeIf(hasId(id)) == 0)
        return fail(noSuchProfile(id));
    if (Result<void> saved = save(all); !saved)
        return saved;
    m_profiles = all;
    m_entries.remove(id);
    Q_EMIT removed(id);
    return {};
}

Result<void> ProfileStore::save(const QList<Profile> &profiles) const
{
    if (!m_mayWrite)
        return fail(
            unusable(u"Profiles are not saved: the file \"%1\" could not be read at the start."_s.arg(m_file), {}));
    QJsonArray list;
    for (const Profile &profile : profiles)
        list.append(profileToJson(profile, m_entries.value(profile.id)));
    for (const auto &entry : std::as_const(m_unreadable))
        list.append(entry);
    QJsonObject document = m_document;
    document["version"_L1] = document.value("version"_L1).toInt(1);
    document["profiles"_L1] = list;
    return writeAtomically(m_file, QJsonDocument(document).toJson());
}

} // namespace thingsdesk
