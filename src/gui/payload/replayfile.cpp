// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/replayfile.h"

#include "core/csvcell.h"
#include "core/wholefile.h"

namespace thingsdesk {

namespace {

const char *outcomeName(ReplayOutcome outcome)
{
    switch (outcome) {
    case ReplayOutcome::Same:
        return "same";
    case ReplayOutcome::Changed:
        return "changed";
    case ReplayOutcome::NewlyFailing:
        return "newly failing";
    case ReplayOutcome::NewlyWorking:
        return "newly working";
    }
    return "";
}

} // namespace

Result<void> writeReplayRows(const QString &path, const ReplayModel &model)
{
    QByteArray text = "time,device,port,payload,outcome,before,after\r\n";
    for (int i = 0; i < model.rowCount(); ++i) {
        const ReplayRow &row = model.row(i);
        text += row.received.toRfc3339() + ',' + csvCell(row.devId.toString()) + ',' + QByteArray::number(row.port) +
                ',' + row.payload.toHex().toUpper() + ',' + outcomeName(row.outcome) + ',' +
                csvCell(QString::fromUtf8(row.before)) + ',' + csvCell(QString::fromUtf8(row.after)) + "\r\n";
    }
    return writeWholeFile(path, text);
}

} // namespace thingsdesk
