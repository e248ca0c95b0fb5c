// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "sandbox/state/registry.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>

#include <map>

namespace thingsdesk::sandbox {

/// An access key of an application and what it may do.
struct AccessKey
{
    Secret key;
    QStringList rights;
};

/// The network's memory: one SQLite file in its directory (mode 0600, because it holds keys). Main thread.
class StateFile final
{
    Q_DISABLE_COPY_MOVE(StateFile)
public:
    StateFile();
    ~StateFile();

    /// Opens or makes the file.
    Result<void> open(const QString &path);

    void load(Registry &registry);
    /// Writes what the registry says has changed, in one transaction. A Failure leaves the file as it was.
    Result<void> save(Registry &registry);

    QHash<QString, QList<AccessKey>> accessKeys() const; ///< by AppID
    void addAccessKey(const AppId &appId, const AccessKey &key);

    QHash<QString, QString> announcedApplications() const;             ///< handler ID by AppID
    void setAnnounced(const QString &appId, const QString &handlerId); ///< an empty handler ID removes it

    /// What virtual devices keep through a restart, as they write it.
    QHash<DeviceName, QByteArray> deviceMemories() const;
    Result<void> saveDeviceMemories(const QHash<DeviceName, QByteArray> &memories);

    QString setting(const QString &name) const;
    void setSetting(const QString &name, const QString &value);

private:
    void loadDevices(Registry &registry);
    void loadDownlinks(Registry &registry);
    bool saveApplication(Registry &registry, const AppId &appId);
    bool saveDevice(Registry &registry, const DeviceName &name);
    bool saveDownlinks(const DeviceName &name, const DeviceRecord *record);
    bool run(const QString &statement, const QVariantList &values);

    QString m_connection;
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_statements; ///< prepared
    QString m_error;
};

} // namespace thingsdesk::sandbox
