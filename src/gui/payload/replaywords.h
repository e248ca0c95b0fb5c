// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/replaymodel.h"

#include <QIdentityProxyModel>

namespace thingsdesk {

QString replayOutcomeText(ReplayOutcome outcome); ///< "Changed", "⚠ Newly failing", …

/// A ReplayModel in words; what differs stands in the tooltips.
class ReplayWords final : public QIdentityProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayWords)
public:
    ReplayWords(ReplayModel &model, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const ReplayModel &m_model;
};

} // namespace thingsdesk
