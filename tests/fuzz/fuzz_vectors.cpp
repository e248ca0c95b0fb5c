// SPDX-License-Identifier: GPL-3.0-or-later
// Files of test vectors. Library: thingsdesk_payload.
#include "payload/testvector.h"

#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Result<QList<TestVector>> vectors = readTestVectors(fuzzing::bytes(data, size));
    if (!vectors) {
        fuzzing::require(!vectors.error().text.isEmpty());
        return 0;
    }
    // Not the values: numbers may lose digits, which the second time has nothing left to lose.
    const Result<QList<TestVector>> again = readTestVectors(writeTestVectors(*vectors));
    fuzzing::require(again.has_value() && again->size() == vectors->size());
    for (const TestVector &vector : *vectors)
        judged(vector, DecodeResult{"{\"a\":1}", true, {}, {}, 0});
    return 0;
}
