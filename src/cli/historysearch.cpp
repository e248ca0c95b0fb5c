// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/historysearch.h"

#include "cli/recordtext.h"

#include <QFile>

#include <limits>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pageSize = 500;

} // namespace

HistorySearch::HistorySearch(CommandContext &context, std::unique_ptr<StoredMessages> messages, SearchOptions options)
    : QObject(&context)
    , m_context(context)
    , m_messages(std::move(messages))
    , m_options(std::move(options))
{
}

void HistorySearch::start()
{
    m_left = m_options.limit.value_or(std::numeric_limits<qint64>::max());
    if (m_options.limit)
        walkBack(0);
    else
        begin(0);
}

void HistorySearch::walkBack(qint64 beforeId)
{
    m_context.await(m_messages->pageBefore(m_options.filter, beforeId, int(std::min(m_left, pageSize))),
                    [this, beforeId](const HistoryPage &page) {
                        if (page.records.isEmpty())
                            return begin(beforeId == 0 ? 0 : beforeId - 1);
                        m_left -= page.records.size();
                        const qint64 first = page.records.first().id;
                        if (m_left > 0 && !page.reachedEnd)
                            walkBack(first);
                        else
                            begin(first - 1);
                    });
}

void HistorySearch::begin(qint64 afterId)
{
    m_left = m_options.limit.value_or(std::numeric_limits<qint64>::max());
    m_options.filter.afterId = afterId;
    if (m_options.format == SearchOptions::Format::Csv)
        printCsv();
    else
        printAfter(afterId);
}

void HistorySearch::printAfter(qint64 afterId)
{
    m_context.await(m_messages->pageAfter(m_options.filter, afterId, int(std::min(m_left, pageSize))),
                    [this](const HistoryPage &page) {
                        for (const HistoryRecord &record : page.records) {
                            if (m_context.output().isBroken() || m_context.isEnded())
                                return end();
                            print(record);
                        }
                        m_left -= page.records.size();
                        if (page.records.isEmpty() || page.reachedEnd || m_left <= 0)
                            end();
                        else
                            printAfter(page.records.last().id);
                    });
}

void HistorySearch::print(const HistoryRecord &record)
{
    ++m_printed;
    if (m_options.format == SearchOptions::Format::Json)
        m_context.output().result(recordJson(record, m_messages->appId()));
    else
        m_context.output().result(recordText(record));
}

void HistorySearch::printCsv()
{
    const QString name = m_folder.filePath(u"messages.csv"_s);
    m_context.await(m_messages->exportTo(name, ExportFormat::Csv, m_options.filter), [this, name](quint64 count) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            m_context.fail({Failure::Kind::Permanent, Failure::Cause::FileUnusable,
                            u"The table cannot be read: %1."_s.arg(file.errorString()), name});
            return;
        }
        m_printed = qint64(count);
        while (!file.atEnd() && !m_context.output().isBroken()) {
            QByteArray line = file.readLine();
            if (line.endsWith('\n'))
                line.chop(1);
            m_context.output().result(line);
        }
        end();
    });
}

void HistorySearch::end()
{
    if (m_printed == 0 && !m_context.isEnded())
        m_context.output().note(u"No stored message fits."_s);
    m_context.done();
}

} // namespace thingsdesk::cli
