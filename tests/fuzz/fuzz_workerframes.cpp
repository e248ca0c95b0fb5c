// SPDX-License-Identifier: GPL-3.0-or-later
// The frames between FunctionRunner and its worker: what a worker in a stranger's hands could send, and the other way
// round. The first byte says in what pieces the rest arrives. Needs Thingsdesk::payload.

#include "payload/workerframes.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace thingsdesk::workerframes;
    if (size == 0)
        return 0;
    const std::size_t piece = 1U + data[0];
    std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    FrameReader reader;
    while (!bytes.empty()) {
        reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        while (const auto frame = reader.next()) {
            readHello(frame->body);
            readProgram(frame->body);
            if (const auto batch = readBatch(frame->body); batch && batch->items.size() > maximumBatchItems)
                std::abort();
            if (const auto outcome = readOutcome(frame->body)) {
                std::string again; // what was read is written back the same
                appendOutcome(again, *outcome);
                if (std::string_view(again).substr(5) != frame->body)
                    std::abort();
            }
        }
    }
    return 0;
}
