// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/scriptlog.h"

#include <string_view>

namespace thingsdesk {

namespace {

constexpr std::size_t maximumText = 1U << 20U;
constexpr std::size_t maximumEntries = 10'000;

} // namespace

void ScriptLog::clear()
{
    m_text.clear();
    m_entries.clear();
    m_ends.clear();
}

void ScriptLog::begin(workerframes::Function function)
{
    m_entries.push_back({function, m_ends.size()});
}

void ScriptLog::endValue()
{
    m_ends.push_back(m_text.size());
}

bool ScriptLog::isFull() const
{
    return m_text.size() > maximumText || m_entries.size() >= maximumEntries;
}

std::vector<workerframes::LogEntry> ScriptLog::entries() const
{
    std::vector<workerframes::LogEntry> result;
    const std::string_view text = m_text;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        workerframes::LogEntry &entry = result.emplace_back();
        entry.function = m_entries[i].function;
        const std::size_t end = i + 1 < m_entries.size() ? m_entries[i + 1].firstValue : m_ends.size();
        for (std::size_t value = m_entries[i].firstValue; value < end; ++value) {
            const std::size_t start = value > 0 ? m_ends[value - 1] : 0;
            entry.values.push_back(text.substr(start, m_ends[value] - start));
        }
    }
    return result;
}

} // namespace thingsdesk
