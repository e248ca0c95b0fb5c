// SPDX-License-Identifier: GPL-3.0-or-later
// The page's parts and how they hang together. What its list shows is in livelist.cpp, what is kept in livestate.cpp.
#include "gui/live/livepage.h"

#include "core/futures.h"
#include "gui/base/clipboard.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "gui/live/exportjob.h"
#include "gui/live/listplace.h"
#include "gui/live/recordparts.h"
#include "models/trafficmodel.h"
#include "ui_livepage.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QShortcut>
#include <QUrl>

namespace thingsdesk {

LivePage::LivePage(const PageContext &context, QWidget *parent)
    : ApplicationPage(context, parent)
    , m_ui(std::make_unique<Ui::LivePage>())
    , m_model(new TrafficModel(session().history(), this))
{
    m_ui->setupUi(this);
    m_ui->clearedBar->hide();
    m_ui->detailPane->hide();
    m_ui->chartPane->hide();
    m_ui->trafficTable->setTraffic(*m_model);
    m_place = new ListPlace(*m_model, *m_ui->trafficTable, *m_ui->historyScrollBar);
    m_ui->filterBar->setSources(session().history(), context.preferences, session().profile().id);
    m_ui->detailPane->setSession(session());
    m_ui->chartPane->setHistory(session().history());
    setUpTools();
    setUpListActions();
    connectList();
    connectDetails();
    connectChart();
    connectExport();
    restoreState();
    showState();
}

LivePage::~LivePage() = default;

void LivePage::setUpTools()
{
    m_ui->pauseButton->setIcon(icon(Icon::Pause));
    m_ui->clearButton->setIcon(icon(Icon::Cross));
    m_ui->detailsButton->setIcon(icon(Icon::Info));
    m_ui->chartButton->setIcon(icon(Icon::Chart));
    m_ui->exportButton->setIcon(icon(Icon::Export));
    m_ui->detailsButton->setChecked(true);
    QSizePolicy policy = m_ui->searchingLabel->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_ui->searchingLabel->setSizePolicy(policy);
    m_ui->searchingLabel->hide();
    // The button keeps its width when its word changes.
    m_ui->pauseButton->setText(tr("Con&tinue"));
    const int width = m_ui->pauseButton->sizeHint().width();
    m_ui->pauseButton->setText(tr("&Pause"));
    m_ui->pauseButton->setMinimumWidth(qMax(width, m_ui->pauseButton->sizeHint().width()));
    const auto shortcut = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, slot);
    };
    shortcut(QKeySequence(Qt::Key_Slash), [this] { m_ui->filterBar->focusFilter(); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_E), [this] { startExport(); });
}

void LivePage::setUpListActions()
{
    const auto add = [this](const QString &text, const char *name, auto slot) {
        auto *action = new QAction(text, m_ui->trafficTable);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcutContext(Qt::WidgetShortcut);
        m_ui->trafficTable->addAction(action);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    const auto current = [this] { return m_model->record(m_ui->trafficTable->currentIndex().row()); };
    m_ui->trafficTable->setContextMenuPolicy(Qt::ActionsContextMenu);
    add(tr("&Details"), "showDetailsAction", [this] { openDetails(true); });
    add(tr("&Copy as a line of CSV"), "copyLineAction", [current] {
        if (const auto *record = current())
            copyText(recordparts::csvLine(*record));
    })->setShortcut(QKeySequence::Copy);
    add(tr("Only this &device"), "onlyDeviceAction", [this] { filterByCurrent(true); });
    add(tr("Only this &kind"), "onlyKindAction", [this] { filterByCurrent(false); });
    add(tr("&Show the device"), "showDeviceAction", [this, current] {
        if (const auto *record = current(); record != nullptr && !record->devId().isEmpty())
            Q_EMIT deviceWanted(record->devId());
    });
}

void LivePage::connectList()
{
    connect(m_model, &TrafficModel::searchingChanged, this, &LivePage::showSearching);
    connect(m_model, &TrafficModel::failed, this, &LivePage::showFailure);
    connect(m_model, &TrafficModel::extentChanged, this, &LivePage::showState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &LivePage::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &LivePage::showState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &LivePage::showState);
    connect(&session(), &ApplicationSession::stateChanged, this, &LivePage::showState);
    m_searching.setSingleShot(true);
    m_searching.setInterval(std::chrono::milliseconds(250));
    connect(&m_searching, &QTimer::timeout, m_ui->searchingLabel, &QWidget::show);
    connect(m_ui->filterBar, &FilterBar::filterChanged, this, &LivePage::applyFilter);
    connect(m_ui->filterBar, &FilterBar::failed, this, &LivePage::showFailure);
    connect(m_ui->filterBar, &FilterBar::summaryChanged, m_ui->summaryLabel, &StatusLine::setLine);
    m_ui->summaryLabel->setLine(m_ui->filterBar->summary());
    connect(m_ui->trafficTable, &TrafficView::pausedChanged, this, &LivePage::showPaused);
    connect(m_ui->pauseButton, &QToolButton::clicked, m_ui->trafficTable, &TrafficView::setPaused);
    connect(m_ui->clearButton, &QToolButton::clicked, this, &LivePage::clearList);
    connect(m_ui->showAllButton, &QPushButton::clicked, this, &LivePage::showAll);
    const auto action = [this](const QString &text, const char *name, auto slot) {
        auto *made = new QAction(text, this);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QAction::triggered, this, slot);
        return made;
    };
    m_showAllAgain = action(tr("&Show all again"), "showAllAgainAction", &LivePage::showAll);
    m_resetFilter = action(tr("Reset the filter"), "resetFilterAction", [this] { m_ui->filterBar->reset(); });
    m_checkConnection =
        action(tr("&Check the connection"), "checkConnectionAction", &ApplicationPage::connectionCheckWanted);
}

void LivePage::connectDetails()
{
    connect(m_ui->trafficTable, &TrafficView::currentRecordChanged, this, &LivePage::takeCurrent);
    connect(m_ui->trafficTable, &TrafficView::detailsWanted, this, [this] { openDetails(true); });
    connect(m_ui->trafficTable, &QAbstractItemView::doubleClicked, this, [this] { openDetails(false); });
    connect(m_ui->detailsButton, &QToolButton::clicked, this, [this](bool checked) {
        if (checked)
            openDetails(false);
        else
            m_ui->detailPane->hide();
    });
    connect(m_ui->detailPane, &DetailPane::replyWanted, this, [this](DownlinkMessage draft) {
        draft.appId = session().appId();
        Q_EMIT downlinkWanted(draft);
    });
    connect(m_ui->detailPane, &DetailPane::testWanted, this, &ApplicationPage::functionTestWanted);
    connect(m_ui->detailPane, &DetailPane::failed, this, &LivePage::showFailure);
    connect(m_ui->detailPane, &DetailPane::said, this,
            [this](const QString &text) { m_ui->banner->showPassing(Banner::Level::Success, text); });
    connect(m_ui->detailPane, &DetailPane::plotWanted, this, [this](const DevId &devId, const QString &path) {
        m_ui->chartButton->setChecked(true);
        m_ui->chartPane->addField(devId, path);
    });
    connect(m_ui->detailPane, &DetailPane::conditionWanted, this, [this](const QString &text) {
        LiveFilter filter = m_ui->filterBar->filter();
        const auto condition = FieldExpression::parse(text);
        if (!condition)
            return showFailure(condition.error());
        filter.condition.fields = *condition;
        m_ui->filterBar->setFilter(filter);
    });
    auto *back =
        new QShortcut(QKeySequence(Qt::Key_Escape), m_ui->detailPane, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] { m_ui->trafficTable->setFocus(); });
}

void LivePage::connectChart()
{
    connect(m_ui->chartButton, &QToolButton::toggled, m_ui->chartPane, &QWidget::setVisible);
    connect(m_ui->chartPane, &ChartPane::failed, this, &LivePage::showFailure);
    connect(m_ui->chartPane, &ChartPane::said, this,
            [this](const QString &text) { m_ui->banner->showPassing(Banner::Level::Success, text); });
}

void LivePage::connectExport()
{
    m_export =
        new ExportJob(session().history(),
                      {*m_ui->exportBar, *m_ui->exportLabel, *m_ui->exportProgress, *m_ui->exportCancelButton}, this);
    connect(m_ui->exportButton, &QToolButton::clicked, this, &LivePage::startExport);
    connect(m_export, &ExportJob::finished, this, &LivePage::showExported);
    connect(m_export, &ExportJob::failed, this, &LivePage::showFailure);
    connect(m_export, &ExportJob::cancelled, this, [this] {
        m_ui->banner->showPassing(Banner::Level::Info, tr("The export was stopped; no file was left."));
    });
}

void LivePage::startExport()
{
    if (m_export->isRunning())
        m_ui->banner->showPassing(Banner::Level::Info, tr("An export is under way."));
    else
        m_export->ask(m_model->filter());
}

void LivePage::showExported(const QString &file, quint64 records)
{
    auto *open = new QAction(tr("Open its folder"), m_ui->banner);
    open->setObjectName(QStringLiteral("openExportFolderAction"));
    connect(open, &QAction::triggered, this,
            [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath())); });
    m_ui->banner->showMessage(Banner::Level::Success,
                              tr("%1 records were written to %2.").arg(texts::count(records), file), {open});
}

void LivePage::showFailure(const Failure &failure)
{
    m_ui->banner->showFailure(failure);
}

QWidget *LivePage::mainPart()
{
    return m_ui->trafficTable;
}

void LivePage::activate()
{
    showState();
}

} // namespace thingsdesk
