// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "models/historyreplay.h"
#include "models/replaymodel.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace thingsdesk {

class FieldCompleter;
class ReplayFieldsView;
class TimeRangeButton;

/// Runs the edited functions over stored uplinks and shows what would come out differently than with the saved ones.
class ReplayPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReplayPane)
public:
    explicit ReplayPane(const PageContext &context, QWidget *parent = nullptr);

    void setSaved(PayloadFormat format, const PayloadFunctions &functions);
    void setEdited(PayloadFormat format, const PayloadFunctions &functions);
    /// Paths of decoded fields that were seen, for the condition.
    void setFields(const QStringList &paths);

Q_SIGNALS:
    void recordWanted(qint64 recordId);
    void failed(const thingsdesk::Failure &failure);
    void exported(const QString &file, qsizetype rows);
    /// The history has other fields of ours than before.
    void ownFieldsChanged();

private:
    void makeScope();
    void makeStore();
    void makeHead();
    void makeLists();
    void startOrCancel();
    Result<HistoryFilter> filter() const;
    void takeProgress(const QList<ReplayRow> &rows);
    void refresh();
    QString summaryText() const;
    QString remainingText() const;
    void exportRows();
    void writeRows(const QString &path);

    PageContext m_context;
    HistoryReplay m_replay;
    ReplayModel m_rows;
    ReplayRequest m_request;
    bool m_hasRun = false;
    bool m_isOutdated = false; ///< the functions were edited since the run
    QElapsedTimer m_time;
    QTimer m_refresh;
    QComboBox *m_scope = nullptr;
    TimeRangeButton *m_range = nullptr;
    QLineEdit *m_filter = nullptr;
    QLineEdit *m_condition = nullptr;
    FieldCompleter *m_completer = nullptr;
    QCheckBox *m_store = nullptr;
    QPushButton *m_forget = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_export = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_summary = nullptr;
    QTableView *m_table = nullptr;
    ReplayFieldsView *m_fields = nullptr;
};

} // namespace thingsdesk
