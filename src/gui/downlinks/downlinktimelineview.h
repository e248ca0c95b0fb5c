// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/downlinktimelinemodel.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QAction;
class QListView;
class QIdentityProxyModel;
class QStackedLayout;
class QToolButton;

namespace thingsdesk {

class EmptyState;

/// The downlinks of an application, newest first, each a card that tells how far it came.
class DownlinkTimelineView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkTimelineView)
public:
    explicit DownlinkTimelineView(DownlinkTimelineModel &model, QWidget *parent = nullptr);
    ~DownlinkTimelineView() override;

    /// Selects a downlink by the ID of its first record, now or as soon as it is there.
    void select(qint64 id);
    void setSendingEnabled(bool enabled, const QString &reason);

Q_SIGNALS:
    void resendWanted(const thingsdesk::DownlinkMessage &message);
    void editWanted(const thingsdesk::DownlinkMessage &message);
    void recordWanted(qint64 id);
    /// To compose something that replaces what waits for this device.
    void clearQueueWanted(const thingsdesk::DevId &devId);

private:
    void makeActions();
    QWidget *makeButtons();
    QAction *addAction(const QString &name, const QString &text, const QString &tip);
    std::optional<DownlinkTimelineModel::Entry> current() const;
    void updateActions();
    void updateEmpty();
    void selectWaiting();
    void refreshSilence();

    DownlinkTimelineModel &m_model;
    std::unique_ptr<QIdentityProxyModel> m_cards; ///< adds the words for screen readers and tooltips
    QListView *m_list = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
    QAction *m_resendAction = nullptr;
    QAction *m_editAction = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_showAction = nullptr;
    QAction *m_clearAction = nullptr;
    QTimer m_silence;
    qint64 m_wanted = 0;
    bool m_isSendingEnabled = true;
    QString m_reason;
};

} // namespace thingsdesk
