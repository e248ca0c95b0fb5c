// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/signals.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace thingsdesk::sandbox {

namespace {

int ends[2] = {-1, -1}; // a signal handler may write to a socket, and do little else

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = write(ends[0], &byte, 1);
}

} // namespace

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
{
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(ends[1], &byte, 1) == 1)
            Q_EMIT asked();
    });
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

SignalWatcher::~SignalWatcher()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    m_notifier.reset();
    close(ends[0]);
    close(ends[1]);
}

} // namespace thingsdesk::sandbox
