// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "history/historystore.h"

#include <QFutureWatcher>
#include <QObject>

class QLabel;
class QProgressBar;
class QPushButton;
class QWidget;

namespace thingsdesk {

/// Writes filtered records to a file that the user chooses, with progress and a way to stop. One at a time.
class ExportJob final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportJob)
public:
    struct Controls
    {
        QWidget &bar; ///< seen while it runs
        QLabel &label;
        QProgressBar &progress;
        QPushButton &cancel;
    };

    ExportJob(HistoryStore &history, const Controls &controls, QWidget *parent);
    ~ExportJob() override;

    bool isRunning() const { return m_watcher.isRunning(); }
    /// Asks for the file, then begins. Object name of the dialog: `exportDialog`.
    void ask(const HistoryFilter &filter);
    /// The format follows the name: ".csv" is CSV, everything else JSON lines.
    void start(const QString &file, const HistoryFilter &filter);

Q_SIGNALS:
    void finished(const QString &file, quint64 records);
    void failed(const thingsdesk::Failure &failure);
    void cancelled();

private:
    void end();

    HistoryStore &m_history;
    const Controls m_controls;
    QWidget *const m_window;
    QFutureWatcher<Result<quint64>> m_watcher;
    QString m_file;
};

} // namespace thingsdesk
