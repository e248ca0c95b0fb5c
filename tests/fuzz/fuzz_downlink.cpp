// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/downlinkmessage.h"
#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json = fuzzing::bytes(data, size);
    const Result<DownlinkMessage> message = DownlinkMessage::fromJson(json);
    if (!message) {
        fuzzing::require(!message.error().text.isEmpty());
        return 0;
    }
    fuzzing::requireStable(*message, DownlinkMessage::fromJson);
    // What may be sent comes over as it is.
    if (message->check()) {
        const Result<DownlinkMessage> sent = DownlinkMessage::fromJson(message->toPublishJson());
        fuzzing::require(sent && sent->payload == message->payload && sent->fields == message->fields &&
                         sent->port == message->port && sent->schedule == message->schedule);
    }
    return 0;
}
