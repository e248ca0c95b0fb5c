// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commandcontext.h"
#include "cli/storedmessages.h"

#include <QTemporaryDir>

namespace thingsdesk::cli {

/// What `history search` was asked for.
struct SearchOptions
{
    enum class Format { Text, Json, Csv };

    HistoryFilter filter;
    std::optional<qint64> limit; ///< the newest so many
    Format format = Format::Text;
};

/// Prints what fits, newest last. Nothing is kept in memory but a page: with a limit it first walks back to where the
/// last so many begin.
class HistorySearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistorySearch)
public:
    HistorySearch(CommandContext &context, std::unique_ptr<StoredMessages> messages, SearchOptions options);

    void start();

private:
    void walkBack(qint64 beforeId);
    void begin(qint64 afterId);
    void printAfter(qint64 afterId);
    void printCsv();
    void print(const HistoryRecord &record);
    void end();

    CommandContext &m_context;
    const std::unique_ptr<StoredMessages> m_messages;
    SearchOptions m_options;
    qint64 m_left = 0; ///< still to be walked back over, then to be printed
    qint64 m_printed = 0;
    QTemporaryDir m_folder; ///< for a table, whose columns are known only at its end
};

} // namespace thingsdesk::cli
