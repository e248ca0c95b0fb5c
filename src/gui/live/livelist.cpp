// SPDX-License-Identifier: GPL-3.0-or-later
// What the live page's list shows: filter, clearing, pausing, the empty states, the chosen record.
#include "core/futures.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "gui/live/listplace.h"
#include "gui/live/livepage.h"
#include "models/trafficmodel.h"
#include "ui_livepage.h"

namespace thingsdesk {

namespace {

constexpr qint64 afterRegistration =
    120'000'000'000; ///< ns: so long after registering it is said that uplinks get lost

} // namespace

void LivePage::applyFilter()
{
    HistoryFilter filter = m_ui->filterBar->filter().at(Timestamp::now());
    filter.afterId = m_clearedAt;
    m_model->setFilter(filter);
    showState();
}

void LivePage::showFiltered(const HistoryFilter &filter)
{
    setClearedAt(filter.afterId);
    m_ui->filterBar->setFilter(LiveFilter::fromHistoryFilter(filter));
    m_ui->trafficTable->setPaused(false);
    m_ui->trafficTable->goToNewest();
}

void LivePage::showRecord(qint64 id)
{
    whenFinished<HistoryRecord>(this, session().history().record(id), [this](Future<HistoryRecord> finished) {
        const auto record = resultOf<HistoryRecord>(finished);
        if (!record)
            return showFailure(record.error());
        if (record->id <= m_clearedAt)
            setClearedAt(0);
        HistoryFilter filter = m_ui->filterBar->filter().at(Timestamp::now());
        if (!filter.fits(*record))
            m_ui->filterBar->reset();
        applyFilter();
        m_ui->detailPane->showRecord(*record);
        m_ui->detailsButton->setChecked(true);
        m_ui->detailPane->show();
        m_ui->trafficTable->goToRecord(record->id);
        m_ui->trafficTable->setFocus();
    });
}

void LivePage::setClearedAt(qint64 id)
{
    m_clearedAt = id;
    m_place->setClearedAt(id);
    m_ui->clearedBar->setVisible(id > 0);
}

void LivePage::clearList()
{
    setClearedAt(session().history().extent().lastId);
    applyFilter();
    m_ui->trafficTable->goToNewest();
}

void LivePage::showAll()
{
    setClearedAt(0);
    applyFilter();
    m_ui->trafficTable->setFocus();
}

void LivePage::filterByCurrent(bool byDevice)
{
    const auto *record = m_model->record(m_ui->trafficTable->currentIndex().row());
    if (record == nullptr || (byDevice && record->devId().isEmpty()))
        return;
    LiveFilter filter = m_ui->filterBar->filter();
    if (byDevice)
        filter.condition.devices = {record->devId()};
    else
        filter.condition.kinds = {record->kind};
    m_ui->filterBar->setFilter(filter);
}

void LivePage::showPaused()
{
    const bool paused = m_ui->trafficTable->isPaused();
    m_ui->pauseButton->setChecked(paused);
    m_ui->pauseButton->setText(paused ? tr("Con&tinue") : tr("&Pause"));
    m_ui->pauseButton->setIcon(icon(paused ? Icon::Play : Icon::Pause));
    m_ui->pauseButton->setToolTip(paused ? tr("Go to the newest and follow (Space)")
                                         : tr("Stop the view, not the recording (Space)"));
}

void LivePage::showSearching()
{
    if (m_model->isSearching()) {
        m_searching.start();
    } else {
        m_searching.stop();
        m_ui->searchingLabel->hide();
    }
    showState();
}

void LivePage::showState()
{
    if (m_model->rowCount() > 0) {
        m_ui->listStack->setCurrentWidget(m_ui->listPage);
        return;
    }
    if (m_model->isSearching())
        return; // what was seen stays until there is an answer
    const LiveFilter &filter = m_ui->filterBar->filter();
    if (m_model->extent().count == 0)
        showNothingYet();
    else if (!filter.isEmpty())
        m_ui->emptyPage->show(Icon::Filter, tr("Nothing fits the filter"),
                              m_clearedAt > 0 ? tr("Older messages are hidden as well.") : filter.summary(),
                              m_resetFilter);
    else
        m_ui->emptyPage->show(Icon::Live, tr("Cleared"),
                              tr("What comes from now on appears here. Nothing was deleted."), m_showAllAgain);
    m_ui->listStack->setCurrentWidget(m_ui->emptyPage);
}

void LivePage::showNothingYet()
{
    const QString title = tr("No message yet");
    const auto registered = session().registeredAt();
    if (session().state() != ApplicationSession::State::Online) {
        m_ui->emptyPage->show(Icon::Live, title,
                              tr("The application is not connected. Uplinks, downlinks and events appear here and are "
                                 "kept as soon as it is."),
                              m_checkConnection);
        return;
    }
    QString text = tr("Uplinks, downlinks, activations and events of this application appear here as they come, and "
                      "are kept.");
    if (registered && Timestamp::now().nanoseconds - registered->nanoseconds < afterRegistration)
        text += QLatin1Char(' ') + tr("The application was registered just now: the network may lose its uplinks for "
                                      "about a minute.");
    m_ui->emptyPage->show(Icon::Live, title, text);
}

void LivePage::takeCurrent(qint64 id)
{
    const HistoryRecord *record = m_model->record(m_model->rowOf(id));
    if (record == nullptr)
        return;
    if (m_ui->detailsButton->isChecked()) {
        m_ui->detailPane->showRecord(*record);
        showDetailPane();
    }
}

void LivePage::openDetails(bool withFocus)
{
    m_ui->detailsButton->setChecked(true);
    if (const HistoryRecord *record = m_model->record(m_ui->trafficTable->currentIndex().row()))
        m_ui->detailPane->showRecord(*record);
    showDetailPane();
    if (withFocus)
        m_ui->detailPane->focusContent();
}

void LivePage::showDetailPane()
{
    if (m_ui->detailPane->isVisibleTo(this))
        return;
    m_ui->detailPane->show();
    // The list has got smaller: the chosen row may be under the pane.
    QTimer::singleShot(0, m_ui->trafficTable, [this] {
        if (m_ui->trafficTable->currentIndex().isValid())
            m_ui->trafficTable->scrollTo(m_ui->trafficTable->currentIndex());
    });
}

} // namespace thingsdesk
