// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/conflictview.h"

#include "gui/payload/differenceview.h"
#include "gui/payload/formatnames.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QTabBar>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;

ConflictView::ConflictView(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_text = new QLabel(tr("Someone else saved other functions at the handler since you began. Nothing of yours is "
                           "written yet. Choose which version to keep; the other one is overwritten."),
                        this);
    m_text->setObjectName(u"conflictText"_s);
    m_text->setWordWrap(true);
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(u"conflictTabs"_s);
    m_tabs->setAccessibleName(tr("Functions that differ"));
    m_tabs->setDocumentMode(true);
    m_tabs->setExpanding(false);
    m_difference = new DifferenceView({tr("When you began"), tr("Theirs, at the handler now"), tr("Yours")}, this);
    m_difference->setObjectName(u"conflictDifference"_s);
    column->addWidget(m_text);
    column->addWidget(m_tabs);
    column->addWidget(m_difference, 1);
    m_choiceRow = makeChoiceRow();
    column->addWidget(m_choiceRow);
    column->addWidget(makeButtonRow());
    connect(m_tabs, &QTabBar::currentChanged, this, &ConflictView::showFunction);
}

QWidget *ConflictView::makeChoiceRow()
{
    auto *widget = new QWidget(this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_theirsButton = new QRadioButton(tr("Keep &theirs"), widget);
    m_theirsButton->setObjectName(u"keepTheirsButton"_s);
    m_yoursButton = new QRadioButton(tr("Keep &yours"), widget);
    m_yoursButton->setObjectName(u"keepYoursButton"_s);
    m_note = new QLabel(widget);
    m_note->setObjectName(u"conflictNote"_s);
    m_group = new QButtonGroup(this);
    m_group->addButton(m_theirsButton);
    m_group->addButton(m_yoursButton);
    row->addWidget(m_note, 1);
    row->addWidget(m_theirsButton);
    row->addWidget(m_yoursButton);
    connect(m_theirsButton, &QRadioButton::clicked, this, [this] { choose(Choice::Theirs); });
    connect(m_yoursButton, &QRadioButton::clicked, this, [this] { choose(Choice::Yours); });
    return widget;
}

QWidget *ConflictView::makeButtonRow()
{
    auto *widget = new QWidget(this);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_formatLabel = new QLabel(tr("F&ormat:"), widget);
    m_formatCombo = new QComboBox(widget);
    m_formatCombo->setObjectName(u"conflictFormatCombo"_s);
    m_formatCombo->setAccessibleName(tr("Payload format to keep"));
    m_formatLabel->setBuddy(m_formatCombo);
    auto *editing = new QPushButton(tr("&Keep editing"), widget);
    editing->setObjectName(u"keepEditingButton"_s);
    editing->setAutoDefault(false);
    editing->setToolTip(tr("Back to the editors, nothing is written"));
    m_saveButton = new QPushButton(tr("&Save what is chosen"), widget);
    m_saveButton->setObjectName(u"saveMergedButton"_s);
    m_saveButton->setDefault(true);
    row->addWidget(m_formatLabel);
    row->addWidget(m_formatCombo);
    row->addStretch(1);
    row->addWidget(editing);
    row->addWidget(m_saveButton);
    connect(editing, &QPushButton::clicked, this, &ConflictView::editingChosen);
    connect(m_saveButton, &QPushButton::clicked, this, &ConflictView::mergeChosen);
    return widget;
}

void ConflictView::setVersions(const Version &base, const Version &theirs, const Version &yours)
{
    m_base = base;
    m_theirs = theirs;
    m_yours = yours;
    m_choices.clear();
    {
        const QSignalBlocker blocker(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const FunctionKind kind : allFunctionKinds) {
            const QString &before = functionText(base.functions, kind);
            const QString &other = functionText(theirs.functions, kind);
            const QString &own = functionText(yours.functions, kind);
            if (other == before && own == before)
                continue;
            m_choices.insert(kind, own == before                     ? Choice::Theirs
                                   : other == before || other == own ? Choice::Yours
                                                                     : Choice::None);
            m_tabs->setTabData(m_tabs->addTab(functionName(kind)), int(kind));
        }
        for (int tab = m_tabs->count() - 1; tab >= 0; --tab) {
            if (m_choices.value(FunctionKind(m_tabs->tabData(tab).toInt())) == Choice::None)
                m_tabs->setCurrentIndex(tab);
        }
    }
    const bool isFormatAsked = theirs.format != yours.format;
    m_formatLabel->setVisible(isFormatAsked);
    m_formatCombo->setVisible(isFormatAsked);
    m_formatCombo->clear();
    m_formatCombo->addItem(tr("theirs: %1").arg(payloadFormatTitle(theirs.format)), int(theirs.format));
    m_formatCombo->addItem(tr("yours: %1").arg(payloadFormatTitle(yours.format)), int(yours.format));
    m_formatCombo->setCurrentIndex(yours.format == base.format ? 0 : 1);
    const bool hasFunctions = m_tabs->count() > 0;
    m_tabs->setVisible(hasFunctions);
    m_difference->setVisible(hasFunctions);
    m_choiceRow->setVisible(hasFunctions);
    showFunction();
}

std::optional<FunctionKind> ConflictView::current() const
{
    if (m_tabs->currentIndex() < 0)
        return {};
    return FunctionKind(m_tabs->tabData(m_tabs->currentIndex()).toInt());
}

void ConflictView::showFunction()
{
    if (const auto kind = current())
        m_difference->setTexts({functionText(m_base.functions, *kind), functionText(m_theirs.functions, *kind),
                                functionText(m_yours.functions, *kind)});
    updateState();
}

void ConflictView::choose(Choice choice)
{
    if (const auto kind = current())
        m_choices[*kind] = choice;
    updateState();
}

void ConflictView::updateState()
{
    int open = 0;
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const auto kind = FunctionKind(m_tabs->tabData(tab).toInt());
        const Choice choice = m_choices.value(kind);
        open += choice == Choice::None ? 1 : 0;
        const QString state = choice == Choice::None     ? tr("choose")
                              : choice == Choice::Theirs ? tr("theirs")
                                                         : tr("yours");
        m_tabs->setTabText(tab, tr("%1: %2").arg(functionName(kind), state));
    }
    if (const auto kind = current()) {
        const Choice choice = m_choices.value(*kind);
        m_group->setExclusive(false);
        m_theirsButton->setChecked(choice == Choice::Theirs);
        m_yoursButton->setChecked(choice == Choice::Yours);
        m_group->setExclusive(true);
        const bool isOurs = functionText(m_theirs.functions, *kind) == functionText(m_base.functions, *kind);
        const bool isTheirs = functionText(m_yours.functions, *kind) == functionText(m_base.functions, *kind);
        m_note->setText(isOurs     ? tr("Only you changed the %1.").arg(functionName(*kind))
                        : isTheirs ? tr("Only they changed the %1.").arg(functionName(*kind))
                                   : tr("Both of you changed the %1.").arg(functionName(*kind)));
    }
    m_saveButton->setEnabled(open == 0);
    m_saveButton->setToolTip(open == 0 ? QString() : tr("Choose a version of each function first"));
}

ConflictView::Version ConflictView::merged() const
{
    Version result = m_yours;
    for (auto choice = m_choices.cbegin(); choice != m_choices.cend(); ++choice) {
        if (choice.value() == Choice::Theirs)
            functionText(result.functions, choice.key()) = functionText(m_theirs.functions, choice.key());
    }
    result.format = PayloadFormat(m_formatCombo->currentData().toInt());
    return result;
}

} // namespace thingsdesk
