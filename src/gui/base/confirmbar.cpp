// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/confirmbar.h"

#include "gui/base/tones.h"

#include <QAccessible>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

class ConfirmBar::Private
{
public:
    void make(ConfirmBar *bar);
    void lay(ConfirmBar *bar) const;
    void checkTyped() const;
    void close(ConfirmBar *bar);

    Question question;
    std::function<void(bool)> confirmed;
    std::function<void()> refused;
    QPointer<QWidget> focusBefore;
    QLabel *text = nullptr;
    QLabel *typedLabel = nullptr;
    QLineEdit *typedEdit = nullptr;
    QCheckBox *choice = nullptr;
    QPushButton *confirmButton = nullptr;
    QPushButton *refuseButton = nullptr;
};

void ConfirmBar::Private::make(ConfirmBar *bar)
{
    text = new QLabel(bar);
    text->setObjectName(QStringLiteral("confirmText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    typedLabel = new QLabel(bar);
    typedLabel->setTextFormat(Qt::PlainText);
    typedEdit = new QLineEdit(bar);
    typedEdit->setObjectName(QStringLiteral("confirmEdit"));
    typedEdit->setAccessibleName(tr("Text to type")); // until there is a question
    typedLabel->setBuddy(typedEdit);
    choice = new QCheckBox(bar);
    choice->setObjectName(QStringLiteral("confirmCheck"));
    choice->setAccessibleName(tr("Choice"));
    confirmButton = new QPushButton(bar);
    confirmButton->setObjectName(QStringLiteral("confirmButton"));
    confirmButton->setAccessibleName(tr("Confirm"));
    confirmButton->setAutoDefault(true);
    refuseButton = new QPushButton(tr("Cancel"), bar);
    refuseButton->setObjectName(QStringLiteral("refuseButton"));
    refuseButton->setAccessibleName(tr("Cancel"));
    refuseButton->setAutoDefault(true);
}

void ConfirmBar::Private::lay(ConfirmBar *bar) const
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(typedLabel);
    row->addWidget(typedEdit, 1);
    row->addWidget(choice);
    row->addStretch(1);
    row->addWidget(confirmButton);
    row->addWidget(refuseButton);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins(12, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(text);
    column->addLayout(row);
    QWidget::setTabOrder(typedEdit, choice);
    QWidget::setTabOrder(choice, confirmButton);
    QWidget::setTabOrder(confirmButton, refuseButton);
}

void ConfirmBar::Private::checkTyped() const
{
    confirmButton->setEnabled(question.typed.isEmpty() || typedEdit->text().trimmed() == question.typed);
}

void ConfirmBar::Private::close(ConfirmBar *bar)
{
    confirmed = {};
    refused = {};
    const bool hadFocus = bar->isAncestorOf(bar->focusWidget());
    bar->hide();
    if (hadFocus && focusBefore)
        focusBefore->setFocus();
}

ConfirmBar::ConfirmBar(QWidget *parent)
    : QFrame(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(QStringLiteral("confirmBar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    d->make(this);
    d->lay(this);
    hide();

    connect(d->typedEdit, &QLineEdit::textChanged, this, [this] { d->checkTyped(); });
    connect(d->typedEdit, &QLineEdit::returnPressed, d->confirmButton, &QPushButton::click);
    connect(d->refuseButton, &QPushButton::clicked, this, &ConfirmBar::refuse);
    connect(d->confirmButton, &QPushButton::clicked, this, [this] {
        const auto confirmed = d->confirmed;
        const bool choice = d->choice->isVisibleTo(this) && d->choice->isChecked();
        d->close(this);
        if (confirmed)
            confirmed(choice);
    });
}

ConfirmBar::~ConfirmBar() = default;

void ConfirmBar::ask(const Question &question, std::function<void(bool)> confirmed, std::function<void()> refused)
{
    refuse();
    d->question = question;
    d->confirmed = std::move(confirmed);
    d->refused = std::move(refused);
    d->text->setText(question.text);
    const bool mustType = !question.typed.isEmpty();
    d->typedLabel->setVisible(mustType);
    d->typedLabel->setText(tr("Type “%1” to go on:").arg(question.typed));
    d->typedEdit->setVisible(mustType);
    d->typedEdit->clear();
    d->typedEdit->setAccessibleName(d->typedLabel->text());
    d->choice->setVisible(!question.choice.isEmpty());
    d->choice->setText(question.choice);
    d->choice->setAccessibleName(question.choice);
    d->choice->setChecked(false);
    d->confirmButton->setText(question.action);
    d->confirmButton->setAccessibleName(question.action);
    d->confirmButton->setAccessibleDescription(question.text);
    d->checkTyped();

    d->focusBefore = window()->focusWidget();
    setAccessibleName(question.text);
    show();
    // Enter must not do by accident what cannot be undone.
    if (mustType)
        d->typedEdit->setFocus();
    else
        (question.isDestructive ? d->refuseButton : d->confirmButton)->setFocus();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ConfirmBar::refuse()
{
    if (!isAsking())
        return;
    const auto refused = d->refused;
    d->close(this);
    if (refused)
        refused();
}

bool ConfirmBar::isAsking() const
{
    return !isHidden();
}

void ConfirmBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tone tone = d->question.isDestructive ? Tone::Warning : Tone::Info;
    painter.fillRect(rect(), toneGround(tone, palette()));
    QRect bar = rect();
    if (isRightToLeft())
        bar.setLeft(bar.right() - 3);
    else
        bar.setWidth(4);
    painter.fillRect(bar, toneColor(tone, palette()));
}

void ConfirmBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return refuse();
    QFrame::keyPressEvent(event);
}

} // namespace thingsdesk
