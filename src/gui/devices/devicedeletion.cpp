// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicedeletion.h"

#include "gui/devices/devicecalls.h"

namespace thingsdesk {

DeviceDeletion::DeviceDeletion(ApplicationSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

DeviceDeletion::~DeviceDeletion() = default;

void DeviceDeletion::start(const QList<DevId> &ids)
{
    if (m_isRunning)
        return;
    m_waiting = ids;
    m_deleted.clear();
    m_total = int(ids.size());
    m_isRunning = true;
    m_isCancelled = false;
    Q_EMIT progressed(0, m_total);
    deleteNext();
}

void DeviceDeletion::cancel()
{
    m_isCancelled = true;
}

void DeviceDeletion::deleteNext()
{
    if (m_waiting.isEmpty() || m_isCancelled) {
        endDeletion(std::nullopt);
        return;
    }
    const DevId devId = m_waiting.first();
    whenFinished<Device>(this, devicecalls::read(this, m_session, devId), [this, devId](Future<Device> finished) {
        const Result<Device> device = resultOf<Device>(finished);
        if (device) {
            remove(*device);
        } else if (device.error().cause == Failure::Cause::NotFound) {
            m_waiting.removeFirst(); // somebody else was faster
            Q_EMIT deviceDeleted(devId);
            deleteNext();
        } else {
            endDeletion(device.error());
        }
    });
}

void DeviceDeletion::remove(const Device &device)
{
    whenFinished<void>(this, devicecalls::remove(this, m_session, device.devId), [this, device](Future<void> finished) {
        const Result<void> result = resultOf<void>(finished);
        if (!result && result.error().cause != Failure::Cause::NotFound) {
            endDeletion(result.error());
            return;
        }
        m_waiting.removeFirst();
        m_deleted.append(device);
        Q_EMIT deviceDeleted(device.devId);
        Q_EMIT progressed(m_total - int(m_waiting.size()), m_total);
        deleteNext();
    });
}

void DeviceDeletion::endDeletion(const std::optional<Failure> &failure)
{
    m_isRunning = false;
    Q_EMIT deletionFinished(int(m_waiting.size()), failure);
}

void DeviceDeletion::undo()
{
    if (m_isRunning || m_deleted.isEmpty())
        return;
    m_isRunning = true;
    m_isCancelled = false;
    m_total = int(m_deleted.size());
    Q_EMIT progressed(0, m_total);
    restoreNext();
}

void DeviceDeletion::restoreNext()
{
    if (m_deleted.isEmpty() || m_isCancelled) {
        endUndo(std::nullopt);
        return;
    }
    const Device device = m_deleted.first();
    whenFinished<Device>(this, devicecalls::restore(this, m_session, device), [this](Future<Device> finished) {
        const Result<Device> restored = resultOf<Device>(finished);
        if (!restored) {
            endUndo(restored.error());
            return;
        }
        m_deleted.removeFirst();
        Q_EMIT deviceRestored(*restored);
        Q_EMIT progressed(m_total - int(m_deleted.size()), m_total);
        restoreNext();
    });
}

void DeviceDeletion::endUndo(const std::optional<Failure> &failure)
{
    m_isRunning = false;
    Q_EMIT undoFinished(failure);
}

} // namespace thingsdesk
