// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/applicationheader.h"

#include "gui/base/texts.h"
#include "gui/frame/sessionlook.h"
#include "gui/frame/windowactions.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace thingsdesk {

namespace {

QLabel *makeLabel(const QString &name, const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void mute(QLabel *label)
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, toneColor(Tone::Muted, palette));
    label->setPalette(palette);
}

} // namespace

ApplicationHeader::ApplicationHeader(ApplicationSession &session, const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_sign(makeLabel(QStringLiteral("stateSign"), {}, this))
    , m_state(makeLabel(QStringLiteral("stateLabel"), {}, this))
    , m_rate(makeLabel(QStringLiteral("rateLabel"), {}, this))
{
    setObjectName(QStringLiteral("applicationHeader"));
    QLabel *name = makeLabel(QStringLiteral("applicationName"), texts::plain(session.appId().toString()), this);
    QFont font = name->font();
    font.setPointSizeF(font.pointSizeF() * 1.15);
    font.setBold(true);
    name->setFont(font);
    name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QLabel *network = makeLabel(QStringLiteral("networkName"), texts::plain(session.profile().networkName), this);
    mute(network);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(16);
    row->addWidget(name);
    row->addWidget(network);
    auto *state = new QHBoxLayout;
    state->setSpacing(6);
    state->addWidget(m_sign);
    state->addWidget(m_state);
    row->addLayout(state);
    row->addWidget(m_rate);
    row->addStretch(1);
    row->addWidget(makeMenuButton(actions));

    connect(&session, &ApplicationSession::stateChanged, this, &ApplicationHeader::showState);
    connect(&session, &ApplicationSession::messagesPerMinuteChanged, this, &ApplicationHeader::showRate);
    showState();
    showRate(session.messagesPerMinute());
}

QPushButton *ApplicationHeader::makeMenuButton(const WindowActions &actions)
{
    auto *menu = new QMenu(this);
    menu->addActions(actions.ofApplication());
    menu->insertSeparator(actions.removeApplication);
    auto *button = new QPushButton(tr("Application"), this);
    button->setObjectName(QStringLiteral("applicationMenuButton"));
    button->setAccessibleName(tr("Application menu"));
    button->setToolTip(tr("Connection check, key, connect, remove"));
    button->setFlat(true);
    button->setMenu(menu);
    return button;
}

void ApplicationHeader::showState()
{
    const SessionLook look = lookOf(m_session.state());
    m_sign->setPixmap(icon(look.icon, look.tone).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_state->setText(look.word);
    m_state->setAccessibleName(tr("Connection: %1").arg(look.word));
    QString help;
    if (const std::optional<MqttSettings> broker = m_session.brokerSettings())
        help = tr("Broker %1").arg(texts::plain(broker->broker.toString()));
    m_state->setToolTip(help);
    m_sign->setToolTip(help);
    showRate(m_session.messagesPerMinute());
}

void ApplicationHeader::showRate(int messages)
{
    m_rate->setVisible(m_session.state() == ApplicationSession::State::Online);
    m_rate->setText(messages == 1 ? tr("1 message/min")
                                  : tr("%1 messages/min").arg(texts::count(quint64(std::max(messages, 0)))));
}

void ApplicationHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showState();
        if (auto *network = findChild<QLabel *>(QStringLiteral("networkName")))
            mute(network);
    }
}

} // namespace thingsdesk
