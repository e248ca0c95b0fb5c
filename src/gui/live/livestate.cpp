// SPDX-License-Identifier: GPL-3.0-or-later
// What the live page keeps from one start to the next.
#include "gui/base/tablesetup.h"
#include "gui/live/livepage.h"
#include "settings/preferences.h"
#include "ui_livepage.h"

#include <QJsonDocument>

namespace thingsdesk {

namespace {

QJsonObject objectFrom(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

void LivePage::saveState()
{
    Preferences &preferences = context().preferences;
    const QUuid application = session().profile().id;
    const auto keep = [&](const QString &part, const QByteArray &state) {
        preferences.setState(application, QStringLiteral("live/") + part, state);
    };
    saveColumns(*m_ui->trafficTable, preferences, application, QStringLiteral("live/columns"));
    keep(QStringLiteral("details"), m_ui->detailSplitter->saveState());
    keep(QStringLiteral("chart"), m_ui->chartSplitter->saveState());
    keep(QStringLiteral("filter"), QJsonDocument(m_ui->filterBar->filter().toJson()).toJson(QJsonDocument::Compact));
    keep(QStringLiteral("series"), m_ui->chartPane->choices());
    const QJsonObject panes{{QStringLiteral("details"), m_ui->detailsButton->isChecked()},
                            {QStringLiteral("chart"), m_ui->chartButton->isChecked()},
                            {QStringLiteral("tab"), m_ui->detailPane->currentTab()}};
    keep(QStringLiteral("panes"), QJsonDocument(panes).toJson(QJsonDocument::Compact));
}

void LivePage::restoreState()
{
    const auto kept = [&](const QString &part) {
        return context().preferences.state(session().profile().id, QStringLiteral("live/") + part);
    };
    m_ui->detailSplitter->setStretchFactor(0, 3);
    m_ui->detailSplitter->setStretchFactor(1, 2);
    m_ui->chartSplitter->setStretchFactor(0, 3);
    m_ui->chartSplitter->setStretchFactor(1, 2);
    restoreColumns(*m_ui->trafficTable, context().preferences, session().profile().id, QStringLiteral("live/columns"));
    if (const QByteArray splitter = kept(QStringLiteral("details")); !splitter.isEmpty())
        m_ui->detailSplitter->restoreState(splitter);
    if (const QByteArray splitter = kept(QStringLiteral("chart")); !splitter.isEmpty())
        m_ui->chartSplitter->restoreState(splitter);
    m_ui->chartPane->setChoices(kept(QStringLiteral("series")));
    const QJsonObject panes = objectFrom(kept(QStringLiteral("panes")));
    m_ui->detailsButton->setChecked(panes.value(QStringLiteral("details")).toBool(true));
    m_ui->detailPane->setCurrentTab(panes.value(QStringLiteral("tab")).toInt(0));
    m_ui->chartButton->setChecked(panes.value(QStringLiteral("chart")).toBool(false));
    if (const QJsonObject filter = objectFrom(kept(QStringLiteral("filter"))); !filter.isEmpty())
        m_ui->filterBar->setFilter(LiveFilter::fromJson(filter));
}

} // namespace thingsdesk
