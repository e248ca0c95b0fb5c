// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/state/statefile.h"

#include "sandbox/state/wiredevice.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace thingsdesk::sandbox {

namespace {

constexpr const char *schema[] = {
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "CREATE TABLE IF NOT EXISTS application (app_id TEXT PRIMARY KEY, format TEXT, decoder TEXT, converter TEXT,"
    " validator TEXT, encoder TEXT, on_join_key BLOB)",
    // `registration` is the device in its wire form (handler.Device); what changes with the traffic has columns.
    "CREATE TABLE IF NOT EXISTS device (app_id TEXT REFERENCES application ON DELETE CASCADE, dev_id TEXT,"
    " registration BLOB, handler_counter INTEGER, heard INTEGER, nonces BLOB, PRIMARY KEY (app_id, dev_id))",
    "CREATE TABLE IF NOT EXISTS downlink (app_id TEXT, dev_id TEXT, position INTEGER, in_progress INTEGER,"
    " port INTEGER, confirmed INTEGER, payload BLOB, fields BLOB, PRIMARY KEY (app_id, dev_id, position),"
    " FOREIGN KEY (app_id, dev_id) REFERENCES device ON DELETE CASCADE)",
    "CREATE TABLE IF NOT EXISTS access_key (access_key BLOB PRIMARY KEY, app_id TEXT, rights TEXT)",
    "CREATE TABLE IF NOT EXISTS announced (app_id TEXT PRIMARY KEY, handler_id TEXT)",
    "CREATE TABLE IF NOT EXISTS device_memory (app_id TEXT, dev_id TEXT, memory BLOB, PRIMARY KEY (app_id, dev_id))",
    "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT)",
};

QByteArray packed(const QList<quint16> &nonces)
{
    QByteArray bytes;
    for (const quint16 nonce : nonces)
        bytes.append(char(nonce >> 8)).append(char(nonce & 0xff));
    return bytes;
}

QList<quint16> unpacked(const QByteArray &bytes)
{
    QList<quint16> nonces;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        nonces.append(quint16(quint8(bytes[i]) << 8 | quint8(bytes[i + 1])));
    return nonces;
}

Failure unwritten(const QString &reason)
{
    return {Failure::Kind::Transient, Failure::Cause::Other, QStringLiteral("The network's state cannot be written."),
            reason};
}

} // namespace

StateFile::StateFile()
    : m_connection(QUuid::createUuid().toString())
{
}

StateFile::~StateFile()
{
    m_statements.clear();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> StateFile::open(const QString &path)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_database.setDatabaseName(path);
    bool good = m_database.open();
    QString reason = m_database.lastError().text();
    for (const char *statement : schema) {
        QSqlQuery query(m_database);
        good = good && query.exec(QString::fromLatin1(statement));
        if (!good && query.lastError().isValid())
            reason = query.lastError().text();
    }
    if (good)
        return {};
    return fail({Failure::Kind::Permanent, Failure::Cause::Other,
                 QStringLiteral("The network's state file %1 cannot be used. Remove it to begin anew.").arg(path),
                 reason});
}

bool StateFile::run(const QString &statement, const QVariantList &values)
{
    // Preparing costs more than running.
    auto query = m_statements.find(statement);
    if (query == m_statements.end()) {
        query = m_statements.try_emplace(statement, m_database).first;
        query->second.prepare(statement);
    }
    for (int i = 0; i < values.size(); ++i)
        query->second.bindValue(i, values[i]);
    const bool good = query->second.exec();
    if (!good)
        m_error = query->second.lastError().text();
    query->second.finish();
    return good;
}

void StateFile::load(Registry &registry)
{
    QSqlQuery query(QStringLiteral("SELECT app_id, format, decoder, converter, validator, encoder, on_join_key"
                                   " FROM application"),
                    m_database);
    while (query.next()) {
        Application &settings = registry.addApplication(AppId::fromServer(query.value(0).toString())).settings;
        settings.formatName = query.value(1).toString();
        settings.format = payloadFormatFromName(settings.formatName);
        settings.functions = {query.value(2).toString(), query.value(3).toString(), query.value(4).toString(),
                              query.value(5).toString()};
        settings.onJoinKey = Secret(query.value(6).toByteArray());
    }
    loadDevices(registry);
    loadDownlinks(registry);
    registry.takeChanges();
}

void StateFile::loadDevices(Registry &registry)
{
    QSqlQuery query(QStringLiteral("SELECT registration, handler_counter, heard, nonces FROM device"), m_database);
    while (query.next()) {
        const QByteArray registration = query.value(0).toByteArray();
        handler::Device wire;
        if (!wire.ParseFromArray(registration.constData(), int(registration.size())))
            continue;
        DeviceRecord &record = registry.storeDevice(fromWire(wire));
        record.handlerCounter = query.value(1).toUInt();
        record.heard = query.value(2).toBool();
        record.usedDevNonces = unpacked(query.value(3).toByteArray());
    }
}

void StateFile::loadDownlinks(Registry &registry)
{
    QSqlQuery query(QStringLiteral("SELECT app_id, dev_id, in_progress, port, confirmed, payload, fields FROM downlink"
                                   " ORDER BY app_id, dev_id, position"),
                    m_database);
    while (query.next()) {
        DeviceRecord *record =
            registry.device(AppId::fromServer(query.value(0).toString()), DevId::fromServer(query.value(1).toString()));
        if (!record)
            continue;
        DownlinkMessage message;
        message.port = quint8(query.value(3).toUInt());
        message.confirmed = query.value(4).toBool();
        message.payload = query.value(5).toByteArray();
        message.fields = query.value(6).toByteArray();
        if (query.value(2).toBool())
            record->current = message;
        else
            record->queue.append(message);
    }
}

Result<void> StateFile::save(Registry &registry)
{
    const Registry::Changes changes = registry.takeChanges();
    if (changes.isEmpty())
        return {};
    bool good = m_database.transaction();
    for (const AppId &appId : changes.applications)
        good = good && saveApplication(registry, appId);
    for (const DeviceName &name : changes.devices)
        good = good && saveDevice(registry, name);
    if (good && m_database.commit())
        return {};
    m_database.rollback();
    for (const AppId &appId : changes.applications)
        registry.markChanged(appId);
    for (const DeviceName &name : changes.devices)
        registry.markChanged(name.appId, name.devId);
    return fail(unwritten(m_error));
}

bool StateFile::saveApplication(Registry &registry, const AppId &appId)
{
    const ApplicationRecord *record = registry.application(appId);
    if (!record)
        return run(QStringLiteral("DELETE FROM application WHERE app_id = ?"), {appId.toString()});
    const Application &settings = record->settings;
    return run(QStringLiteral("INSERT INTO application (app_id, format, decoder, converter, validator, encoder,"
                              " on_join_key) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (app_id) DO UPDATE SET"
                              " format = excluded.format, decoder = excluded.decoder, converter = excluded.converter,"
                              " validator = excluded.validator, encoder = excluded.encoder,"
                              " on_join_key = excluded.on_join_key"),
               {appId.toString(), settings.formatName, settings.functions.decoder, settings.functions.converter,
                settings.functions.validator, settings.functions.encoder, settings.onJoinKey.expose()});
}

bool StateFile::saveDevice(Registry &registry, const DeviceName &name)
{
    const DeviceRecord *record = registry.device(name.appId, name.devId);
    if (!record)
        return run(QStringLiteral("DELETE FROM device WHERE app_id = ? AND dev_id = ?"),
                   {name.appId.toString(), name.devId.toString()});
    const std::string wire = toWire(record->device, true).SerializeAsString();
    return run(QStringLiteral("INSERT INTO device (app_id, dev_id, registration, handler_counter, heard, nonces)"
                              " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (app_id, dev_id) DO UPDATE SET"
                              " registration = excluded.registration, handler_counter = excluded.handler_counter,"
                              " heard = excluded.heard, nonces = excluded.nonces"),
               {name.appId.toString(), name.devId.toString(), QByteArray::fromStdString(wire), record->handlerCounter,
                record->heard, packed(record->usedDevNonces)}) &&
           saveDownlinks(name, record);
}

bool StateFile::saveDownlinks(const DeviceName &name, const DeviceRecord *record)
{
    bool good = run(QStringLiteral("DELETE FROM downlink WHERE app_id = ? AND dev_id = ?"),
                    {name.appId.toString(), name.devId.toString()});
    int position = 0;
    const auto write = [&](const DownlinkMessage &message, bool inProgress) {
        good = good && run(QStringLiteral("INSERT INTO downlink VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
                           {name.appId.toString(), name.devId.toString(), position++, inProgress, message.port,
                            message.confirmed, message.payload, message.fields});
    };
    if (record->current)
        write(*record->current, true);
    for (const DownlinkMessage &message : record->queue)
        write(message, false);
    return good;
}

QHash<QString, QList<AccessKey>> StateFile::accessKeys() const
{
    QHash<QString, QList<AccessKey>> keys;
    QSqlQuery query(QStringLiteral("SELECT app_id, access_key, rights FROM access_key ORDER BY rowid"), m_database);
    while (query.next())
        keys[query.value(0).toString()].append(
            {Secret(query.value(1).toByteArray()), query.value(2).toString().split(u',', Qt::SkipEmptyParts)});
    return keys;
}

void StateFile::addAccessKey(const AppId &appId, const AccessKey &key)
{
    run(QStringLiteral("INSERT OR REPLACE INTO access_key (access_key, app_id, rights) VALUES (?, ?, ?)"),
        {key.key.expose(), appId.toString(), key.rights.join(u',')});
}

QHash<QString, QString> StateFile::announcedApplications() const
{
    QHash<QString, QString> announced;
    QSqlQuery query(QStringLiteral("SELECT app_id, handler_id FROM announced"), m_database);
    while (query.next())
        announced.insert(query.value(0).toString(), query.value(1).toString());
    return announced;
}

void StateFile::setAnnounced(const QString &appId, const QString &handlerId)
{
    if (handlerId.isEmpty())
        run(QStringLiteral("DELETE FROM announced WHERE app_id = ?"), {appId});
    else
        run(QStringLiteral("INSERT OR REPLACE INTO announced VALUES (?, ?)"), {appId, handlerId});
}

QHash<DeviceName, QByteArray> StateFile::deviceMemories() const
{
    QHash<DeviceName, QByteArray> memories;
    QSqlQuery query(QStringLiteral("SELECT app_id, dev_id, memory FROM device_memory"), m_database);
    while (query.next())
        memories.insert({AppId::fromServer(query.value(0).toString()), DevId::fromServer(query.value(1).toString())},
                        query.value(2).toByteArray());
    return memories;
}

Result<void> StateFile::saveDeviceMemories(const QHash<DeviceName, QByteArray> &memories)
{
    bool good = m_database.transaction();
    for (auto memory = memories.begin(); memory != memories.end(); ++memory)
        good = good && run(QStringLiteral("INSERT OR REPLACE INTO device_memory VALUES (?, ?, ?)"),
                           {memory.key().appId.toString(), memory.key().devId.toString(), memory.value()});
    if (good && m_database.commit())
        return {};
    m_database.rollback();
    return fail(unwritten(m_error));
}

QString StateFile::setting(const QString &name) const
{
    QSqlQuery query(m_database);
    query.prepare(QStringLiteral("SELECT value FROM setting WHERE name = ?"));
    query.addBindValue(name);
    return query.exec() && query.next() ? query.value(0).toString() : QString();
}

void StateFile::setSetting(const QString &name, const QString &value)
{
    run(QStringLiteral("INSERT OR REPLACE INTO setting VALUES (?, ?)"), {name, value});
}

} // namespace thingsdesk::sandbox
