// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/replaypane.h"

#include "core/futures.h"
#include "gui/base/fieldcompleter.h"
#include "gui/base/tablesetup.h"
#include "gui/base/texts.h"
#include "gui/base/timerangebutton.h"
#include "gui/payload/replayfieldsview.h"
#include "gui/payload/replayfile.h"
#include "gui/payload/replaywords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <chrono>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

constexpr auto refreshPause = 150ms;

} // namespace

ReplayPane::ReplayPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_replay(context.session.history(), context.functions)
{
    setObjectName(u"replayPane"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 0);
    column->setSpacing(8);
    makeScope();
    makeStore();
    makeHead();
    makeLists();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    connect(&m_refresh, &QTimer::timeout, this, &ReplayPane::refresh);
    connect(&m_replay, &HistoryReplay::progressed, this, &ReplayPane::takeProgress);
    connect(&m_replay, &HistoryReplay::finished, this, [this] {
        refresh();
        if (m_request.storesFields)
            Q_EMIT ownFieldsChanged();
    });
    connect(&m_replay, &HistoryReplay::failed, this, &ReplayPane::failed);
    refresh();
}

void ReplayPane::makeScope()
{
    m_scope = new QComboBox(this);
    m_scope->setObjectName(u"replayScopeCombo"_s);
    m_scope->setAccessibleName(tr("Uplinks to compare"));
    for (const int limit : {1000, 10'000, 100'000})
        m_scope->addItem(tr("Last %1 uplinks").arg(texts::count(quint64(limit))), limit);
    m_scope->addItem(tr("All uplinks"), 0);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"replayFilterEdit"_s);
    m_filter->setAccessibleName(tr("Only uplinks with this text"));
    m_filter->setPlaceholderText(tr("Device, text or hex…"));
    m_filter->setClearButtonEnabled(true);
    m_range = new TimeRangeButton(this);
    m_range->setObjectName(u"replayRangeButton"_s);
    m_condition = new QLineEdit(this);
    m_condition->setObjectName(u"replayConditionEdit"_s);
    m_condition->setAccessibleName(tr("Only uplinks whose received fields fit this condition"));
    m_condition->setPlaceholderText(tr("temperature > 30"));
    m_condition->setToolTip(m_condition->accessibleName());
    m_condition->setClearButtonEnabled(true);
    m_completer = new FieldCompleter(*m_condition);
    auto *which = new QHBoxLayout;
    which->setSpacing(8);
    which->addWidget(m_scope, 1);
    which->addWidget(m_range);
    auto *conditions = new QHBoxLayout;
    conditions->setSpacing(8);
    conditions->addWidget(m_filter, 1);
    conditions->addWidget(m_condition, 1);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addLayout(which);
    column->addLayout(conditions);
    for (QLineEdit *edit : {m_filter, m_condition}) {
        connect(edit, &QLineEdit::returnPressed, this, [this] {
            if (!m_replay.isRunning())
                startOrCancel();
        });
    }
}

void ReplayPane::makeStore()
{
    m_store = new QCheckBox(tr("Store the new fields as \"ours\""), this);
    m_store->setObjectName(u"replayStoreCheck"_s);
    m_store->setToolTip(
        tr("What your functions give is kept beside the received fields, for conditions (ours.temperature > "
           "30), charts and details. What was received stays as it is."));
    m_forget = new QPushButton(tr("Forget them"), this);
    m_forget->setObjectName(u"replayForgetButton"_s);
    m_forget->setAutoDefault(false);
    m_forget->setToolTip(tr("Remove all fields that were stored so from this application's history"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_store, 1);
    row->addWidget(m_forget);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        whenFinished<void>(this, m_context.session.history().removeOwnFields(), [this](Future<void> done) {
            if (const Result<void> removed = resultOf(done); !removed)
                Q_EMIT failed(removed.error());
            else
                Q_EMIT ownFieldsChanged();
        });
    });
}

void ReplayPane::makeHead()
{
    m_start = new QPushButton(this);
    m_start->setObjectName(u"replayStartButton"_s);
    m_start->setAutoDefault(false);
    m_export = new QPushButton(tr("E&xport…"), this);
    m_export->setObjectName(u"replayExportButton"_s);
    m_export->setAutoDefault(false);
    m_export->setToolTip(tr("Save the list as CSV"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"replayProgress"_s);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    m_progress->setMaximumHeight(6);
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"replaySummaryLabel"_s);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *run = new QHBoxLayout;
    run->setSpacing(8);
    run->addWidget(m_start);
    run->addWidget(m_progress, 1);
    run->addWidget(m_export);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addLayout(run);
    column->addWidget(m_summary);
    connect(m_start, &QPushButton::clicked, this, &ReplayPane::startOrCancel);
    connect(m_export, &QPushButton::clicked, this, &ReplayPane::exportRows);
}

void ReplayPane::makeLists()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"replayTable"_s);
    m_table->setAccessibleName(tr("Uplinks that come out differently"));
    setUpTable(*m_table);
    m_table->setModel(new ReplayWords(m_rows, this));
    alignNumbers(*m_table, {ReplayModel::PortColumn});
    constexpr int cellMargins = 12;
    const int timeWidth = fontMetrics().horizontalAdvance(texts::clock(Timestamp())) + cellMargins;
    for (const auto &[part, width] :
         {std::pair(ReplayModel::TimeColumn, timeWidth), std::pair(ReplayModel::DeviceColumn, 90),
          std::pair(ReplayModel::OutcomeColumn, 110), std::pair(ReplayModel::BeforeColumn, 150),
          std::pair(ReplayModel::AfterColumn, 150), std::pair(ReplayModel::PortColumn, 48)})
        m_table->setColumnWidth(part, width);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_fields = new ReplayFieldsView(this);
    auto *lists = new QSplitter(Qt::Vertical, this);
    lists->setChildrenCollapsible(false);
    lists->addWidget(m_table);
    lists->addWidget(m_fields);
    lists->setStretchFactor(0, 2);
    lists->setStretchFactor(1, 1);
    static_cast<QVBoxLayout *>(layout())->addWidget(lists, 1);
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT recordWanted(m_rows.row(index.row()).recordId); });
}

void ReplayPane::setSaved(PayloadFormat format, const PayloadFunctions &functions)
{
    m_isOutdated = m_isOutdated || format != m_request.savedFormat || functions != m_request.saved;
    m_request.savedFormat = format;
    m_request.saved = functions;
    m_summary->setText(summaryText());
}

void ReplayPane::setEdited(PayloadFormat format, const PayloadFunctions &functions)
{
    m_isOutdated = m_isOutdated || format != m_request.editedFormat || functions != m_request.edited;
    m_request.editedFormat = format;
    m_request.edited = functions;
    m_summary->setText(summaryText());
}

void ReplayPane::setFields(const QStringList &paths)
{
    m_completer->setPaths(paths);
}

Result<HistoryFilter> ReplayPane::filter() const
{
    const Result<FieldExpression> condition = FieldExpression::parse(m_condition->text());
    if (!condition)
        return fail(condition.error());
    HistoryFilter filter;
    filter.text = m_filter->text().trimmed();
    filter.since = m_range->range().since(Timestamp::now());
    filter.until = m_range->range().until();
    filter.fields = *condition;
    return filter;
}

void ReplayPane::startOrCancel()
{
    if (m_replay.isRunning())
        return m_replay.cancel();
    const Result<HistoryFilter> wanted = filter();
    if (!wanted)
        return Q_EMIT failed(wanted.error());
    m_rows.clear();
    m_hasRun = true;
    m_isOutdated = false;
    m_time.start();
    m_request.limit = m_scope->currentData().toULongLong();
    m_request.filter = *wanted;
    m_request.storesFields = m_store->isChecked();
    m_replay.start(m_request);
    refresh();
}

void ReplayPane::takeProgress(const QList<ReplayRow> &rows)
{
    m_rows.append(rows);
    if (!m_refresh.isActive())
        m_refresh.start();
}

void ReplayPane::refresh()
{
    const bool isRunning = m_replay.isRunning();
    const QString title = isRunning ? tr("C&ancel") : tr("Co&mpare");
    m_start->setText(title);
    m_start->setToolTip(isRunning ? QString()
                                  : tr("Run your functions over stored uplinks and compare with the saved ones. "
                                       "Nothing that was received is changed by it."));
    m_export->setEnabled(m_rows.rowCount() > 0);
    m_store->setEnabled(!isRunning);
    m_forget->setEnabled(!isRunning);
    m_progress->setVisible(isRunning);
    m_progress->setRange(0, m_replay.total() ? 1000 : 0);
    if (const auto total = m_replay.total(); total && *total > 0)
        m_progress->setValue(int(m_replay.summary().looked * 1000 / *total));
    m_summary->setText(summaryText());
    m_fields->setSummary(m_replay.summary());
}

QString ReplayPane::summaryText() const
{
    if (!m_hasRun)
        return tr("Compare what your functions make of stored uplinks with what the saved ones make of them. Nothing "
                  "that was received is changed by it.");
    const ReplaySummary &summary = m_replay.summary();
    if (!m_replay.isRunning() && summary.looked == 0)
        return tr("There are no such uplinks in the history.");
    QString text = tr("%1 looked at: %2 same, %3 changed, %4 newly failing, %5 newly working.")
                       .arg(texts::count(summary.looked), texts::count(summary.same), texts::count(summary.changed),
                            texts::count(summary.newlyFailing), texts::count(summary.newlyWorking));
    if (m_replay.isRunning())
        text += u' ' + remainingText();
    else if (m_replay.total() && summary.looked < *m_replay.total())
        text += u' ' + tr("Cancelled before the end.");
    if (m_rows.isFull())
        text += u' ' + tr("The list has the first %1.").arg(texts::count(quint64(ReplayModel::maximumRows)));
    if (m_isOutdated)
        text += u' ' + tr("The functions were edited since.");
    return text;
}

QString ReplayPane::remainingText() const
{
    const quint64 looked = m_replay.summary().looked;
    if (!m_replay.total() || looked == 0)
        return {};
    const double share = double(*m_replay.total() - std::min(looked, *m_replay.total())) / double(looked);
    return tr("%1 left.").arg(texts::duration(std::chrono::milliseconds(qint64(double(m_time.elapsed()) * share))));
}

void ReplayPane::exportRows()
{
    auto *dialog = new QFileDialog(this, tr("Save the list"));
    dialog->setObjectName(u"replayExportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setNameFilters({tr("CSV (*.csv)")});
    dialog->selectFile(u"differences.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ReplayPane::writeRows);
    dialog->open();
}

void ReplayPane::writeRows(const QString &path)
{
    if (const Result<void> written = writeReplayRows(path, m_rows); written)
        Q_EMIT exported(path, m_rows.rowCount());
    else
        Q_EMIT failed(written.error());
}

} // namespace thingsdesk
