// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace thingsdesk {

namespace {

constexpr std::size_t pageSize = 4096;
/// Beyond this, memory that a call has used goes back to the system.
constexpr std::size_t keptAboveSnapshot = 2U << 20U;
/// Hot pages are looked for anew after so many calls, lest one garbage collection keep every page hot for ever.
constexpr unsigned restoresPerHotSet = 1024;

constexpr std::size_t fineLimit = 512; // below: classes of 16 bytes; above: two classes a power of two

std::size_t roundUp(std::size_t value, std::size_t to)
{
    return (value + to - 1) / to * to;
}

struct SizeClass
{
    std::size_t bin;
    std::size_t size;
};

SizeClass classOf(std::size_t size)
{
    if (size <= fineLimit) {
        const std::size_t rounded = roundUp(std::max<std::size_t>(size, 16), 16);
        return {rounded / 16, rounded};
    }
    const auto power = std::bit_ceil(size);
    const std::size_t half = power / 4 * 3;
    const auto log = static_cast<std::size_t>(std::countr_zero(power));
    // 512 is the last fine class, with bin 32; 513 to 1,024 are log 10.
    const std::size_t bin = 33 + (log - 10) * 2;
    return size <= half ? SizeClass{bin, half} : SizeClass{bin + 1, power};
}

void *reserve(std::size_t size)
{
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? nullptr : memory;
}

} // namespace

struct Arena::Header
{
    std::uint64_t size; ///< of the block that follows, by its class

    void *block() { return this + 1; }
    static Header *of(void *block) { return static_cast<Header *>(block) - 1; }
};

Arena::Arena(std::size_t capacity, Layout layout, std::vector<Block> hot)
    : m_capacity(roundUp(capacity, pageSize))
    , m_base(static_cast<char *>(reserve(m_capacity)))
    , m_layout(layout)
    , m_placed(std::move(hot))
{
    for (const Block &block : m_placed)
        m_top += block.size + sizeof(Header);
    m_top = roundUp(m_top, pageSize);
    if (m_layout == Layout::Spread)
        m_blockOfPage.resize(m_capacity / pageSize);
}

Arena::~Arena()
{
    if (m_base)
        munmap(m_base, m_capacity);
    if (m_copy)
        munmap(m_copy, m_snapshotEnd);
}

void *Arena::reallocate(void *old, int size)
{
    if (size <= 0) {
        if (old)
            release(Header::of(old));
        return nullptr;
    }
    const auto wanted = static_cast<std::size_t>(size);
    if (!old)
        return allocate(wanted);
    const std::size_t before = Header::of(old)->size;
    if (wanted <= before)
        return old;
    void *block = allocate(wanted);
    if (block) {
        std::memcpy(block, old, before);
        release(Header::of(old));
    }
    return block;
}

void *Arena::allocate(std::size_t size)
{
    const SizeClass sizeClass = classOf(size);
    if (void *block = m_free[sizeClass.bin]) {
        std::memcpy(&m_free[sizeClass.bin], block, sizeof(void *));
        return block;
    }
    char *place = placeFor(sizeClass.size + sizeof(Header));
    if (!place) {
        m_exhausted = true;
        return nullptr;
    }
    auto *header = reinterpret_cast<Header *>(place);
    header->size = sizeClass.size;
    return header->block();
}

/// Fresh memory, header included.
char *Arena::placeFor(std::size_t size)
{
    if (m_snapshotEnd == 0) {
        const std::uint32_t number = m_blocks++;
        if (m_nextPlaced < m_placed.size() && m_placed[m_nextPlaced].number == number &&
            m_placed[m_nextPlaced].size + sizeof(Header) == size) {
            ++m_nextPlaced;
            m_placedTop += size;
            return m_base + m_placedTop - size;
        }
        if (m_layout == Layout::Spread) {
            m_top = roundUp(m_top, pageSize);
            if (m_capacity - m_top >= size)
                m_blockOfPage[m_top / pageSize] = {number, static_cast<std::uint32_t>(size - sizeof(Header))};
        }
    }
    if (m_capacity - m_top < size)
        return nullptr;
    m_top += size;
    return m_base + m_top - size;
}

std::vector<Arena::Block> Arena::hotBlocks() const
{
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < m_hotCount && !m_blockOfPage.empty(); ++i) {
        const Block block = m_blockOfPage[m_hot[i]];
        if (block.size > 0 && block.size < pageSize / 2) // a large block has pages of its own anyway
            blocks.push_back(block);
    }
    std::sort(blocks.begin(), blocks.end(), [](Block a, Block b) { return a.number < b.number; });
    return blocks;
}

void Arena::release(Header *header)
{
    // A block of the snapshot is not reused: that would only make its page hot.
    if (reinterpret_cast<char *>(header) < m_base + m_snapshotEnd)
        return;
    void *block = header->block();
    void *&first = m_free[classOf(header->size).bin];
    std::memcpy(block, &first, sizeof(void *));
    first = block;
    m_freeUsed = true;
}

bool Arena::takeSnapshot()
{
    m_snapshotEnd = roundUp(m_top, pageSize);
    if (m_snapshotEnd > m_capacity)
        return false;
    m_copy = static_cast<char *>(reserve(m_snapshotEnd));
    if (!m_copy)
        return false;
    std::memcpy(m_copy, m_base, m_snapshotEnd);
    m_top = m_snapshotEnd;
    std::fill(std::begin(m_free), std::end(m_free), nullptr);
    m_freeUsed = false;
    m_hot.resize(m_snapshotEnd / pageSize);
    protectAll();
    return true;
}

void Arena::protectAll()
{
    mprotect(m_base, m_snapshotEnd, PROT_READ);
    m_hotCount = 0;
}

void Arena::restore()
{
    for (std::size_t i = 0; i < m_hotCount; ++i) {
        const std::size_t at = m_hot[i] * pageSize;
        std::memcpy(m_base + at, m_copy + at, pageSize);
    }
    if (m_top - m_snapshotEnd > keptAboveSnapshot) {
        char *rest = m_base + m_snapshotEnd + keptAboveSnapshot;
        madvise(rest, static_cast<std::size_t>(m_base + m_top - rest) / pageSize * pageSize, MADV_DONTNEED);
    }
    m_top = m_snapshotEnd;
    if (m_freeUsed) {
        std::fill(std::begin(m_free), std::end(m_free), nullptr);
        m_freeUsed = false;
    }
    m_exhausted = false;
    if (++m_restores % restoresPerHotSet == 0)
        protectAll();
}

bool Arena::handleFault(void *address) noexcept
{
    const auto at = static_cast<std::size_t>(static_cast<char *>(address) - m_base);
    if (static_cast<char *>(address) < m_base || at >= m_snapshotEnd || m_hotCount >= m_hot.size())
        return false;
    const std::size_t page = at / pageSize;
    if (mprotect(m_base + page * pageSize, pageSize, PROT_READ | PROT_WRITE) != 0)
        return false;
    m_hot[m_hotCount++] = static_cast<std::uint32_t>(page);
    return true;
}

} // namespace thingsdesk
