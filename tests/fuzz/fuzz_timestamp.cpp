// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timestamp.h"
#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto time = Timestamp::fromRfc3339(fuzzing::bytes(data, size));
    if (!time)
        return 0;
    const auto again = Timestamp::fromRfc3339(time->toRfc3339());
    fuzzing::require(again == time);
    fuzzing::require(again->toDateTime().isValid());
    return 0;
}
