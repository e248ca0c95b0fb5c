// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses the event's type, the rest is its body.
#include "core/deviceevent.h"
#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QString type = eventTypeName(EventType(data[0] % (int(EventType::Other) + 1)));
    const auto read = [&type](const QByteArray &json) { return DeviceEvent::fromJson(type, json); };
    const Result<DeviceEvent> event = read(fuzzing::bytes(data + 1, size - 1));
    if (event)
        fuzzing::requireStable(*event, read);
    else
        fuzzing::require(!event.error().text.isEmpty());
    return 0;
}
