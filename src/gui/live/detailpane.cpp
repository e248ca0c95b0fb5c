// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/detailpane.h"

#include "core/futures.h"
#include "gui/base/clipboard.h"
#include "gui/base/icons.h"
#include "gui/base/tablesetup.h"
#include "gui/base/texts.h"
#include "gui/live/fieldcondition.h"
#include "gui/live/gatewaydelegate.h"
#include "gui/live/recordparts.h"
#include "gui/live/simulateagain.h"
#include "models/fieldtreemodel.h"
#include "models/gatewaytablemodel.h"
#include "session/applicationsession.h"
#include "ui_livedetailpane.h"

#include <QAction>
#include <QMenu>
#include <QScrollBar>

namespace thingsdesk {

namespace {

constexpr int openLevels = 2; ///< of the fields' tree at first

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::DetailPane>())
    , m_fields(new FieldTreeModel(this))
    , m_gateways(new GatewayTableModel(this))
{
    m_ui->setupUi(this);
    m_ui->errorLabel->setTextFormat(Qt::PlainText);
    m_ui->errorLabel->hide();
    setUpViews();
    setUpFieldActions();
    setUpCopyMenu();
    connect(m_ui->detailTabs, &QTabWidget::currentChanged, this, &DetailPane::showTab);
    connect(m_ui->replyButton, &QPushButton::clicked, this, [this] {
        DownlinkMessage draft;
        draft.devId = m_record->devId();
        draft.port = recordparts::port(*m_record).value_or(1);
        Q_EMIT replyWanted(draft);
    });
    connect(m_ui->testButton, &QPushButton::clicked, this, [this] { Q_EMIT testWanted(*m_record->uplink()); });
    showActions();
}

DetailPane::~DetailPane() = default;

void DetailPane::setSession(ApplicationSession &session)
{
    m_session = &session;
    m_simulate = new SimulateAgain(session, *m_ui->simulateButton, *m_ui->confirmBar, this);
    connect(m_simulate, &SimulateAgain::failed, this, &DetailPane::failed);
    connect(m_simulate, &SimulateAgain::simulated, this, &DetailPane::said);
    connect(m_session, &ApplicationSession::rightsChanged, this, &DetailPane::showActions);
    showActions();
}

void DetailPane::setUpViews()
{
    m_ui->titleLabel->setLine(tr("Choose a message to see its details."));
    m_ui->fieldTree->setModel(m_fields);
    m_ui->fieldTree->setColumnWidth(FieldTreeModel::NameColumn, fontMetrics().averageCharWidth() * 36);
    setUpTree(*m_ui->fieldTree);
    setUpTable(*m_ui->gatewayTable);
    m_ui->gatewayTable->setModel(m_gateways);
    m_ui->gatewayTable->setItemDelegate(new GatewayDelegate(m_ui->gatewayTable));
    alignNumbers(*m_ui->gatewayTable,
                 {GatewayTableModel::RssiColumn, GatewayTableModel::SnrColumn, GatewayTableModel::DistanceColumn,
                  GatewayTableModel::ChannelColumn, GatewayTableModel::AntennaColumn, GatewayTableModel::TimeColumn});
    m_ui->gatewayTable->setColumnWidth(GatewayTableModel::GatewayColumn, fontMetrics().averageCharWidth() * 36);
    connect(m_ui->bytesView, &BytesView::selectionChanged, this, [this] {
        // One byte chosen: what begins there; a run: only these.
        const int begin = m_ui->bytesView->selectionBegin();
        const int count = m_ui->bytesView->selectionCount();
        m_ui->readingTable->setBytes(count > 1 ? m_ui->bytesView->selectedBytes()
                                               : m_ui->bytesView->bytes().mid(begin));
    });
}

void DetailPane::setUpFieldActions()
{
    const auto add = [this](const QString &text, const char *name, auto slot) {
        auto *action = new QAction(text, m_ui->fieldTree);
        action->setObjectName(QString::fromLatin1(name));
        m_ui->fieldTree->addAction(action);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    const auto at = [this](int role) {
        return m_ui->fieldTree->currentIndex().siblingAtColumn(FieldTreeModel::NameColumn).data(role);
    };
    m_copyPath =
        add(tr("Copy &path"), "copyPathAction", [this, at] { copyShown(at(FieldTreeModel::PathRole).toString()); });
    m_copyValue = add(tr("Copy &value"), "copyValueAction",
                      [this, at] { copyShown(plainJsonValue(at(FieldTreeModel::JsonRole).toByteArray())); });
    m_plot = add(tr("P&lot this"), "plotFieldAction",
                 [this, at] { Q_EMIT plotWanted(m_record->devId(), at(FieldTreeModel::PathRole).toString()); });
    m_filter = add(tr("&Filter by this value"), "filterByValueAction", [this, at] {
        Q_EMIT conditionWanted(
            fieldCondition(at(FieldTreeModel::PathRole).toString(), at(FieldTreeModel::JsonRole).toByteArray()));
    });
    connect(m_ui->fieldTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DetailPane::updateFieldActions);
    connect(m_fields, &QAbstractItemModel::modelReset, this, &DetailPane::updateFieldActions);
}

void DetailPane::updateFieldActions()
{
    const QModelIndex index = m_ui->fieldTree->currentIndex().siblingAtColumn(FieldTreeModel::NameColumn);
    const bool isUplink = m_record && m_record->uplink() != nullptr;
    const bool isField = index.isValid();
    m_copyPath->setEnabled(isField);
    m_copyValue->setEnabled(isField);
    m_plot->setEnabled(isField && isUplink && index.data(FieldTreeModel::IsNumberRole).toBool());
    m_filter->setEnabled(isField && isUplink &&
                         !fieldCondition(index.data(FieldTreeModel::PathRole).toString(),
                                         index.data(FieldTreeModel::JsonRole).toByteArray())
                              .isEmpty());
}

void DetailPane::setUpCopyMenu()
{
    auto *menu = new QMenu(m_ui->copyButton);
    const auto add = [this, menu](const QString &text, const char *name, auto textOf) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, [this, textOf] {
            if (m_record)
                copyShown(textOf(*m_record));
        });
    };
    add(tr("Payload as &hex"), "copyHexAction",
        [](const HistoryRecord &record) { return texts::hexPairs(recordparts::payload(record)); });
    add(tr("Payload as &base64"), "copyBase64Action",
        [](const HistoryRecord &record) { return QString::fromLatin1(recordparts::payload(record).toBase64()); });
    add(tr("&Fields as JSON"), "copyFieldsAction",
        [](const HistoryRecord &record) { return QString::fromUtf8(recordparts::fields(record)); });
    add(tr("&Whole JSON"), "copyJsonAction",
        [](const HistoryRecord &record) { return QString::fromUtf8(record.raw()); });
    add(tr("As a line of &CSV"), "copyCsvAction", recordparts::csvLine);
    m_ui->copyButton->setMenu(menu);
    m_ui->copyButton->setIcon(icon(Icon::Copy));
    m_ui->replyButton->setIcon(icon(Icon::Downlink));
    m_ui->testButton->setIcon(icon(Icon::Test));
}

void DetailPane::copyShown(const QString &text)
{
    copyText(text);
}

QString DetailPane::title() const
{
    if (const auto *gap = m_record->gap())
        return recordparts::gapText(*gap);
    return QStringLiteral("%1   %2 %3   %4")
        .arg(texts::plain(m_record->devId().toString()), texts::kindSymbol(m_record->kind), texts::kind(m_record->kind),
             texts::clock(m_record->received));
}

void DetailPane::showRecord(const HistoryRecord &record)
{
    m_record = record;
    m_filled.clear();
    m_ui->titleLabel->setLine(title());
    const QString error = recordparts::errorText(record);
    m_ui->errorLabel->setText(QStringLiteral("⚠ ") + texts::plain(error, 2000));
    m_ui->errorLabel->setVisible(!error.isEmpty());
    if (m_simulate != nullptr) {
        const auto *uplink = record.uplink();
        m_simulate->setUplink(uplink != nullptr && !uplink->payload.isEmpty() ? std::optional(*uplink) : std::nullopt);
    }
    showActions();
    showTab();
    readOwnFields();
}

/// Fields of ours may have been stored since the list read the message.
void DetailPane::readOwnFields()
{
    if (m_session == nullptr || !m_record->uplink())
        return;
    whenFinished<HistoryRecord>(this, m_session->history().record(m_record->id), [this](Future<HistoryRecord> done) {
        const Result<HistoryRecord> stored = resultOf(done);
        if (!stored || !m_record || m_record->id != stored->id || m_record->ownFields == stored->ownFields)
            return;
        m_record->ownFields = stored->ownFields;
        m_filled.remove(m_ui->detailTabs->indexOf(m_ui->fieldsTab));
        showTab();
    });
}

void DetailPane::showActions()
{
    const bool hasDevice = m_record && !m_record->devId().isEmpty();
    const bool mayReply = m_session == nullptr || m_session->rights().sendDownlinks.value_or(true);
    m_ui->replyButton->setEnabled(hasDevice && mayReply);
    m_ui->replyButton->setToolTip(mayReply ? tr("Write a downlink to this device")
                                           : tr("The access key lacks the right “messages:down:w”."));
    m_ui->testButton->setEnabled(m_record && m_record->uplink() != nullptr);
    m_ui->copyButton->setEnabled(m_record.has_value());
    if (m_simulate == nullptr)
        m_ui->simulateButton->setEnabled(false);
}

void DetailPane::showTab()
{
    QWidget *tab = m_ui->detailTabs->currentWidget();
    const int index = m_ui->detailTabs->currentIndex();
    if (!m_record || m_filled.contains(index))
        return;
    m_filled.insert(index);
    if (tab == m_ui->fieldsTab)
        showFields();
    else if (tab == m_ui->jsonTab)
        m_ui->jsonView->setJson(m_record->raw());
    else if (tab == m_ui->bytesTab)
        m_ui->bytesView->setBytes(recordparts::payload(*m_record));
    else if (tab == m_ui->gatewaysTab) {
        const RadioMetadata radio = recordparts::metadata(*m_record);
        m_gateways->setMetadata(radio);
        m_ui->gatewayTable->setVisible(!radio.gateways.isEmpty());
        m_ui->noGatewaysLabel->setVisible(radio.gateways.isEmpty());
    } else {
        m_ui->radioView->setRecord(*m_record);
    }
}

void DetailPane::showFields()
{
    // The same field stays chosen from one message to the next.
    const QString path = m_ui->fieldTree->currentIndex().siblingAtColumn(0).data(FieldTreeModel::PathRole).toString();
    const int scrolled = m_ui->fieldTree->verticalScrollBar()->value();
    m_fields->setJson(m_record->uplink() ? m_record->fieldsWithOwn() : recordparts::fields(*m_record));
    m_ui->fieldTree->setVisible(m_fields->rowCount() > 0);
    m_ui->noFieldsLabel->setVisible(m_fields->rowCount() == 0);
    m_ui->fieldTree->expandToDepth(openLevels - 1);
    for (int row = 0; !path.isEmpty() && row < m_fields->rowCount(); ++row)
        if (m_fields->index(row, 0).data(FieldTreeModel::PathRole).toString() == path)
            m_ui->fieldTree->setCurrentIndex(m_fields->index(row, 0));
    m_ui->fieldTree->verticalScrollBar()->setValue(scrolled);
}

int DetailPane::currentTab() const
{
    return m_ui->detailTabs->currentIndex();
}

void DetailPane::setCurrentTab(int tab)
{
    m_ui->detailTabs->setCurrentIndex(tab);
}

void DetailPane::focusContent()
{
    if (QWidget *first = m_ui->detailTabs->currentWidget()->nextInFocusChain();
        first != nullptr && m_ui->detailTabs->currentWidget()->isAncestorOf(first) && first->isVisible())
        first->setFocus(Qt::OtherFocusReason);
    else
        m_ui->detailTabs->setFocus(Qt::OtherFocusReason);
}

} // namespace thingsdesk
