// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/messagescard.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "gui/overview/factlist.h"
#include "gui/overview/historylimitsform.h"
#include "settings/preferences.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

MessagesCard::MessagesCard(HistoryStore &history, Preferences &preferences, QWidget *parent)
    : QGroupBox(tr("Messages"), parent)
    , m_history(history)
    , m_preferences(preferences)
    , m_facts(new FactList(this))
    , m_change(new QPushButton(tr("Change &limits…"), this))
    , m_form(new HistoryLimitsForm(this))
{
    setObjectName(QStringLiteral("messagesCard"));
    m_facts->addFact(QStringLiteral("messagesTodayLabel"), tr("Today"));
    m_facts->addFact(QStringLiteral("messagesStoredLabel"), tr("Stored here"));
    m_facts->addFact(QStringLiteral("messagesSizeLabel"), tr("Size on disk"));
    m_facts->addFact(QStringLiteral("messagesFirstLabel"), tr("First"));
    m_facts->addFact(QStringLiteral("messagesLastLabel"), tr("Last"));
    m_facts->addFact(QStringLiteral("historyLimitsLabel"), tr("Limits"));
    m_change->setObjectName(QStringLiteral("changeLimitsButton"));
    m_change->setAccessibleName(tr("Change limits of the history"));
    m_change->setAutoDefault(false);
    m_form->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_facts);
    layout->addWidget(m_form);
    layout->addStretch(1);
    layout->addWidget(m_change, 0, Qt::AlignLeading);
    connect(m_change, &QPushButton::clicked, this, [this] {
        m_form->setLimits(m_preferences.historyLimits());
        m_form->show();
        m_change->hide();
        m_form->setFocus();
    });
    connect(m_form, &HistoryLimitsForm::cancelled, this, [this] {
        m_form->hide();
        m_change->show();
    });
    connect(m_form, &HistoryLimitsForm::accepted, this, &MessagesCard::applyLimits);
    connect(&preferences, &Preferences::historyLimitsChanged, this, &MessagesCard::showLimits);
    showLimits();
}

void MessagesCard::showStatistics(const HistoryStatistics &statistics)
{
    const bool empty = statistics.extent.count == 0;
    m_facts->setFact(QStringLiteral("messagesTodayLabel"), texts::count(statistics.today));
    m_facts->setFact(QStringLiteral("messagesStoredLabel"),
                     empty ? tr("none yet: what arrives while connected is kept here")
                           : texts::count(statistics.extent.count));
    m_facts->setFact(QStringLiteral("messagesSizeLabel"), texts::byteSize(statistics.bytesOnDisk), m_history.file());
    const auto moment = [this](const QString &fact, const std::optional<Timestamp> &time) {
        m_facts->setFact(fact, time ? texts::clock(*time) : QString(), time ? texts::exactTime(*time) : QString());
    };
    moment(QStringLiteral("messagesFirstLabel"), statistics.first);
    moment(QStringLiteral("messagesLastLabel"), statistics.last);
}

void MessagesCard::applyLimits(const HistoryLimits &limits)
{
    m_form->hide();
    m_change->show();
    m_preferences.setHistoryLimits(limits);
    whenFinished<void>(this, m_history.setLimits(limits), [this](Future<void> finished) {
        if (const Result<void> result = resultOf<void>(finished); !result)
            Q_EMIT failed(result.error());
        else
            Q_EMIT limitsApplied();
    });
}

void MessagesCard::showLimits()
{
    m_facts->setFact(QStringLiteral("historyLimitsLabel"), limitsText(m_preferences.historyLimits()));
}

} // namespace thingsdesk
