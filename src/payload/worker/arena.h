// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace thingsdesk {

/// The memory in which one JavaScript state lives. It can be put back, bit for bit, to how it was at a chosen moment:
/// that is how every call gets a fresh engine without making one.
///
/// Pages of the snapshot are write-protected; the first write to one faults, handleFault() opens it and notes it as
/// hot. restore() copies hot pages back and leaves them open, so that a steady run of calls does not fault at all.
/// What is allocated after the snapshot lies on pages of its own and is simply forgotten.
///
/// The fewer pages are hot, the cheaper is restore(). MuJS writes to a few blocks here and there, so an arena can first
/// be laid out with a page for each block, to see which these are; an arena that is then filled in the same way keeps
/// them side by side. It is only a matter of speed: a block that is not foreseen just makes another page hot.
class Arena final
{
public:
    /// A block by its number in the order of the allocations before the snapshot.
    struct Block
    {
        std::uint32_t number;
        std::uint32_t size;
    };

    enum class Layout : std::uint8_t {
        Dense,
        Spread, ///< a page for each block, for hotBlocks()
    };

    /// `hot`: the blocks to keep together, by number.
    explicit Arena(std::size_t capacity, Layout layout = Layout::Dense, std::vector<Block> hot = {});
    ~Arena();
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;

    bool isUsable() const { return m_base != nullptr; }

    /// MuJS's allocator: size 0 frees, nullptr means that there is no more.
    void *reallocate(void *old, int size);
    /// An allocation has failed since the last restore().
    bool wasExhausted() const { return m_exhausted; }

    /// False when there is no memory for the copy.
    bool takeSnapshot();
    void restore();

    /// For the SIGSEGV handler: true when the write was to a page of the snapshot, which is now open.
    bool handleFault(void *address) noexcept;

    /// The small blocks of the snapshot that were written to; of a spread arena, after a call and before restore().
    std::vector<Block> hotBlocks() const;

private:
    static constexpr std::size_t binCount = 96;

    struct Header;

    void *allocate(std::size_t size);
    char *placeFor(std::size_t size);
    void release(Header *header);
    void protectAll();

    std::size_t m_capacity = 0;
    char *m_base = nullptr;
    char *m_copy = nullptr;        ///< the snapshot's pages
    std::size_t m_top = 0;         ///< first free byte
    std::size_t m_snapshotEnd = 0; ///< a page boundary
    void *m_free[binCount] = {};   ///< freed blocks by size class; only blocks above the snapshot
    bool m_freeUsed = false;
    bool m_exhausted = false;
    unsigned m_restores = 0;
    std::vector<std::uint32_t> m_hot; ///< as long as the snapshot has pages, so that a handler can append
    std::size_t m_hotCount = 0;
    Layout m_layout;
    std::vector<Block> m_placed;      ///< blocks to keep together
    std::size_t m_nextPlaced = 0;     ///< the next of them to come
    std::size_t m_placedTop = 0;      ///< where it goes
    std::uint32_t m_blocks = 0;       ///< allocated before the snapshot
    std::vector<Block> m_blockOfPage; ///< of a spread arena: the block that begins there
};

} // namespace thingsdesk
