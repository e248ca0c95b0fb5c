// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "consolefixture.h"
#include "gui/frame/tourhand.h"
#include "models/downlinktimelinemodel.h"
#include "models/trafficmodel.h"
#include "support/sandboxprocess.h"

#include <QAbstractItemView>

namespace thingsdesk::test {

/// A console without any application, a network with living devices beside it, and what a person would see of both.
class JobFixture
{
    Q_DISABLE_COPY_MOVE(JobFixture)
public:
    JobFixture()
        : m_hand(console.window())
    {
    }

    bool start() { return sandbox.start({}, true); }
    QByteArray key() const { return sandbox.application(QStringLiteral("weather-station")).accessKey; }
    const TourHand &hand() const { return m_hand; }

    /// A row of the device table.
    QModelIndex deviceRow(const QString &devId) const
    {
        const auto *table = qobject_cast<QAbstractItemView *>(m_hand.find(QStringLiteral("deviceTable")));
        for (int row = 0; table && row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, 0);
            if (index.data().toString() == devId)
                return index;
        }
        return {};
    }

    /// Whether the live list shows an uplink of this device whose fields hold this text.
    bool seesFields(const QString &devId, const QByteArray &text) const
    {
        const auto *view = qobject_cast<QAbstractItemView *>(m_hand.find(QStringLiteral("trafficTable")));
        for (int row = 0; view && row < view->model()->rowCount(); ++row) {
            const auto record = view->model()->index(row, 0).data(TrafficModel::RecordRole).value<HistoryRecord>();
            const UplinkMessage *uplink = record.uplink();
            if (uplink && uplink->devId.toString() == devId && uplink->fields.contains(text))
                return true;
        }
        return false;
    }

    /// Whether the live list shows uplinks, and nothing but those whose fields hold this text.
    bool seesOnlyFields(const QByteArray &text) const
    {
        const auto *view = qobject_cast<QAbstractItemView *>(m_hand.find(QStringLiteral("trafficTable")));
        const int rows = view ? view->model()->rowCount() : 0;
        for (int row = 0; row < rows; ++row) {
            const auto record = view->model()->index(row, 0).data(TrafficModel::RecordRole).value<HistoryRecord>();
            if (!record.uplink() || !record.uplink()->fields.contains(text))
                return false;
        }
        return rows > 0;
    }

    /// Whether a downlink of ours is shown as acknowledged.
    bool seesAcknowledgement() const
    {
        const auto *list = qobject_cast<QAbstractItemView *>(m_hand.find(QStringLiteral("downlinkList")));
        for (int row = 0; list && row < list->model()->rowCount(); ++row) {
            const auto entry = list->model()
                                   ->index(row, 0)
                                   .data(DownlinkTimelineModel::EntryRole)
                                   .value<DownlinkTimelineModel::Entry>();
            if (entry.isOurs && !entry.steps.isEmpty() && entry.steps.last().stage == DownlinkTracker::Stage::Acked)
                return true;
        }
        return false;
    }

    SandboxProcess sandbox;
    ConsoleFixture console;

private:
    const TourHand m_hand;
};

} // namespace thingsdesk::test
