// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

namespace thingsdesk::fuzzing {

/// What must hold for every input; where it does not, libFuzzer keeps the input.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// The fuzzer's bytes. A copy of their exact size, so that reading beyond the end is seen.
inline QByteArray bytes(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// What a message writes can be read, and from then on nothing changes any more.
template <class Message, class Read>
void requireStable(const Message &message, Read read)
{
    const auto second = read(message.toJson());
    require(second.has_value());
    const auto third = read(second->toJson());
    require(third.has_value());
    require(third->toJson() == second->toJson());
}

} // namespace thingsdesk::fuzzing
