// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "session/downlinktracker.h"

#include <QAbstractListModel>

#include <memory>

namespace thingsdesk {

/// One entry a downlink, newest first, followed through the network's events: ours by what we published, others' by
/// their first event. Built from the history, so that it survives a restart. The newest 500.
class DownlinkTimelineModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkTimelineModel)
public:
    struct Step
    {
        DownlinkTracker::Stage stage = DownlinkTracker::Stage::Published;
        Timestamp time;
        QString gatewayId;                                ///< sent
        std::optional<DownlinkTransmission> transmission; ///< sent
    };
    struct Entry
    {
        qint64 id = 0; ///< of its first record
        DownlinkMessage message;
        bool isOurs = false;
        QList<Step> steps;       ///< in order of time; a confirmed one may be sent several times
        QString error;           ///< in the network's words
        bool isReplaced = false; ///< dropped by a later one with schedule replace: V2 tells nothing, we know it
        bool isEnded = false;
        QString likelyCauses; ///< why nothing more may have come; empty once it is ended
    };
    enum Role : int { EntryRole = Qt::UserRole + 1, IdRole };

    explicit DownlinkTimelineModel(HistoryStore &history, QObject *parent = nullptr);
    ~DownlinkTimelineModel() override;

    const Entry &entry(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::DownlinkTimelineModel::Entry)
