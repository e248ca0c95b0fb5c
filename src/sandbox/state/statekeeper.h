// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/state/statefile.h"

#include <QObject>
#include <QTimer>

namespace thingsdesk::sandbox {

/// Brings the registry's changes to the state file: what calls change at once, what traffic changes (counters) four
/// times a second in one transaction. Main thread.
class StateKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateKeeper)
public:
    StateKeeper(Registry &registry, StateFile &file, QObject *parent = nullptr);
    ~StateKeeper() override;

    void saveNow();

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);

private:
    Registry &m_registry;
    StateFile &m_file;
    QTimer m_timer;
};

} // namespace thingsdesk::sandbox
