// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/workerframes.h"

#include <cstddef>
#include <string>
#include <vector>

namespace thingsdesk {

/// Output of console.log, one entry a call.
class ScriptLog final
{
public:
    void clear();
    void begin(workerframes::Function function);
    /// The text to append the next value of the entry to; endValue() closes it.
    std::string &text() { return m_text; }
    void endValue();
    bool isFull() const;
    std::size_t size() const { return m_entries.size(); }
    std::vector<workerframes::LogEntry> entries() const;

private:
    struct Entry
    {
        workerframes::Function function;
        std::size_t firstValue;
    };

    std::string m_text;
    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_ends; ///< where each value ends in the text
};

} // namespace thingsdesk
