// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/replayfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSaveFile>

#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QByteArray cell(QByteArray text)
{
    // A program that reads tables takes such a beginning for a formula.
    if (!text.isEmpty() && QByteArrayView("=+-@").contains(text.front()))
        text.prepend('\'');
    return '"' + text.replace('"', "\"\"") + '"';
}

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
        text += row.received.toDateTime().toUTC().toString(Qt::ISODateWithMs).toLatin1() + ',' +
                cell(row.devId.toString().toUtf8()) + ',' + QByteArray::number(row.port) + ',' +
                row.payload.toHex().toUpper() + ',' + outcomeName(row.outcome) + ',' + cell(row.before) + ',' +
                cell(row.after) + "\r\n";
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return fail(Failure{
            Failure::Kind::Permanent,
            Failure::Cause::FileUnusable,
            QCoreApplication::translate("ReplayFile", "\"%1\" cannot be written: %2.").arg(path, file.errorString()),
            {}});
    return {};
}

} // namespace thingsdesk
