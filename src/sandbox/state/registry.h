// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/device.h"
#include "core/downlinkmessage.h"

#include <QHash>
#include <QSet>

#include <map>
#include <optional>

namespace thingsdesk::sandbox {

/// A device as handler and network server together know it.
struct DeviceRecord
{
    Device device;              ///< registration, session keys, counters, last seen
    quint32 handlerCounter = 0; ///< the last uplink's counter as the handler keeps it: `is_retry` compares with it
    bool heard = false;         ///< an uplink came in this session
    QList<quint16> usedDevNonces;
    std::optional<DownlinkMessage> current; ///< in progress: sent, or failed to be
    QList<DownlinkMessage> queue;
};

struct ApplicationRecord
{
    Application settings;
    std::map<QString, DeviceRecord> devices; ///< by DevID, in V2's order of lists
};

/// Names a device of an application.
struct DeviceName
{
    AppId appId;
    DevId devId;

    friend bool operator==(const DeviceName &, const DeviceName &) = default;
    friend size_t qHash(const DeviceName &name, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, name.appId, name.devId);
    }
};

/// All applications and devices of the network. Main thread. What changes is remembered for the state file; pointers
/// and references stay valid until that application or device is removed.
class Registry final
{
    Q_DISABLE_COPY_MOVE(Registry)
public:
    Registry() = default;

    ApplicationRecord *application(const AppId &appId);
    const std::map<QString, ApplicationRecord> &applications() const noexcept { return m_applications; }
    ApplicationRecord &addApplication(const AppId &appId);
    void removeApplication(const AppId &appId); ///< with its devices

    DeviceRecord *device(const AppId &appId, const DevId &devId);
    /// Creates the device or takes its new registration. The application must be there.
    DeviceRecord &storeDevice(const Device &device);
    void removeDevice(const AppId &appId, const DevId &devId);

    /// Who has this pair of EUIs; the one that took it last comes last.
    QList<DeviceName> owners(const AppEui &appEui, const DevEui &devEui) const;

    /// What the state file has to write; calling takes it.
    struct Changes
    {
        QSet<AppId> applications;
        QSet<DeviceName> devices;

        bool isEmpty() const { return applications.isEmpty() && devices.isEmpty(); }
    };
    Changes takeChanges();
    void markChanged(const AppId &appId) { m_changes.applications.insert(appId); }
    void markChanged(const AppId &appId, const DevId &devId) { m_changes.devices.insert({appId, devId}); }

private:
    using Euis = QPair<AppEui, DevEui>;

    void index(const Device &device);
    void unindex(const Device &device);

    std::map<QString, ApplicationRecord> m_applications;
    QHash<Euis, QList<DeviceName>> m_owners;
    Changes m_changes;
};

} // namespace thingsdesk::sandbox
