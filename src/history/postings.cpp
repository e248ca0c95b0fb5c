// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/postings.h"

#include <QByteArray>

#include <bit>
#include <limits>

namespace thingsdesk::history {

namespace {

/// SQLite keeps up to 1,002 bytes of a row of such a table in a page of 4,096: four rows a page.
constexpr qsizetype rowSize = 900;
constexpr qint64 minuteNanoseconds = 60LL * 1'000'000'000;

/// Packs the pairs of one segment, sorted, into rows.
class RowPacker
{
public:
    RowPacker(Statement &insert, qint64 segment)
        : m_insert(insert)
        , m_segment(segment)
    {
    }

    void add(const Posting &posting)
    {
        const bool isOtherList = posting.list != m_list;
        if (m_count > 0 && (isOtherList || posting.value != m_value))
            endRun();
        if (isOtherList || m_data.size() + m_run.size() > rowSize)
            endRow();
        if (m_isEmpty)
            beginRow(posting);
        if (m_count == 0) {
            m_value = posting.value;
            m_previous = quint64(-1);
        }
        addOffset(posting.offset);
        ++m_count;
    }

    void endRow()
    {
        endRun();
        if (!m_isEmpty)
            m_insert.with(m_segment, m_list, m_rowValue, m_rowOffset, m_data).run();
        m_isEmpty = true;
        m_data.clear();
    }

private:
    void beginRow(const Posting &posting)
    {
        m_isEmpty = false;
        m_list = posting.list;
        m_rowValue = posting.value;
        m_rowOffset = posting.offset;
        m_lastValue = posting.value;
    }

    void addOffset(quint32 offset)
    {
        if (m_length > 0 && offset == m_begin + m_length) {
            ++m_length;
            return;
        }
        endSpan();
        m_begin = offset;
        m_length = 1;
    }

    /// A span of offsets that follow each other: how far it is from the one before, and how long.
    void endSpan()
    {
        if (m_length == 0)
            return;
        const quint64 distance = m_begin - (m_previous + 1);
        addVarint(m_run, (distance << 1) | (m_length > 1 ? 1 : 0));
        if (m_length > 1)
            addVarint(m_run, m_length - 2);
        m_previous = m_begin + m_length - 1;
        m_length = 0;
    }

    void endRun()
    {
        endSpan();
        if (m_count == 0)
            return;
        addVarint(m_data, quint64(m_value) - quint64(m_lastValue));
        addVarint(m_data, m_count);
        m_data += m_run;
        m_lastValue = m_value;
        m_run.clear();
        m_count = 0;
    }

    Statement &m_insert;
    qint64 m_segment;
    qint64 m_list = -1;
    qint64 m_rowValue = 0;
    qint64 m_rowOffset = 0;
    qint64 m_lastValue = 0; ///< of the run before
    qint64 m_value = 0;     ///< of the run under way
    quint64 m_count = 0;    ///< of its offsets
    quint64 m_previous = 0; ///< offset, in it
    quint64 m_begin = 0;
    quint64 m_length = 0;
    bool m_isEmpty = true;
    QByteArray m_data;
    QByteArray m_run;
};

} // namespace

qint64 sortableNumber(double value)
{
    const auto bits = std::bit_cast<qint64>(value == 0 ? 0.0 : value);
    return bits >= 0 ? bits : bits ^ std::numeric_limits<qint64>::max();
}

qint64 textHash(QByteArrayView utf8)
{
    quint64 hash = 14695981039346656037ULL; // FNV-1a
    for (const char byte : utf8)
        hash = (hash ^ quint8(byte)) * 1099511628211ULL;
    return qint64(hash);
}

qint64 minuteOf(qint64 received)
{
    qint64 minute = received / minuteNanoseconds;
    if (received % minuteNanoseconds < 0)
        --minute;
    return minute;
}

PostingWriter::PostingWriter(Database &database)
    : m_insert(database, "INSERT INTO posting(segment, list, value, offset, data) VALUES(?, ?, ?, ?, ?)")
    , m_delete(database, "DELETE FROM posting WHERE segment = ?")
{
}

void PostingWriter::write(qint64 segment, const std::vector<Posting> &postings)
{
    RowPacker packer(m_insert, segment);
    const Posting *before = nullptr;
    for (const Posting &posting : postings) {
        if (!before || posting != *before)
            packer.add(posting);
        before = &posting;
    }
    packer.endRow();
}

void PostingWriter::remove(qint64 segment)
{
    m_delete.with(segment).run();
}

PostingReader::PostingReader(Database &database)
    : m_start(database, "SELECT value, offset FROM posting WHERE segment = ? AND list = ? AND value < ? "
                        "ORDER BY value DESC, offset DESC LIMIT 1")
    , m_rows(database, "SELECT value, data FROM posting WHERE segment = ? AND list = ? AND (value, offset) >= (?, ?) "
                       "AND value <= ? ORDER BY value, offset")
    , m_all(database, "SELECT list, value, data FROM posting WHERE segment = ? ORDER BY list, value, offset")
{
}

void PostingReader::collect(qint64 segment, qint64 list, qint64 low, qint64 high, std::vector<quint32> &offsets)
{
    // The row that begins before `low` may reach over it.
    qint64 fromValue = low;
    qint64 fromOffset = 0;
    if (m_start.with(segment, list, low).next()) {
        fromValue = m_start.integer(0);
        fromOffset = m_start.integer(1);
    }
    m_start.reset();
    const ResetAtEnd reset(m_rows);
    m_rows.with(segment, list, fromValue, fromOffset, high);
    while (m_rows.next()) {
        detail::unpackRow(m_rows.integer(0), m_rows.blob(1), [&](qint64 value, quint32 offset) {
            if (value > high)
                return false;
            if (value >= low)
                offsets.push_back(offset);
            return true;
        });
    }
}

void PostingReader::readAll(qint64 segment, quint32 shift, std::vector<Posting> &postings)
{
    m_all.with(segment);
    while (m_all.next()) {
        const qint64 list = m_all.integer(0);
        detail::unpackRow(m_all.integer(1), m_all.blob(2), [&](qint64 value, quint32 offset) {
            postings.push_back({list, value, offset + shift});
            return true;
        });
    }
}

} // namespace thingsdesk::history
