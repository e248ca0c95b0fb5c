// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicereview.h"

#include "gui/base/monospace.h"
#include "gui/base/texts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

enum Choice : int { Undecided, Theirs, Yours };

bool isHexField(const DeviceField &field)
{
    using Id = DeviceField::Id;
    return isSecretField(field) || field.id == Id::DevEuiField || field.id == Id::AppEuiField ||
           field.id == Id::DevAddrField;
}

} // namespace

DeviceReview::DeviceReview(QWidget *parent)
    : QWidget(parent)
{
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("reviewTitle"));
    m_title->setWordWrap(true);
    m_table = new QTableWidget(this);
    m_table->setObjectName(QStringLiteral("reviewTable"));
    m_table->setAccessibleName(tr("Changes, field by field"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->setWordWrap(true);
    m_table->setTextElideMode(Qt::ElideNone);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_reveal = new QCheckBox(tr("Show &keys"), this);
    m_reveal->setObjectName(QStringLiteral("reviewRevealBox"));
    m_consequences = new QLabel(this);
    m_consequences->setObjectName(QStringLiteral("consequencesLabel"));
    m_consequences->setTextFormat(Qt::PlainText);
    m_consequences->setWordWrap(true);
    m_consequences->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_table, 1);
    column->addWidget(m_reveal);
    column->addWidget(m_consequences);
    connect(m_reveal, &QCheckBox::toggled, this, &DeviceReview::fillTable);
}

void DeviceReview::showEdit(const DeviceEdit &edit)
{
    m_edit = edit;
    m_conflicts.clear();
    m_title->setText(tr("These fields of %1 will be written. Everything else stays as it is, the frame counters "
                        "included.")
                         .arg(edit.base.devId.toString()));
    if (edit.resetCounters)
        m_title->setText(
            tr("These fields of %1 will be written. Everything else stays as it is.").arg(edit.base.devId.toString()));
    m_reveal->setChecked(false);
    fillTable();
    showConsequences();
}

void DeviceReview::showConflict(const DeviceEdit &edit, const Device &theirs)
{
    m_edit = edit;
    m_theirs = theirs;
    m_conflicts = deviceConflicts(edit.base, theirs, edit.wanted);
    m_title->setText(tr("%1 was changed on the server while you edited it. Nothing is written yet. Choose what is kept "
                        "of each field.")
                         .arg(edit.base.devId.toString()));
    m_reveal->setChecked(false);
    fillTable();
    showConsequences();
}

QString DeviceReview::shown(const DeviceField &field, const QString &text) const
{
    if (isSecretField(field) && !m_reveal->isChecked() && text != deviceFieldText(field, Device()))
        return QStringLiteral("••••••••");
    if (!isHexField(field) || text == deviceFieldText(field, Device()))
        return texts::plain(text);
    // Pairs, so that long keys can wrap between bytes.
    return texts::hexPairs(QByteArray::fromHex(text.toLatin1()));
}

void DeviceReview::addRow(const DeviceField &field, const QStringList &cells)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(texts::plain(deviceFieldName(field))));
    for (int column = 0; column < cells.size(); ++column) {
        auto *item = new QTableWidgetItem(shown(field, cells[column]));
        if (isHexField(field))
            item->setFont(monospaceFont());
        m_table->setItem(row, column + 1, item);
    }
}

void DeviceReview::addChoice(int row, const DeviceConflict &conflict)
{
    if (!conflict.needsChoice()) {
        const QString kept = conflict.isYours ? tr("yours") : tr("theirs");
        m_table->setItem(row, 4, new QTableWidgetItem(kept));
        m_choices.append(nullptr);
        return;
    }
    auto *box = new QComboBox(m_table);
    box->addItems({tr("choose"), tr("theirs"), tr("yours")});
    box->setObjectName(QStringLiteral("choiceBox%1").arg(row));
    box->setAccessibleName(tr("What is kept of %1").arg(deviceFieldName(conflict.field)));
    m_table->setCellWidget(row, 4, box);
    m_choices.append(box);
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        showConsequences();
        Q_EMIT choiceChanged();
    });
}

void DeviceReview::fillTable()
{
    QList<int> chosen;
    for (const QComboBox *box : std::as_const(m_choices))
        chosen.append(box ? box->currentIndex() : int(Undecided));
    m_choices.clear();
    m_table->clear();
    m_table->setRowCount(0);
    bool hasSecrets = false;
    if (isConflict()) {
        m_table->setColumnCount(5);
        m_table->setHorizontalHeaderLabels({tr("Field"), tr("Before"), tr("Theirs"), tr("Yours"), tr("Keep")});
        for (const DeviceConflict &conflict : std::as_const(m_conflicts)) {
            hasSecrets = hasSecrets || isSecretField(conflict.field);
            addRow(conflict.field, {conflict.base, conflict.theirs, conflict.yours});
            addChoice(m_table->rowCount() - 1, conflict);
        }
        for (int i = 0; i < m_choices.size() && chosen.size() == m_choices.size(); ++i) {
            if (m_choices[i])
                m_choices[i]->setCurrentIndex(chosen[i]);
        }
    } else {
        m_table->setColumnCount(3);
        m_table->setHorizontalHeaderLabels({tr("Field"), tr("Now"), tr("New")});
        for (const DeviceDifference &difference : deviceDifferences(m_edit.base, m_edit.result())) {
            hasSecrets = hasSecrets || isSecretField(difference.field);
            addRow(difference.field, {difference.before, difference.after});
        }
    }
    m_reveal->setVisible(hasSecrets);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
}

bool DeviceReview::isComplete() const
{
    return std::none_of(m_choices.begin(), m_choices.end(),
                        [](const QComboBox *box) { return box && box->currentIndex() == Undecided; });
}

DeviceEdit DeviceReview::resolved() const
{
    if (!isConflict())
        return m_edit;
    DeviceEdit edit{m_theirs, m_theirs, m_edit.resetCounters};
    for (qsizetype i = 0; i < m_conflicts.size(); ++i) {
        const bool takesYours = m_choices[i] ? m_choices[i]->currentIndex() == Yours : m_conflicts[i].isYours;
        if (takesYours)
            edit.wanted = deviceTaking(edit.wanted, m_conflicts[i].field, m_edit.wanted);
    }
    return edit;
}

void DeviceReview::showConsequences()
{
    const DeviceEdit edit = resolved();
    QStringList words = deviceConsequences(edit.base, edit.result());
    for (QString &sentence : words)
        sentence.prepend(QStringLiteral("⚠ "));
    if (words.isEmpty())
        words.append(tr("The device in the field does not notice any of this."));
    m_consequences->setText(words.join(u'\n'));
}

} // namespace thingsdesk
