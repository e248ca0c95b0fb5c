// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/workerframes.h"

#include <cstddef>
#include <cstdint>

namespace thingsdesk {

class Arena;

/// Watches over the call of one function: its 100 ms of processor time, and faults. What cannot go on is ended inside
/// a signal handler: the results so far are written out, then one for the item at hand, and the process leaves.
///
/// Signal handlers have no object to hold on to, so the state is the process's; there is one guard in a worker.
namespace callguard {

/// The handler's limit for each function; more where a sanitizer slows everything down.
#ifdef THINGSDESK_SANITIZED
inline constexpr std::uint64_t limitNanoseconds = 400'000'000;
#else
inline constexpr std::uint64_t limitNanoseconds = 100'000'000;
#endif

/// Installs handlers and the timer. False when the system refuses.
bool install();

/// From here to leave() the function runs. `pending` are finished results that nobody has written yet.
void enter(Arena *arena, workerframes::Function function, const char *pending, std::size_t pendingSize) noexcept;
void leave() noexcept;

/// Writes all of it to standard output; safe in a signal handler. False when nobody reads.
bool writeOut(const char *bytes, std::size_t size) noexcept;

} // namespace callguard

} // namespace thingsdesk
