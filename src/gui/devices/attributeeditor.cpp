// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/attributeeditor.h"

#include "core/device.h"
#include "gui/base/icons.h"
#include "gui/devices/livemessage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

AttributeEditor::AttributeEditor(QWidget *parent)
    : QWidget(parent)
{
    makeParts();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_table, &QTableWidget::itemChanged, this, [this] {
        refreshMessage();
        Q_EMIT changed();
    });
    connect(m_addButton, &QToolButton::clicked, this, [this] {
        addRow();
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
        m_table->setFocus();
        m_table->editItem(m_table->currentItem());
    });
    connect(m_removeButton, &QToolButton::clicked, this, &AttributeEditor::removeCurrentRow);
    connect(m_table, &QTableWidget::currentCellChanged, this, &AttributeEditor::refreshMessage);
    refreshMessage();
}

void AttributeEditor::makeParts()
{
    m_table = new QTableWidget(0, 2, this);
    m_table->setObjectName(QStringLiteral("attributeTable"));
    m_table->setAccessibleName(tr("Attributes"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->setFixedHeight((fontMetrics().height() + 8) * 4 + 6);

    m_addButton = new QToolButton(this);
    m_addButton->setObjectName(QStringLiteral("addAttributeButton"));
    m_addButton->setIcon(icon(Icon::Add));
    m_addButton->setToolTip(tr("Add an attribute"));
    m_removeButton = new QToolButton(this);
    m_removeButton->setObjectName(QStringLiteral("removeAttributeButton"));
    m_removeButton->setIcon(icon(Icon::Remove));
    m_removeButton->setToolTip(tr("Remove the chosen attribute"));
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(2);
    for (QToolButton *button : {m_addButton, m_removeButton}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->toolTip());
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_message = new LiveMessage(this);
    m_message->setObjectName(QStringLiteral("attributeMessage"));

    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_table, 1);
    line->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_message);
}

void AttributeEditor::setAttributes(const QMap<QString, QString> &attributes)
{
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(0);
    for (const auto &[key, value] : attributes.asKeyValueRange())
        addRow(key, value);
    refreshMessage();
}

void AttributeEditor::addRow(const QString &key, const QString &value)
{
    const int row = m_table->rowCount();
    const QSignalBlocker quiet(m_table);
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(key));
    m_table->setItem(row, 1, new QTableWidgetItem(value));
    refreshMessage();
}

void AttributeEditor::removeCurrentRow()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_table->removeRow(row);
    refreshMessage();
    Q_EMIT changed();
}

QString AttributeEditor::cell(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text() : QString();
}

Result<QMap<QString, QString>> AttributeEditor::attributes() const
{
    QMap<QString, QString> attributes;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString key = cell(row, 0).trimmed();
        const QString value = cell(row, 1);
        if (key.isEmpty() && value.isEmpty())
            continue;
        if (attributes.contains(key))
            return fail(Failure::invalidInput(tr("Attribute \"%1\"").arg(key.left(80)), tr("is there twice")));
        attributes.insert(key, value);
    }
    Device device;
    device.attributes = attributes;
    if (const Result<void> good = device.check(); !good)
        return fail(good.error());
    return attributes;
}

int AttributeEditor::ownCount() const
{
    int count = 0;
    for (int row = 0; row < m_table->rowCount(); ++row)
        count += isBuiltInAttribute(cell(row, 0).trimmed()) ? 0 : 1;
    return count;
}

void AttributeEditor::refreshMessage()
{
    const Result<QMap<QString, QString>> result = attributes();
    const int own = ownCount();
    m_addButton->setEnabled(own < Device::maximumCustomAttributes);
    m_removeButton->setEnabled(m_table->currentRow() >= 0);
    if (!result)
        m_message->setProblem(result.error().text);
    else
        m_message->setHint(tr("%1 of at most %2").arg(own).arg(Device::maximumCustomAttributes));
}

} // namespace thingsdesk
