// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/banner.h"

#include "gui/base/bannerdetails.h"
#include "gui/base/icons.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr std::chrono::seconds passingTime{6};
constexpr int edge = 4; ///< width of the bar at the left

Tone toneOf(Banner::Level level)
{
    switch (level) {
    case Banner::Level::Info:
        return Tone::Info;
    case Banner::Level::Success:
        return Tone::Success;
    case Banner::Level::Warning:
        return Tone::Warning;
    case Banner::Level::Error:
        return Tone::Error;
    }
    return Tone::Text;
}

Icon iconOf(Banner::Level level)
{
    switch (level) {
    case Banner::Level::Info:
        return Icon::Info;
    case Banner::Level::Success:
        return Icon::Check;
    case Banner::Level::Warning:
        return Icon::Warning;
    case Banner::Level::Error:
        return Icon::Error;
    }
    return Icon::Info;
}

/// The word before the text for those who do not see the icon.
QString spoken(Banner::Level level, const QString &text)
{
    switch (level) {
    case Banner::Level::Error:
        return Banner::tr("Error: %1").arg(text);
    case Banner::Level::Warning:
        return Banner::tr("Warning: %1").arg(text);
    case Banner::Level::Info:
    case Banner::Level::Success:
        break;
    }
    return text;
}

} // namespace

class Banner::Private
{
public:
    explicit Private(Banner *banner)
        : q(banner)
    {
    }

    QToolButton *makeButton(const QString &name, QWidget *parent);
    void makeHeadline();
    void setActions(const QList<QAction *> &newActions);
    void show(Level newLevel, const QString &newText, const QList<QAction *> &newActions, const QString &detail);

    Banner *const q;
    Level level = Level::Info;
    QString text;
    QList<QPointer<QAction>> actions;
    QLabel *sign = nullptr;
    QLabel *label = nullptr;
    QHBoxLayout *headline = nullptr;
    QHBoxLayout *buttons = nullptr;
    QToolButton *detailsButton = nullptr;
    QToolButton *closeButton = nullptr;
    BannerDetails *details = nullptr;
    QTimer *passing = nullptr;
};

QToolButton *Banner::Private::makeButton(const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

void Banner::Private::makeHeadline()
{
    sign = new QLabel(q);
    sign->setObjectName(QStringLiteral("bannerSign"));
    label = new QLabel(q);
    label->setObjectName(QStringLiteral("bannerText"));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    detailsButton = makeButton(QStringLiteral("bannerDetailsButton"), q);
    detailsButton->setText(tr("Details"));
    detailsButton->setCheckable(true);
    detailsButton->setAccessibleName(tr("Details of this message"));
    closeButton = makeButton(QStringLiteral("bannerCloseButton"), q);
    closeButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    closeButton->setAutoRaise(true);
    closeButton->setIcon(icon(Icon::Cross));
    closeButton->setToolTip(tr("Hide this message"));
    closeButton->setAccessibleName(closeButton->toolTip());

    headline = new QHBoxLayout;
    headline->setSpacing(8);
    headline->addWidget(sign, 0, Qt::AlignVCenter);
    headline->addWidget(label, 1);
    buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    headline->addLayout(buttons);
    headline->addWidget(detailsButton);
    headline->addWidget(closeButton);
}

void Banner::Private::setActions(const QList<QAction *> &newActions)
{
    // Kept where they are the same: one of them may have the focus.
    if (std::equal(actions.begin(), actions.end(), newActions.begin(), newActions.end()))
        return;
    actions = {newActions.begin(), newActions.end()};
    while (QLayoutItem *item = buttons->takeAt(0)) {
        // The click that brought us here may come from one of them.
        item->widget()->hide();
        item->widget()->setObjectName(QString());
        item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : newActions) {
        QToolButton *button = makeButton(action->objectName(), q);
        button->setDefaultAction(action);
        button->setAccessibleName(action->iconText());
        buttons->addWidget(button);
    }
}

void Banner::Private::show(Level newLevel, const QString &newText, const QList<QAction *> &newActions,
                           const QString &detail)
{
    passing->stop();
    const bool isSame = q->isShowing() && newLevel == level && newText == text;
    level = newLevel;
    text = newText;
    label->setText(text);
    const int side = q->fontMetrics().height();
    sign->setPixmap(icon(iconOf(level), toneOf(level)).pixmap(side));
    setActions(newActions);
    if (!isSame)
        detailsButton->setChecked(false);
    detailsButton->setVisible(!detail.isEmpty());
    details->setText(detail);
    details->setVisible(!detail.isEmpty() && detailsButton->isChecked());
    q->setAccessibleName(spoken(level, text));
    q->setVisible(true);
    q->update();
    if (!isSame) {
        QAccessibleEvent event(q, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , d(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("banner"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    d->makeHeadline();
    d->details = new BannerDetails(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(edge + 8, 6, 8, 6);
    column->setSpacing(6);
    column->addLayout(d->headline);
    column->addWidget(d->details);
    hide();

    d->passing = new QTimer(this);
    d->passing->setSingleShot(true);
    connect(d->passing, &QTimer::timeout, this, &Banner::clear);
    connect(d->closeButton, &QToolButton::clicked, this, &Banner::clear);
    connect(d->detailsButton, &QToolButton::toggled, d->details, &QWidget::setVisible);
}

Banner::~Banner() = default;

void Banner::showFailure(const Failure &failure, const QList<QAction *> &actions)
{
    if (failure.kind == Failure::Kind::Cancelled)
        return;
    const Level level = failure.isTransient() ? Level::Warning : Level::Error;
    d->show(level, failure.text, actions, failure.detail);
}

void Banner::showMessage(Level level, const QString &text, const QList<QAction *> &actions)
{
    d->show(level, text, actions, {});
}

void Banner::updateText(const QString &text)
{
    if (!isShowing())
        return;
    d->text = text;
    d->label->setText(text);
    setAccessibleName(spoken(d->level, text));
}

void Banner::showPassing(Level level, const QString &text)
{
    d->show(level, text, {}, {});
    d->passing->start(passingTime);
}

void Banner::clear()
{
    d->passing->stop();
    d->text.clear();
    d->setActions({});
    hide();
}

bool Banner::isShowing() const
{
    return !isHidden();
}

QString Banner::text() const
{
    return d->text;
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QPalette colors = palette();
    painter.fillRect(rect(), toneGround(toneOf(d->level), colors));
    QRect bar = rect();
    if (isRightToLeft())
        bar.setLeft(bar.right() - edge + 1);
    else
        bar.setWidth(edge);
    painter.fillRect(bar, toneColor(toneOf(d->level), colors));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if ((event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) && isShowing())
        d->sign->setPixmap(icon(iconOf(d->level), toneOf(d->level)).pixmap(fontMetrics().height()));
}

} // namespace thingsdesk
