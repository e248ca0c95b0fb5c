// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/differenceview.h"

#include "gui/base/icons.h"
#include "gui/payload/codeview.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

/// What stands before a line: its number, and whether it is changed or stands only here.
QString signOf(const AlignedRow &row, qsizetype column)
{
    const int line = row.lines[column];
    if (line < 0)
        return {};
    QString number = QString::number(line + 1);
    if (!row.isChanged[column])
        return number;
    const bool isAdded = row.lines.first() < 0;
    const bool isRemoved =
        column == 0 && std::all_of(row.lines.begin() + 1, row.lines.end(), [](int other) { return other < 0; });
    return (isAdded ? u"+ "_s : isRemoved ? u"− "_s : u"≠ "_s) + number;
}

} // namespace

DifferenceView::DifferenceView(const QStringList &titles, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    makeColumns(titles);
    grid->addWidget(makeBar(), 2, 0, 1, int(titles.size()));
}

void DifferenceView::setTitle(int column, const QString &title)
{
    m_titles[column]->setText(title);
    m_views[column]->setAccessibleName(title);
}

void DifferenceView::makeColumns(const QStringList &titles)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    for (int column = 0; column < int(titles.size()); ++column) {
        auto *title = new QLabel(this);
        QFont strong = title->font();
        strong.setBold(true);
        title->setFont(strong);
        title->setObjectName(u"differenceTitle%1"_s.arg(column));
        auto *view = new CodeView(CodeLanguage::JavaScript, this);
        view->setObjectName(u"differenceText%1"_s.arg(column));
        grid->addWidget(title, 0, column);
        grid->addWidget(view, 1, column);
        grid->setColumnStretch(column, 1);
        connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this, &DifferenceView::scrollAll);
        connect(view->horizontalScrollBar(), &QScrollBar::valueChanged, this, &DifferenceView::scrollAllSideways);
        m_titles.append(title);
        m_views.append(view);
        setTitle(column, titles[column]);
    }
    grid->setRowStretch(1, 1);
}

QWidget *DifferenceView::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_summary = new QLabel(bar);
    m_summary->setObjectName(u"differenceSummary"_s);
    const auto button = [bar](const QString &name, const QString &text, const QKeySequence &key, Qt::ArrowType arrow) {
        auto *made = new QToolButton(bar);
        made->setObjectName(name);
        made->setArrowType(arrow);
        made->setFocusPolicy(Qt::StrongFocus);
        made->setAccessibleName(text);
        made->setToolTip(u"%1 (%2)"_s.arg(text, key.toString(QKeySequence::NativeText)));
        made->setShortcut(key);
        return made;
    };
    m_previous = button(u"previousDifferenceButton"_s, tr("Previous difference"), Qt::SHIFT | Qt::Key_F7, Qt::UpArrow);
    m_next = button(u"nextDifferenceButton"_s, tr("Next difference"), Qt::Key_F7, Qt::DownArrow);
    row->addWidget(m_summary, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    connect(m_previous, &QToolButton::clicked, this, [this] { goTo(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goTo(1); });
    return bar;
}

void DifferenceView::setTexts(const QStringList &texts)
{
    QList<QStringList> columns;
    for (const QString &text : texts)
        columns.append(linesOf(text));
    const QList<AlignedRow> rows = alignLines(columns);
    QList<QList<CodeView::Line>> lines(columns.size());
    m_differences.clear();
    bool wasDifferent = false;
    for (int i = 0; i < int(rows.size()); ++i) {
        const AlignedRow &row = rows[i];
        for (qsizetype column = 0; column < columns.size(); ++column) {
            const int line = row.lines[column];
            lines[column].append({line < 0 ? QString() : columns[column][line], signOf(row, column),
                                  row.isChanged[column] && line >= 0, line < 0});
        }
        if (row.isDifferent() && !wasDifferent)
            m_differences.append(i);
        wasDifferent = row.isDifferent();
    }
    for (qsizetype column = 0; column < columns.size(); ++column)
        m_views[column]->setLines(lines[column]);
    m_current = -1;
    m_summary->setText(m_differences.isEmpty() ? tr("No difference") : QString());
    m_previous->setEnabled(!m_differences.isEmpty());
    m_next->setEnabled(!m_differences.isEmpty());
    if (!m_differences.isEmpty())
        goTo(1);
}

void DifferenceView::goTo(int step)
{
    if (m_differences.isEmpty())
        return;
    const int count = int(m_differences.size());
    m_current = m_current < 0 ? (step > 0 ? 0 : count - 1) : (m_current + step + count) % count;
    const int row = m_differences[m_current];
    m_summary->setText(tr("Difference %1 of %2").arg(m_current + 1).arg(count));
    for (CodeView *view : std::as_const(m_views))
        view->setCursorPosition(row, 0);
    scrollAll(std::max(0, row - 3));
}

void DifferenceView::scrollAll(int line)
{
    for (CodeView *view : std::as_const(m_views))
        view->verticalScrollBar()->setValue(line);
}

void DifferenceView::scrollAllSideways(int value)
{
    for (CodeView *view : std::as_const(m_views))
        view->horizontalScrollBar()->setValue(value);
}

} // namespace thingsdesk
