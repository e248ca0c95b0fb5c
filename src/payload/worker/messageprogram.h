// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/worker/scriptfunction.h"
#include "payload/workerframes.h"

#include <array>
#include <memory>
#include <string>

namespace thingsdesk {

/// An application's functions, run over messages in the handler's order.
class MessageProgram final
{
public:
    explicit MessageProgram(const workerframes::Program &program);

    /// Appends the item's result frame to `out`, which holds the finished results that nobody has written yet.
    void decode(const workerframes::Item &item, std::string &out);
    void encode(const workerframes::Item &item, std::string &out);

private:
    bool runDecodeChain(const workerframes::Item &item, const ScriptFunction::Context &context, bool &valid);
    void append(workerframes::Outcome &outcome, bool good, std::uint64_t start, std::string &out);
    ScriptFunction *function(workerframes::Function which) const;

    std::array<std::unique_ptr<ScriptFunction>, workerframes::functionCount> m_functions;
    ScriptLog m_log;
    ScriptError m_error;
    ScriptFields m_fields;
    std::string m_bytes;
};

/// Nanoseconds of a clock that only goes forward.
std::uint64_t steadyNanoseconds();

} // namespace thingsdesk
