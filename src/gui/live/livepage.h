// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/live/livefilter.h"

#include <QTimer>

#include <memory>

class QAction;

namespace thingsdesk {

namespace Ui {
class LivePage;
}

class ExportJob;
class ListPlace;
class TrafficModel;

/// The application's traffic as one list over the whole history: live at its end, filtered, with details, chart and
/// export.
class LivePage final : public ApplicationPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LivePage)
public:
    explicit LivePage(const PageContext &context, QWidget *parent = nullptr);
    ~LivePage() override;

    /// Puts this filter in place of the present one.
    void showFiltered(const HistoryFilter &filter);
    /// Goes to this record and shows its details; a filter that hides it is reset.
    void showRecord(qint64 id);

    void activate() override;
    QWidget *mainPart() override;
    void saveState() override;

private:
    void setUpTools();
    void setUpListActions();
    void connectList();
    void connectDetails();
    void connectChart();
    void connectExport();
    void restoreState();

    void applyFilter();
    void clearList();
    void showAll();
    void setClearedAt(qint64 id);
    void showState(); ///< list or one of the empty states
    void showNothingYet();
    void showPaused();
    void showSearching();

    void takeCurrent(qint64 id);
    void openDetails(bool withFocus);
    void showDetailPane();
    void startExport();
    void showExported(const QString &file, quint64 records);
    void showFailure(const Failure &failure);
    void filterByCurrent(bool byDevice);

    const std::unique_ptr<Ui::LivePage> m_ui;
    TrafficModel *m_model;
    ListPlace *m_place = nullptr;
    ExportJob *m_export = nullptr;
    QTimer m_searching; ///< a short search is not told
    qint64 m_clearedAt = 0;
    QAction *m_showAllAgain = nullptr;
    QAction *m_resetFilter = nullptr;
    QAction *m_checkConnection = nullptr;
};

} // namespace thingsdesk
