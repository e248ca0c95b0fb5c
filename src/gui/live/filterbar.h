// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/live/savedviews.h"
#include "history/historystore.h"

#include <QTimer>
#include <QWidget>

#include <memory>

namespace thingsdesk {

namespace Ui {
class FilterBar;
}

class FacetButton;
class FieldCompleter;
class Preferences;

/// What is shown of a history: facets with counts, a condition over decoded fields, a text, a time range, saved views.
/// Typing takes effect after a short pause. A condition that cannot be read is explained at its line, and the one
/// before stays in effect.
class FilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterBar)
public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    /// Once. All outlive the bar.
    void setSources(HistoryStore &history, Preferences &preferences, const QUuid &application);

    const LiveFilter &filter() const noexcept { return m_filter; }
    void setFilter(const LiveFilter &filter); ///< and tells it
    void reset();
    void focusFilter(); ///< `/`
    const QString &summary() const noexcept { return m_summary; }

Q_SIGNALS:
    void filterChanged(const thingsdesk::LiveFilter &filter);
    /// In words; `isError` where the condition over the fields cannot be read.
    void summaryChanged(const QString &text, bool isError);
    void failed(const thingsdesk::Failure &failure);

private:
    void connectControls();
    void readFacets();
    void showFacets(const HistoryFacets &facets);
    void showFilter();
    void take(); ///< reads all controls
    void show(const QString &error);

    const std::unique_ptr<Ui::FilterBar> m_ui;
    std::unique_ptr<SavedViews> m_views;
    FieldCompleter *m_completer;
    HistoryStore *m_history = nullptr;
    LiveFilter m_filter;
    QString m_summary;
    QTimer m_typing;
    bool m_showing = false;
    bool m_reading = false;
};

} // namespace thingsdesk
