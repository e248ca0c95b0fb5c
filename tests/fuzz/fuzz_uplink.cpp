// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uplinkmessage.h"
#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json = fuzzing::bytes(data, size);
    const Result<UplinkMessage> message = UplinkMessage::fromJson(json);
    if (message)
        fuzzing::requireStable(*message, UplinkMessage::fromJson);
    else
        fuzzing::require(!message.error().text.isEmpty());
    return 0;
}
