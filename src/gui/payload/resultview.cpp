// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/resultview.h"

#include "gui/base/monospace.h"
#include "gui/base/tones.h"
#include "gui/payload/codeview.h"
#include "gui/payload/linediff.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

ResultView::ResultView(const QString &prefix, CodeLanguage language, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_herePart = makePart(prefix + u"Here"_s, tr("Here"), language);
    m_handlerPart = makePart(prefix + u"Handler"_s, tr("Handler"), language);
}

ResultView::Part ResultView::makePart(const QString &name, const QString &title, CodeLanguage language)
{
    Part part;
    auto *head = new QLabel(title, this);
    QFont strong = head->font();
    strong.setBold(true);
    head->setFont(strong);
    part.status = new QLabel(this);
    part.status->setObjectName(name + u"StatusLabel"_s);
    part.status->setTextFormat(Qt::PlainText);
    part.status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    part.view = new CodeView(language, this);
    part.view->setObjectName(name + u"View"_s);
    part.view->setAccessibleName(tr("Result: %1").arg(title));
    part.view->setWrapMode(QsciScintilla::WrapWord);
    if (language == CodeLanguage::PlainText)
        part.view->setFixedHeight(5 * QFontMetrics(monospaceFont()).lineSpacing());
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(head);
    row->addWidget(part.status, 1);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addLayout(row);
    column->addWidget(part.view, 1);
    return part;
}

void ResultView::setHere(const Outcome &outcome)
{
    m_here = outcome;
    refresh();
}

void ResultView::setHandler(const Outcome &outcome)
{
    m_handler = outcome;
    refresh();
}

void ResultView::setHandlerNote(const QString &note)
{
    m_handler.reset();
    m_note = note;
    refresh();
}

void ResultView::show(const Part &part, const Outcome &outcome, const QStringList &lines, const QList<bool> &isMarked)
{
    QList<CodeView::Line> shown;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool marked = isMarked.value(i);
        shown.append({lines[i], marked ? u"≠"_s : QString(), marked, false});
    }
    part.view->setLines(shown);
    part.status->setText(outcome.isError ? u"⚠ "_s + outcome.status : outcome.status);
    QPalette colors = part.status->palette();
    colors.setColor(QPalette::WindowText, toneColor(outcome.isError ? Tone::Error : Tone::Text, palette()));
    part.status->setPalette(colors);
    part.view->setAccessibleDescription(part.status->text());
}

void ResultView::refresh()
{
    const QStringList here = linesOf(m_here.text);
    if (!m_handler) {
        show(m_herePart, m_here, here, {});
        return show(m_handlerPart, {{}, m_note, false}, {}, {});
    }
    const QStringList handler = linesOf(m_handler->text);
    QList<bool> hereMarks(here.size(), false);
    QList<bool> handlerMarks(handler.size(), false);
    int different = 0;
    for (const LineRun &run : diffLines(here, handler)) {
        if (run.isSame)
            continue;
        std::fill_n(hereMarks.begin() + run.left, run.leftCount, true);
        std::fill_n(handlerMarks.begin() + run.right, run.rightCount, true);
        different += std::max(run.leftCount, run.rightCount);
    }
    show(m_herePart, m_here, here, hereMarks);
    Outcome outcome = *m_handler;
    outcome.status = (different == 0   ? tr("same")
                      : different == 1 ? tr("1 line differs")
                                       : tr("%1 lines differ").arg(different)) +
                     u" · "_s + outcome.status;
    show(m_handlerPart, outcome, handler, handlerMarks);
}

} // namespace thingsdesk
