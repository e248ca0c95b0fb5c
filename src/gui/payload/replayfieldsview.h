// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/replaysummary.h"

#include <QTreeWidget>

namespace thingsdesk {

/// What a replay did to each field: how often it is there, its range, how often it changed; the most changed first.
class ReplayFieldsView final : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayFieldsView)
public:
    explicit ReplayFieldsView(QWidget *parent = nullptr);

    void setSummary(const ReplaySummary &summary);
};

} // namespace thingsdesk
