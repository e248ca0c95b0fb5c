// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/draftkeeper.h"

#include <chrono>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto writePause = 500ms;

} // namespace

DraftKeeper::DraftKeeper(const QString &path, QObject *parent)
    : QObject(parent)
    , m_file(path)
{
    m_thread.setMaxThreadCount(1); // in the order in which they were made
    m_pause.setSingleShot(true);
    m_pause.setInterval(writePause);
    connect(&m_pause, &QTimer::timeout, this, &DraftKeeper::write);
}

DraftKeeper::~DraftKeeper()
{
    if (m_pause.isActive())
        write();
    m_thread.waitForDone();
}

void DraftKeeper::set(const std::optional<FunctionDraft> &draft)
{
    m_draft = draft;
    if (draft)
        return m_pause.start();
    m_pause.stop();
    if (std::exchange(m_mayExist, false))
        m_thread.start([file = m_file] { file.remove(); });
}

void DraftKeeper::write()
{
    m_mayExist = true;
    m_pause.stop();
    m_thread.start([this, file = m_file, draft = *m_draft] {
        if (const Result<void> stored = file.store(draft); !stored)
            Q_EMIT failed(stored.error());
    });
}

} // namespace thingsdesk
