// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/replaywords.h"

#include "gui/base/texts.h"
#include "payload/fielddifference.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk {

namespace {

bool isFields(const QByteArray &result)
{
    return result.startsWith('{');
}

QString resultText(const QByteArray &result)
{
    return isFields(result) ? texts::fieldSummary(result) : texts::plain(QString::fromUtf8(result));
}

QString differenceOf(const ReplayRow &row)
{
    if (!isFields(row.before) || !isFields(row.after))
        return {};
    return differenceText(
        fieldDifferences(QJsonDocument::fromJson(row.before).object(), QJsonDocument::fromJson(row.after).object()));
}

} // namespace

QString replayOutcomeText(ReplayOutcome outcome)
{
    switch (outcome) {
    case ReplayOutcome::Same:
        return ReplayWords::tr("Same");
    case ReplayOutcome::Changed:
        return ReplayWords::tr("Changed");
    case ReplayOutcome::NewlyFailing:
        return ReplayWords::tr("⚠ Newly failing");
    case ReplayOutcome::NewlyWorking:
        return ReplayWords::tr("Newly working");
    }
    return {};
}

ReplayWords::ReplayWords(ReplayModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

QVariant ReplayWords::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && role == Qt::TextAlignmentRole && index.column() == ReplayModel::PortColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return QIdentityProxyModel::data(index, role);
    const ReplayRow &row = m_model.row(index.row());
    const bool isToolTip = role == Qt::ToolTipRole;
    switch (index.column()) {
    case ReplayModel::TimeColumn:
        return isToolTip ? texts::exactTime(row.received) : texts::clock(row.received);
    case ReplayModel::DeviceColumn:
        return row.devId.toString();
    case ReplayModel::PortColumn:
        return QString::number(row.port);
    case ReplayModel::PayloadColumn:
        return texts::hexPairs(row.payload);
    case ReplayModel::OutcomeColumn:
        return isToolTip ? differenceOf(row) : replayOutcomeText(row.outcome);
    case ReplayModel::BeforeColumn:
        return resultText(row.before);
    case ReplayModel::AfterColumn:
        return isToolTip && isFields(row.after) && isFields(row.before) ? differenceOf(row) : resultText(row.after);
    default:
        return {};
    }
}

} // namespace thingsdesk
