// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identifiers.h"
#include "core/pastedhex.h"
#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(fuzzing::bytes(data, size));
    const QString name = QStringLiteral("Payload");
    const Result<QByteArray> bytes = readPastedHex(text, -1, name);
    if (bytes) {
        fuzzing::require(*readPastedHex(toHex(*bytes), bytes->size(), name) == *bytes);
        QByteArray reversed = *readPastedHex(text, -1, name, ByteOrder::LsbFirst);
        std::reverse(reversed.begin(), reversed.end());
        fuzzing::require(reversed == *bytes);
    } else {
        fuzzing::require(!bytes.error().text.isEmpty());
    }
    // The strict form is a part of the lenient one.
    if (const Result<DevEui> eui = DevEui::fromHex(text))
        fuzzing::require(readPasted<DevEui>(text) == eui);
    return 0;
}
