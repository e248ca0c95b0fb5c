// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret.h"

#include <cstring>
#include <utility>

namespace thingsdesk {

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe();
        m_text = other.m_text;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_text = std::move(other.m_text);
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe() noexcept
{
    // Shared bytes still belong to another copy; the last one wipes them.
    if (m_text.isEmpty() || !m_text.isDetached())
        return;
    explicit_bzero(m_text.data(), std::size_t(m_text.size()));
    m_text.clear();
}

} // namespace thingsdesk
