// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <memory>
#include <mutex>

namespace thingsdesk::tests {

/// What a signal of a store told, in its order. The store's signals come on its writer's thread, for which QSignalSpy
/// is not made.
class ExtentLog
{
public:
    explicit ExtentLog(HistoryStore &store, void (HistoryStore::*signal)(const HistoryExtent &))
    {
        QObject::connect(
            &store, signal, &store,
            [told = m_told](const HistoryExtent &extent) {
                const std::lock_guard lock(told->mutex);
                told->extents.append(extent);
            },
            Qt::DirectConnection);
    }
    QList<HistoryExtent> all() const
    {
        const std::lock_guard lock(m_told->mutex);
        return m_told->extents;
    }

private:
    struct Told
    {
        std::mutex mutex;
        QList<HistoryExtent> extents;
    };

    const std::shared_ptr<Told> m_told = std::make_shared<Told>();
};

} // namespace thingsdesk::tests
