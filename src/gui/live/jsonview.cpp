// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/jsonview.h"

#include "gui/base/icons.h"
#include "gui/base/monospace.h"
#include "gui/base/tones.h"
#include "gui/live/prettyjson.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QShortcut>

namespace thingsdesk {

namespace {

constexpr int mostMarks = 500;

} // namespace

JsonView::JsonView(QWidget *parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_find(new QLineEdit(this))
    , m_found(new QLabel(this))
{
    m_text->setObjectName(QStringLiteral("jsonText"));
    m_text->setAccessibleName(tr("Message as received"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    useMonospace(m_text);
    m_find->setObjectName(QStringLiteral("jsonFindEdit"));
    m_find->setAccessibleName(tr("Find in the message"));
    m_find->setPlaceholderText(tr("Find (Ctrl+F)"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 36);
    m_find->addAction(icon(Icon::Search, Tone::Muted), QLineEdit::LeadingPosition);
    m_found->setObjectName(QStringLiteral("jsonFoundLabel"));

    auto *line = new QHBoxLayout;
    line->addWidget(m_find);
    line->addWidget(m_found, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_text, 1);
    layout->addLayout(line);

    connect(m_find, &QLineEdit::textChanged, this, &JsonView::mark);
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(false); });
    const auto shortcut = [this](const QKeySequence &keys, auto slot) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, slot);
    };
    shortcut(QKeySequence::Find, [this] {
        m_find->setFocus();
        m_find->selectAll();
    });
    shortcut(QKeySequence::FindNext, [this] { find(false); });
    shortcut(QKeySequence::FindPrevious, [this] { find(true); });
}

void JsonView::setJson(const QByteArray &json)
{
    m_text->setPlainText(QString::fromUtf8(prettyJson(json)));
    mark();
}

void JsonView::find(bool backward)
{
    if (m_find->text().isEmpty())
        return;
    const auto flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_text->find(m_find->text(), flags))
        return;
    m_text->moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    m_text->find(m_find->text(), flags);
}

void JsonView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString wanted = m_find->text();
    QTextCursor cursor(m_text->document());
    while (!wanted.isEmpty() && marks.size() < mostMarks) {
        cursor = m_text->document()->find(wanted, cursor);
        if (cursor.isNull())
            break;
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursor;
        mark.format.setBackground(toneGround(Tone::Warning, palette()));
        marks.append(mark);
    }
    m_text->setExtraSelections(marks);
    if (wanted.isEmpty())
        m_found->clear();
    else if (marks.isEmpty())
        m_found->setText(tr("Not found"));
    else if (marks.size() == mostMarks)
        m_found->setText(tr("%1 or more").arg(mostMarks));
    else
        m_found->setText(tr("%n found", nullptr, int(marks.size())));
}

} // namespace thingsdesk
