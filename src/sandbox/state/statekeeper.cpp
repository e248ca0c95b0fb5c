// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/state/statekeeper.h"

namespace thingsdesk::sandbox {

StateKeeper::StateKeeper(Registry &registry, StateFile &file, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_file(file)
{
    connect(&m_timer, &QTimer::timeout, this, &StateKeeper::saveNow);
    m_timer.start(250);
}

StateKeeper::~StateKeeper()
{
    saveNow();
}

void StateKeeper::saveNow()
{
    if (const auto saved = m_file.save(m_registry); !saved)
        Q_EMIT failed(saved.error());
}

} // namespace thingsdesk::sandbox
