// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "gui/live/chartseries.h"

#include <QWidget>

#include <memory>

class QFileDialog;

namespace thingsdesk {

namespace Ui {
class ChartPane;
}

class ChartLoader;

/// Values of devices over time, chosen by ticking devices and values. Follows what comes while it is seen.
class ChartPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartPane)
public:
    explicit ChartPane(QWidget *parent = nullptr);
    ~ChartPane() override;

    /// Once. The history outlives the pane.
    void setHistory(HistoryStore &history);

    /// Draws this field of this device, besides what is drawn.
    void addField(const DevId &devId, const QString &path);
    QByteArray choices() const; ///< for the preferences
    void setChoices(const QByteArray &choices);

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);
    void said(const QString &text);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectControls();
    void readChoices();
    void showValueChoices(const QStringList &paths);
    void load();
    void showLoaded();
    void setUpSaveMenu();
    void openSaveDialog(const QString &suffix, const QString &filter, std::function<bool(const QString &)> save);
    bool saveCsv(const QString &file) const;

    const std::unique_ptr<Ui::ChartPane> m_ui;
    HistoryStore *m_history = nullptr;
    ChartLoader *m_loader = nullptr;
    bool m_isStale = true; ///< the choices changed while it was not seen
};

} // namespace thingsdesk
