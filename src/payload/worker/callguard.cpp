// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/callguard.h"

#include "payload/worker/arena.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace thingsdesk::callguard {

namespace {

using workerframes::Ending;
using workerframes::Function;

constexpr std::uint64_t tickNanoseconds = 4'000'000;
constexpr std::size_t signalStackSize = 64U << 10U;

struct State
{
    std::atomic<bool> running = false;
    std::atomic<std::uint64_t> call = 0; ///< tells one call from the next
    Arena *arena = nullptr;
    Function function = Function::Decoder;
    const char *pending = nullptr;
    std::size_t pendingSize = 0;
    std::uint64_t seenCall = 0; ///< the call that the last tick found running
    std::uint64_t seenAt = 0;   ///< the time by the clock of that tick
    std::uint64_t seenUsed = 0; ///< the processor time of the first tick that found it
};

State state;

std::uint64_t timeOf(clockid_t clock) noexcept
{
    timespec now = {};
    clock_gettime(clock, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec);
}

/// A Result frame put together without any allocation.
class EmergencyResult
{
public:
    explicit EmergencyResult(Ending ending) noexcept
    {
        constexpr char flags = 2; // the worker leaves
        m_bytes[4] = static_cast<char>(workerframes::FrameType::Result);
        m_bytes[5] = static_cast<char>(ending);
        m_bytes[6] = flags;
    }

    void add(const char *text) noexcept
    {
        while (*text && m_size < sizeof m_bytes - 16)
            m_bytes[m_size++] = *text++;
    }

    void add(std::uint64_t number) noexcept
    {
        char digits[24];
        char *at = digits + sizeof digits - 1;
        *at = '\0';
        do {
            *--at = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number > 0);
        add(at);
    }

    void send(std::uint64_t nanoseconds) noexcept
    {
        put(7, nanoseconds, 8);
        put(textLengthAt, m_size - textAt, 4);
        m_size += 4; // no logs
        put(0, m_size - 4, 4);
        writeOut(m_bytes, m_size);
    }

private:
    static constexpr std::size_t textLengthAt = 15;
    static constexpr std::size_t textAt = 19;

    void put(std::size_t at, std::uint64_t number, std::size_t size) noexcept
    {
        for (std::size_t i = 0; i < size; ++i)
            m_bytes[at + i] = static_cast<char>((number >> (8 * i)) & 0xffU);
    }

    char m_bytes[256] = {};
    std::size_t m_size = textAt;
};

/// The handler counts the time that passes. Here it is processor time, as on a busy desktop the worker may just not get
/// its turn; but a function that has had half of its share must not take for ever on a very busy one.
bool isOver(std::uint64_t used, std::uint64_t passed) noexcept
{
    return used >= limitNanoseconds || (used >= limitNanoseconds / 2 && passed >= 2 * limitNanoseconds);
}

void onTick(int, siginfo_t *, void *)
{
    if (!state.running)
        return;
    const int savedErrno = errno;
    const std::uint64_t used = timeOf(CLOCK_THREAD_CPUTIME_ID);
    const std::uint64_t now = timeOf(CLOCK_MONOTONIC);
    if (state.seenCall != state.call) {
        state.seenCall = state.call;
        state.seenUsed = used;
        state.seenAt = now;
    } else if (isOver(used - state.seenUsed, now - state.seenAt)) {
        const std::uint64_t elapsed = now - state.seenAt;
        writeOut(state.pending, state.pendingSize);
        EmergencyResult result(Ending::Internal);
        result.add("Internal error: Interrupted javascript execution for ");
        result.add(workerframes::functionName(state.function));
        result.add(" after ");
        result.add(elapsed / 1'000'000);
        result.add(".");
        result.add(elapsed / 100'000 % 10);
        result.add("ms");
        result.send(elapsed);
        _exit(EXIT_SUCCESS);
    }
    errno = savedErrno;
}

void onFault(int signal, siginfo_t *info, void *)
{
    const bool fromOutside = info->si_code <= 0 && signal != SIGABRT;
    if (signal == SIGSEGV && !fromOutside && state.arena && state.arena->handleFault(info->si_addr))
        return;
    if (state.running) {
        writeOut(state.pending, state.pendingSize);
        if (!fromOutside) { // a signal of someone else's is not this payload's doing
            EmergencyResult result(Ending::Crashed);
            result.add("Internal error: the JavaScript engine crashed in ");
            result.add(workerframes::functionName(state.function));
            result.send(0);
        }
    }
    _exit(EXIT_FAILURE);
}

bool handle(int signal, void (*handler)(int, siginfo_t *, void *), int flags)
{
    struct sigaction action = {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | flags;
    sigemptyset(&action.sa_mask);
    return sigaction(signal, &action, nullptr) == 0;
}

bool startTimer()
{
    sigevent event = {};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGPROF;
    timer_t timer = {};
    if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) != 0)
        return false;
    itimerspec interval = {};
    interval.it_value.tv_nsec = tickNanoseconds;
    interval.it_interval.tv_nsec = tickNanoseconds;
    return timer_settime(timer, 0, &interval, nullptr) == 0;
}

} // namespace

bool writeOut(const char *bytes, std::size_t size) noexcept
{
    while (size > 0) {
        const ssize_t written = write(STDOUT_FILENO, bytes, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            size -= static_cast<std::size_t>(written);
        }
    }
    return true;
}

bool install()
{
    static char signalStack[signalStackSize]; // a recursion that eats the stack must not eat the handler's
    stack_t stack = {};
    stack.ss_sp = signalStack;
    stack.ss_size = sizeof signalStack;
    if (sigaltstack(&stack, nullptr) != 0)
        return false;
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
        if (!handle(signal, onFault, SA_ONSTACK))
            return false;
    }
    // SA_RESTART: reading and writing go on where a tick came between.
    return handle(SIGPROF, onTick, SA_RESTART | SA_ONSTACK) && startTimer();
}

void enter(Arena *arena, Function function, const char *pending, std::size_t pendingSize) noexcept
{
    state.arena = arena;
    state.function = function;
    state.pending = pending;
    state.pendingSize = pendingSize;
    state.call.store(state.call.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    state.running.store(true, std::memory_order_relaxed);
}

void leave() noexcept
{
    state.running.store(false, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    state.arena = nullptr;
}

} // namespace thingsdesk::callguard
