// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/exportjob.h"

#include "core/futures.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace thingsdesk {

ExportJob::ExportJob(HistoryStore &history, const Controls &controls, QWidget *parent)
    : QObject(parent)
    , m_history(history)
    , m_controls(controls)
    , m_window(parent)
{
    m_controls.bar.hide();
    connect(&m_controls.cancel, &QPushButton::clicked, &m_watcher, &QFutureWatcherBase::cancel);
    connect(&m_watcher, &QFutureWatcherBase::progressRangeChanged, &m_controls.progress, &QProgressBar::setRange);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, &m_controls.progress, &QProgressBar::setValue);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ExportJob::end);
}

ExportJob::~ExportJob()
{
    m_watcher.disconnect();
    m_watcher.cancel();
}

void ExportJob::ask(const HistoryFilter &filter)
{
    const QString csv = tr("Table (*.csv)");
    const QString lines = tr("JSON lines (*.jsonl)");
    auto *dialog = new QFileDialog(m_window, tr("Export the filtered messages"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({csv, lines});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(m_history.appId().toString() + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString &chosen) {
        dialog->setDefaultSuffix(chosen == csv ? QStringLiteral("csv") : QStringLiteral("jsonl"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, filter](const QString &file) { start(file, filter); });
    dialog->open();
}

void ExportJob::start(const QString &file, const HistoryFilter &filter)
{
    if (isRunning())
        return;
    m_file = file;
    const bool isCsv = file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
    m_controls.label.setText(tr("Writing %1").arg(QFileInfo(file).fileName()));
    m_controls.progress.setRange(0, 0);
    m_controls.bar.show();
    m_watcher.setFuture(m_history.exportTo(file, isCsv ? ExportFormat::Csv : ExportFormat::JsonLines, filter));
}

void ExportJob::end()
{
    m_controls.bar.hide();
    Future<quint64> future = m_watcher.future();
    if (const auto records = resultOf<quint64>(future))
        Q_EMIT finished(m_file, *records);
    else if (records.error().kind == Failure::Kind::Cancelled)
        Q_EMIT cancelled();
    else
        Q_EMIT failed(records.error());
}

} // namespace thingsdesk
