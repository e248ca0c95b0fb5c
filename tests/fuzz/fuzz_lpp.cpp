// SPDX-License-Identifier: GPL-3.0-or-later
// Cayenne LPP both ways, and the reader of JSON errors behind it. Needs Thingsdesk::payload.

#include "core/jsontext.h"
#include "payload/cayennelpp.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace thingsdesk;
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const DecodeResult decoded = cayennelpp::decode(bytes);
    // Fields or an error, never both; and fields are JSON.
    if (decoded.error.has_value() != decoded.fields.isEmpty())
        std::abort();
    if (!decoded.error && !checkJson(decoded.fields, QStringLiteral("fields")))
        std::abort();
    const EncodeResult encoded = cayennelpp::encode(bytes);
    if (encoded.bytes.size() % 3 != 0 || (encoded.error && !encoded.bytes.isEmpty()))
        std::abort();
    return 0;
}
