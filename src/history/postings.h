// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: the index's lists. Within a segment (a range of record IDs) a list holds pairs of a value and a
// record's offset from the segment's first ID, sorted, packed into rows of up to a kilobyte. Lists are only written as
// a whole, when their segment is.

#include "history/sqlite.h"
#include "history/varint.h"

#include <compare>
#include <vector>

namespace thingsdesk::history {

/// What kind of value a list of a field holds.
enum class ListType : qint64 {
    Number = 0,       ///< sortableNumber()
    Text = 1,         ///< textHash()
    Other = 2,        ///< an OtherValue
    UnlistedText = 3, ///< 0: a text that the dictionary does not have
};
enum class OtherValue : qint64 { Null = 0, False = 1, True = 2, Object = 3, Array = 4 };

/// Lists of columns; those of fields come after them. The numbers stand in files.
enum ColumnList : qint64 {
    MinuteList = 1, ///< minutes since 1970 of the time received
    DeviceList = 2,
    KindList = 3,
    PortList = 4, ///< plus one
    GatewayList = 5,
    RateList = 6,
    OpaqueList = 7, ///< 0: records whose fields are too many or too odd; each is to be looked at
};
inline constexpr qint64 errorTerm = 8; ///< the error texts, as if they were a field
inline constexpr qint64 firstField = 16;

constexpr qint64 listOf(qint64 term, ListType type)
{
    return term * 8 + qint64(type);
}

/// An integer in the order of the numbers. −0 is 0; there is no NaN in JSON.
qint64 sortableNumber(double value);
qint64 textHash(QByteArrayView utf8); ///< stands in files
qint64 minuteOf(qint64 received);

struct Posting
{
    qint64 list = 0;
    qint64 value = 0;
    quint32 offset = 0;

    // NOLINTNEXTLINE(modernize-use-nullptr): it is the compiler that compares with 0
    friend auto operator<=>(const Posting &, const Posting &) = default;
};

class PostingWriter
{
public:
    explicit PostingWriter(Database &database);

    /// Writes a segment, of sorted postings; what is there twice is written once.
    void write(qint64 segment, const std::vector<Posting> &postings);
    void remove(qint64 segment);

private:
    Statement m_insert;
    Statement m_delete;
};

class PostingReader
{
public:
    explicit PostingReader(Database &database);

    /// Appends the offsets of a list's values from `low` to `high` (inclusive), in the order of the values.
    void collect(qint64 segment, qint64 list, qint64 low, qint64 high, std::vector<quint32> &offsets);
    /// Appends the offsets of those values of a list that `wanted` takes.
    template <class Wanted>
    void collectIf(qint64 segment, qint64 list, Wanted wanted, std::vector<quint32> &offsets);
    /// Appends everything of a segment, offsets moved by `shift`.
    void readAll(qint64 segment, quint32 shift, std::vector<Posting> &postings);

private:
    Statement m_start;
    Statement m_rows;
    Statement m_all;
};

namespace detail {

/// Calls `take(value, offset)` for each pair of a packed row; `take` returns false to stop. False where it did.
template <class Take>
bool unpackRow(qint64 firstValue, QByteArrayView data, Take take)
{
    auto value = quint64(firstValue);
    for (qsizetype at = 0; at < data.size();) {
        value += takeVarint(data, at);
        quint64 left = takeVarint(data, at);
        quint64 offset = quint64(-1);
        while (left > 0 && at < data.size()) {
            const quint64 item = takeVarint(data, at);
            offset += (item >> 1) + 1;
            quint64 length = (item & 1) ? takeVarint(data, at) + 2 : 1;
            length = std::min(length, left);
            left -= length;
            for (quint64 i = 0; i < length; ++i) {
                if (!take(qint64(value), quint32(offset + i)))
                    return false;
            }
            offset += length - 1;
        }
    }
    return true;
}

} // namespace detail

template <class Wanted>
void PostingReader::collectIf(qint64 segment, qint64 list, Wanted wanted, std::vector<quint32> &offsets)
{
    m_rows.with(segment, list, std::numeric_limits<qint64>::min(), 0, std::numeric_limits<qint64>::max());
    while (m_rows.next()) {
        detail::unpackRow(m_rows.integer(0), m_rows.blob(1), [&](qint64 value, quint32 offset) {
            if (wanted(value))
                offsets.push_back(offset);
            return true;
        });
    }
}

} // namespace thingsdesk::history
