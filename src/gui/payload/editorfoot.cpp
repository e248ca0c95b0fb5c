// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/editorfoot.h"

#include "gui/base/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int problemWidth = 360;
constexpr int narrowestProblem = 80;

} // namespace

EditorFoot::EditorFoot(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_problem = new QToolButton(this);
    m_problem->setObjectName(u"functionErrorButton"_s);
    m_problem->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problem->setAutoRaise(true);
    m_problem->setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    policy.setRetainSizeWhenHidden(true);
    m_problem->setSizePolicy(policy);
    m_problem->setMinimumWidth(narrowestProblem); // in a narrow window its text is cut, not the window widened
    m_template = new QPushButton(tr("Insert &template"), this);
    m_template->setObjectName(u"insertTemplateButton"_s);
    m_template->setAutoDefault(false);
    m_template->setToolTip(tr("Begin with a function that runs"));
    m_examples = new QToolButton(this);
    m_examples->setObjectName(u"examplesButton"_s);
    m_examples->setText(tr("Examples"));
    m_examples->setToolTip(tr("Put a ready function in the place of this one; it can be undone"));
    m_examples->setFocusPolicy(Qt::StrongFocus);
    m_examples->setPopupMode(QToolButton::InstantPopup);
    m_examples->setMenu(new QMenu(m_examples));
    m_examples->menu()->setObjectName(u"examplesMenu"_s);
    m_wrap = new QPushButton(tr("&Wrap for V2"), this);
    m_wrap->setObjectName(u"wrapScriptButton"_s);
    m_wrap->setAutoDefault(false);
    m_wrap->setToolTip(tr("The script is written for another network: add the function that V2 calls"));
    m_wrap->hide();
    m_place = new QLabel(this);
    m_place->setObjectName(u"cursorPlaceLabel"_s);
    m_indent = new QComboBox(this);
    m_indent->setObjectName(u"indentCombo"_s);
    m_indent->setAccessibleName(tr("Spaces that Tab inserts"));
    m_indent->setToolTip(m_indent->accessibleName());
    m_indent->addItem(tr("2 spaces"), 2);
    m_indent->addItem(tr("4 spaces"), 4);
    row->addWidget(m_template);
    row->addWidget(m_examples);
    row->addWidget(m_wrap);
    row->addWidget(m_problem);
    row->addStretch(1);
    row->addWidget(m_place);
    row->addWidget(m_indent);
    connect(m_problem, &QToolButton::clicked, this, &EditorFoot::nextProblemWanted);
    connect(m_wrap, &QPushButton::clicked, this, &EditorFoot::wrappingWanted);
    connect(m_template, &QPushButton::clicked, this, &EditorFoot::templateWanted);
    connect(m_indent, &QComboBox::activated, this, [this] { Q_EMIT indentChosen(m_indent->currentData().toInt()); });
    showProblem({}, 0);
}

void EditorFoot::offerTemplates(bool mayWrite, bool isEmpty)
{
    m_template->setVisible(mayWrite && isEmpty);
    m_examples->setVisible(mayWrite);
}

void EditorFoot::setExamples(const QList<FunctionExample> &examples)
{
    m_examples->menu()->clear();
    for (const FunctionExample &example : examples)
        m_examples->menu()->addAction(example.title, this, [this, example] { Q_EMIT exampleWanted(example); });
}

void EditorFoot::offerWrapping(bool offered)
{
    m_wrap->setVisible(offered);
}

void EditorFoot::showProblem(const std::optional<FunctionProblem> &problem, qsizetype marks)
{
    m_problem->setVisible(problem || marks > 0);
    const bool isError = problem && problem->isError;
    m_problem->setIcon(isError ? icon(Icon::Error, Tone::Error) : icon(Icon::Warning, Tone::Warning));
    QString text = marks == 1 ? tr("The handler does not take one place as it stands")
                              : tr("The handler does not take %1 places as they stand").arg(marks);
    if (problem)
        text = problem->line > 0 ? tr("Line %1: %2").arg(problem->line).arg(problem->text) : problem->text;
    const QString shown = m_problem->fontMetrics().elidedText(text.simplified(), Qt::ElideRight, problemWidth);
    m_problem->setText(QString(shown).replace(u'&', u"&&"_s));
    m_problem->setAccessibleName(isError ? tr("Error: %1").arg(text) : tr("Note: %1").arg(text));
    const QString help = tr("Go to the next problem (F8)");
    m_problem->setToolTip(problem ? text.toHtmlEscaped() + u"<br>"_s + help : help);
}

void EditorFoot::showPlace(int line, int column)
{
    m_place->setText(tr("Line %1, column %2").arg(line).arg(column));
}

void EditorFoot::showIndent(int spaces)
{
    m_indent->setCurrentIndex(m_indent->findData(spaces));
}

} // namespace thingsdesk
