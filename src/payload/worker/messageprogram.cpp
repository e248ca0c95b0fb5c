// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/messageprogram.h"

#include <chrono>

namespace thingsdesk {

using workerframes::Ending;
using workerframes::Function;

std::uint64_t steadyNanoseconds()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

MessageProgram::MessageProgram(const workerframes::Program &program)
{
    for (std::size_t i = 0; i < m_functions.size(); ++i) {
        if (!program.sources[i].empty())
            m_functions[i] = std::make_unique<ScriptFunction>(static_cast<Function>(i), program.sources[i]);
    }
}

ScriptFunction *MessageProgram::function(Function which) const
{
    return m_functions[static_cast<std::size_t>(which)].get();
}

bool MessageProgram::runDecodeChain(const workerframes::Item &item, const ScriptFunction::Context &context, bool &valid)
{
    m_fields.json = "null";
    m_fields.isSet = false;
    m_fields.notFinite.clear();
    ScriptFunction *decoder = function(Function::Decoder);
    if (decoder && !decoder->decode(context, item.data, item.port, m_fields))
        return false;
    ScriptFunction *converter = function(Function::Converter);
    if (converter && !converter->convert(context, item.port, m_fields))
        return false;
    ScriptFunction *validator = function(Function::Validator);
    if (validator && !validator->validate(context, item.port, m_fields, valid))
        return false;
    if (!m_fields.notFinite.empty()) {
        m_error.ending = Ending::Unknown;
        m_error.text = "json: unsupported value: " + m_fields.notFinite;
        return false;
    }
    return true;
}

void MessageProgram::append(workerframes::Outcome &outcome, bool good, std::uint64_t start, std::string &out)
{
    outcome.nanoseconds = steadyNanoseconds() - start;
    if (!good) {
        outcome.ending = m_error.ending;
        outcome.text = m_error.text;
    } else if (m_log.size() > 0) {
        outcome.logs = m_log.entries();
    }
    workerframes::appendOutcome(out, outcome);
}

void MessageProgram::decode(const workerframes::Item &item, std::string &out)
{
    m_log.clear();
    const std::uint64_t start = steadyNanoseconds();
    workerframes::Outcome outcome;
    const bool good = runDecodeChain(item, {out, &m_log, &m_error}, outcome.valid);
    outcome.text = m_fields.json;
    append(outcome, good, start, out);
}

void MessageProgram::encode(const workerframes::Item &item, std::string &out)
{
    m_log.clear();
    const std::uint64_t start = steadyNanoseconds();
    workerframes::Outcome outcome;
    bool good = false;
    if (ScriptFunction *encoder = function(Function::Encoder)) {
        good = encoder->encode({out, &m_log, &m_error}, item.data, item.port, m_bytes);
    } else {
        m_error.ending = Ending::InvalidArgument;
        m_error.text = "Downlink Payload not valid: fields supplied, but no Encoder function set";
    }
    outcome.text = m_bytes;
    append(outcome, good, start, out);
}

} // namespace thingsdesk
