// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: writing records to a file for other programs.

#include "history/historyreader.h"

#include <QSaveFile>

namespace thingsdesk::history {

/// Streams what fits, a page at a time, so that no read transaction lasts long. The file is there as a whole or not at
/// all. Throws CancelledError; `progress` is told how many IDs were passed, of how many.
class RecordExport
{
public:
    using Progress = std::function<void(qint64 passed, qint64 all)>;

    RecordExport(HistoryReader &reader, const HistoryFilter &filter, ExportFormat format)
        : m_reader(reader)
        , m_filter(filter)
        , m_format(format)
    {
    }

    Result<quint64> writeTo(const QString &file, const Progress &progress, const CancelCheck &isCancelled);

private:
    template <class Visitor>
    void eachPage(Visitor visitor, const CancelCheck &isCancelled);
    void findPaths(const CancelCheck &isCancelled);
    QByteArray header() const;
    QByteArray line(const HistoryRecord &record) const;
    QByteArray csvLine(const HistoryRecord &record) const;

    HistoryReader &m_reader;
    HistoryFilter m_filter;
    ExportFormat m_format;
    HistoryExtent m_extent;
    QStringList m_paths; ///< columns of a CSV file
};

} // namespace thingsdesk::history
