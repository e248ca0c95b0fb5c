// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/downlinktimelineview.h"

#include "gui/base/clipboard.h"
#include "gui/base/emptystate.h"
#include "gui/base/texts.h"
#include "gui/downlinks/downlinkcarddelegate.h"
#include "gui/downlinks/downlinktexts.h"

#include <QAction>
#include <QHBoxLayout>
#include <QIdentityProxyModel>
#include <QListView>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The model's entries in words, for screen readers and tooltips.
class CardTexts final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
            return QIdentityProxyModel::data(index, role);
        const auto entry =
            QIdentityProxyModel::data(index, DownlinkTimelineModel::EntryRole).value<DownlinkTimelineModel::Entry>();
        if (role == Qt::AccessibleTextRole)
            return downlinkReport(entry);
        QStringList times;
        for (const DownlinkTimelineModel::Step &step : entry.steps)
            times.append(stageName(step.stage) + u": "_s + texts::exactTime(step.time).replace(u'\n', u"  =  "_s));
        return times.join(u'\n');
    }
};

/// The same downlink once more, as we may send it.
DownlinkMessage again(const DownlinkTimelineModel::Entry &entry)
{
    DownlinkMessage message = entry.message;
    message.unknown.clear();
    // Once encoded, a downlink of fields has bytes as well; the network takes one of them.
    if (!message.fields.isEmpty() && !message.payload.isEmpty())
        message.payload.clear();
    if (!entry.isOurs)
        message.schedule = Schedule::Last; // events do not tell it, and nothing shall be dropped by guessing
    return message;
}

} // namespace

DownlinkTimelineView::DownlinkTimelineView(DownlinkTimelineModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_cards(std::make_unique<CardTexts>())
{
    m_cards->setSourceModel(&model);
    m_list = new QListView(this);
    m_list->setObjectName(u"downlinkList"_s);
    m_list->setAccessibleName(tr("Downlinks, newest first"));
    m_list->setModel(m_cards.get());
    m_list->setItemDelegate(new DownlinkCardDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"downlinkEmptyState"_s);
    m_empty->show(Icon::Downlink, tr("No downlinks yet"),
                  tr("What you send stands here, with how far it came: published, scheduled, sent, acknowledged. "
                     "Downlinks that others send appear too."));
    makeActions();
    auto *lists = new QWidget(this);
    m_stack = new QStackedLayout(lists);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeButtons());
    column->addWidget(lists, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DownlinkTimelineView::updateActions);
    connect(m_cards.get(), &QAbstractItemModel::dataChanged, this, &DownlinkTimelineView::updateActions);
    connect(m_list, &QListView::activated, this, [this] { m_editAction->trigger(); });
    connect(m_cards.get(), &QAbstractItemModel::rowsInserted, this, &DownlinkTimelineView::updateEmpty);
    connect(m_cards.get(), &QAbstractItemModel::rowsRemoved, this, &DownlinkTimelineView::updateEmpty);
    connect(m_cards.get(), &QAbstractItemModel::modelReset, this, &DownlinkTimelineView::updateEmpty);
    m_silence.setInterval(5s);
    connect(&m_silence, &QTimer::timeout, this, &DownlinkTimelineView::refreshSilence);
    m_silence.start();
    updateEmpty();
}

DownlinkTimelineView::~DownlinkTimelineView()
{
    m_list->setModel(nullptr);
}

QAction *DownlinkTimelineView::addAction(const QString &name, const QString &text, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setToolTip(tip);
    m_list->addAction(action);
    return action;
}

void DownlinkTimelineView::makeActions()
{
    m_resendAction = addAction(u"resendAction"_s, tr("&Resend"), tr("Send the same downlink once more"));
    m_editAction = addAction(u"editAsNewAction"_s, tr("&Edit as new"), tr("Take it into the composer (Enter)"));
    m_copyAction = addAction(u"copyDownlinkAction"_s, tr("C&opy"), tr("Copy the downlink and what became of it"));
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_showAction = addAction(u"showInLiveAction"_s, tr("Show in &Live"), tr("Show its record on the page Live"));
    m_clearAction = addAction(u"clearQueueAction"_s, tr("Clear &queue…"),
                              tr("Drop what waits for this device by sending something in its place"));
    connect(m_resendAction, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            Q_EMIT resendWanted(again(*entry));
    });
    connect(m_editAction, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            Q_EMIT editWanted(again(*entry));
    });
    connect(m_copyAction, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            copyText(downlinkReport(*entry));
    });
    connect(m_showAction, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            Q_EMIT recordWanted(entry->id);
    });
    connect(m_clearAction, &QAction::triggered, this, [this] {
        if (const auto entry = current())
            Q_EMIT clearQueueWanted(entry->message.devId);
    });
}

QWidget *DownlinkTimelineView::makeButtons()
{
    auto *widget = new QWidget(this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QAction *action : {m_resendAction, m_editAction, m_copyAction, m_showAction, m_clearAction}) {
        auto *button = new QToolButton(widget);
        button->setDefaultAction(action);
        button->setObjectName(QString(action->objectName()).replace(u"Action"_s, u"Button"_s));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setText(action->text());
        row->addWidget(button);
    }
    row->addStretch(1);
    return widget;
}

std::optional<DownlinkTimelineModel::Entry> DownlinkTimelineView::current() const
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return {};
    return m_model.entry(m_cards->mapToSource(index).row());
}

void DownlinkTimelineView::setSendingEnabled(bool enabled, const QString &reason)
{
    m_isSendingEnabled = enabled;
    m_reason = reason;
    updateActions();
}

void DownlinkTimelineView::updateActions()
{
    const bool has = m_list->currentIndex().isValid();
    for (QAction *action : {m_editAction, m_copyAction, m_showAction, m_clearAction})
        action->setEnabled(has);
    m_resendAction->setEnabled(has && m_isSendingEnabled);
    m_resendAction->setToolTip(m_isSendingEnabled ? tr("Send the same downlink once more") : m_reason);
}

void DownlinkTimelineView::updateEmpty()
{
    const bool isEmpty = m_cards->rowCount() == 0;
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_list);
    selectWaiting();
    updateActions();
}

void DownlinkTimelineView::select(qint64 id)
{
    m_wanted = id;
    selectWaiting();
}

void DownlinkTimelineView::selectWaiting()
{
    for (int row = 0; m_wanted != 0 && row < m_cards->rowCount(); ++row) {
        const QModelIndex index = m_cards->index(row, 0);
        if (index.data(DownlinkTimelineModel::IdRole).toLongLong() != m_wanted)
            continue;
        m_wanted = 0;
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index);
    }
}

void DownlinkTimelineView::refreshSilence()
{
    // "No answer for …" comes by itself, so cards that wait may grow.
    if (!isVisible())
        return;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto &entry = m_model.entry(row);
        if (entry.isEnded || entry.isReplaced)
            continue;
        m_list->doItemsLayout();
        return;
    }
}

} // namespace thingsdesk
