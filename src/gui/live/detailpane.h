// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/downlinkmessage.h"
#include "history/historyrecord.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAction;

namespace thingsdesk {

namespace Ui {
class DetailPane;
}

class ApplicationSession;
class FieldTreeModel;
class GatewayTableModel;
class SimulateAgain;

/// One record from all sides: fields, JSON as received, bytes, gateways, radio; and what can be done with it.
class DetailPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailPane)
public:
    explicit DetailPane(QWidget *parent = nullptr);
    ~DetailPane() override;

    /// Once. The session outlives the pane.
    void setSession(ApplicationSession &session);

    void showRecord(const HistoryRecord &record);
    const std::optional<HistoryRecord> &record() const noexcept { return m_record; }
    int currentTab() const;
    void setCurrentTab(int tab);
    void focusContent();

Q_SIGNALS:
    void replyWanted(const thingsdesk::DownlinkMessage &draft);
    void testWanted(const thingsdesk::UplinkMessage &uplink);
    void plotWanted(const thingsdesk::DevId &devId, const QString &fieldPath);
    void conditionWanted(const QString &expression); ///< filter by a value, in the form of FieldExpression
    void failed(const thingsdesk::Failure &failure);
    void said(const QString &text); ///< what went well

private:
    void setUpViews();
    void setUpFieldActions();
    void setUpCopyMenu();
    void showTab(); ///< fills the tab that is seen
    void showActions();
    void readOwnFields();
    void showFields();
    void copyShown(const QString &text);
    void updateFieldActions();
    QString title() const;

    const std::unique_ptr<Ui::DetailPane> m_ui;
    std::optional<HistoryRecord> m_record;
    QSet<int> m_filled; ///< tabs that show this record already
    FieldTreeModel *m_fields;
    GatewayTableModel *m_gateways;
    SimulateAgain *m_simulate = nullptr;
    ApplicationSession *m_session = nullptr;
    QAction *m_copyPath;
    QAction *m_copyValue;
    QAction *m_plot;
    QAction *m_filter;
};

} // namespace thingsdesk
