// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/emptystate.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr int signSide = 48;
constexpr int textWidth = 420; ///< at the most; beside an open sheet there is less
constexpr int leastTextWidth = 220;

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_sign(makeLabel(QStringLiteral("emptySign"), this))
    , m_title(makeLabel(QStringLiteral("emptyTitle"), this))
    , m_text(makeLabel(QStringLiteral("emptyText"), this))
    , m_button(new QPushButton(this))
{
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    m_title->setFont(font);
    m_text->setMinimumWidth(leastTextWidth);
    m_text->setMaximumWidth(textWidth);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_button->setObjectName(QStringLiteral("emptyButton"));
    m_button->setAccessibleName(tr("What to do now")); // until there is something
    m_button->hide();

    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_sign);
    column->addWidget(m_title);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_text, 100);
    line->addStretch(1);
    column->addLayout(line);
    column->addSpacing(8);
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

void EmptyState::show(Icon icon, const QString &title, const QString &text, QAction *action)
{
    m_icon = icon;
    drawSign();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setMinimumHeight(m_text->heightForWidth(textWidth));
    if (action != m_action) {
        m_button->disconnect();
        if (m_action)
            m_action->disconnect(m_button);
        m_action = action;
        if (action)
            connect(m_button, &QPushButton::clicked, action, &QAction::trigger);
    }
    m_button->setVisible(action != nullptr);
    if (action) {
        const auto copyState = [this, action] {
            m_button->setText(action->text());
            m_button->setToolTip(action->isEnabled() ? QString() : action->toolTip());
            m_button->setEnabled(action->isEnabled());
        };
        m_button->setObjectName(action->objectName());
        m_button->setAccessibleName(action->iconText());
        copyState();
        action->disconnect(m_button);
        connect(action, &QAction::changed, m_button, copyState);
    }
}

QString EmptyState::title() const
{
    return m_title->text();
}

void EmptyState::drawSign()
{
    m_sign->setPixmap(icon(m_icon, Tone::Muted).pixmap(QSize(signSide, signSide), devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_title->text().isEmpty())
        drawSign();
}

} // namespace thingsdesk
