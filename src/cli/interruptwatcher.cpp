// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interruptwatcher.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace thingsdesk::cli {

namespace {

// A signal handler reaches nothing but what is global.
volatile std::sig_atomic_t interruptedFlag = 0;
std::array<int, 2> wakePipe{-1, -1};

int openedPipeEnd()
{
    if (wakePipe[0] < 0 && ::pipe2(wakePipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("thingsdesk-cli: no pipe for signals");
    return wakePipe[0];
}

void onSignal(int)
{
    const int savedErrno = errno;
    interruptedFlag = 1;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], "!", 1);
    errno = savedErrno;
}

void setHandler(int signal, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

InterruptWatcher::InterruptWatcher(QObject *parent)
    : QObject(parent)
    , m_notifier(openedPipeEnd(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(wakePipe[0], &byte, 1) > 0) {
        }
        Q_EMIT interrupted();
    });
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        setHandler(signal, onSignal, int(SA_RESETHAND));
    setHandler(SIGPIPE, SIG_IGN, 0);
}

InterruptWatcher::~InterruptWatcher()
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        setHandler(signal, SIG_DFL, 0);
}

bool InterruptWatcher::wasInterrupted() noexcept
{
    return interruptedFlag != 0;
}

} // namespace thingsdesk::cli
