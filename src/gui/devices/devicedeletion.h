// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "core/result.h"
#include "session/applicationsession.h"

#include <QObject>

namespace thingsdesk {

/// Deletes devices one after the other, and registers them again as they were.
///
/// Each is read before it is deleted; the copies, keys and counters included, are held in memory only. What V2 does not
/// give back is lost: queued downlinks, and the nonces of earlier joins.
class DeviceDeletion final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceDeletion)
public:
    explicit DeviceDeletion(ApplicationSession &session, QObject *parent = nullptr);
    ~DeviceDeletion() override;

    bool isRunning() const noexcept { return m_isRunning; }
    /// What an undo would bring back.
    const QList<Device> &deleted() const noexcept { return m_deleted; }

    /// Forgets what was deleted before. While something is under way, nothing happens.
    void start(const QList<DevId> &ids);
    /// Registers what was deleted again; what could not be brought back stays in deleted() for another try.
    void undo();
    /// After the device under way nothing more is done.
    void cancel();

Q_SIGNALS:
    void progressed(int done, int total);
    void deviceDeleted(const thingsdesk::DevId &devId);
    void deviceRestored(const thingsdesk::Device &device);
    /// `failure` says why it stopped before the end; nothing where it got there or was cancelled.
    void deletionFinished(int left, const std::optional<thingsdesk::Failure> &failure);
    void undoFinished(const std::optional<thingsdesk::Failure> &failure);

private:
    void deleteNext();
    void remove(const Device &device);
    void endDeletion(const std::optional<Failure> &failure);
    void restoreNext();
    void endUndo(const std::optional<Failure> &failure);

    ApplicationSession &m_session;
    QList<DevId> m_waiting;
    QList<Device> m_deleted;
    int m_total = 0;
    bool m_isRunning = false;
    bool m_isCancelled = false;
};

} // namespace thingsdesk
