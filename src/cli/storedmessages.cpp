// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/storedmessages.h"

#include "history/recordexport.h"

#include <QFile>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;
using history::CancelCheck;
using history::Direction;
using history::HistoryReader;

Result<std::unique_ptr<StoredMessages>> StoredMessages::open(const QString &file, const AppId &appId)
{
    if (!QFile::exists(file))
        return fail(
            {Failure::Kind::Permanent, Failure::Cause::NotFound,
             u"No message of \"%1\" is stored yet: the console stores them while it is open."_s.arg(appId.toString()),
             file});
    return std::unique_ptr<StoredMessages>(new StoredMessages(file, appId));
}

StoredMessages::StoredMessages(const QString &file, AppId appId)
    : m_appId(std::move(appId))
    , m_reader(file, m_appId, m_gate)
{
    m_gate.setOpen({});
}

StoredMessages::~StoredMessages()
{
    m_gate.close();
}

Future<HistoryPage> StoredMessages::pageBefore(const HistoryFilter &filter, qint64 beforeId, int limit)
{
    return page(filter, Direction::Backward, beforeId, limit);
}

Future<HistoryPage> StoredMessages::pageAfter(const HistoryFilter &filter, qint64 afterId, int limit)
{
    return page(filter, Direction::Forward, afterId, limit);
}

Future<HistoryPage> StoredMessages::page(const HistoryFilter &filter, Direction direction, qint64 from, int limit)
{
    return m_reader.run<HistoryPage>(
        [=](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<HistoryPage> {
            return reader.page(filter, direction, from, limit, isCancelled);
        });
}

Future<quint64> StoredMessages::exportTo(const QString &file, ExportFormat format, const HistoryFilter &filter)
{
    return m_reader.run<quint64>([=](HistoryReader &reader, auto &, const CancelCheck &isCancelled) -> Result<quint64> {
        return history::RecordExport(reader, filter, format)
            .writeTo(
                file, [](qint64, qint64) {}, isCancelled);
    });
}

} // namespace thingsdesk::cli
