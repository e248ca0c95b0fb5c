// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/livemessage.h"

#include "gui/base/tones.h"

#include <QEvent>
#include <QGuiApplication>

namespace thingsdesk {

LiveMessage::LiveMessage(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setMinimumHeight(fontMetrics().height());
    setAlignment(Qt::AlignLeading | Qt::AlignTop);
    applyTone();
}

void LiveMessage::setHint(const QString &text)
{
    show(text, false);
}

void LiveMessage::setProblem(const QString &text)
{
    show(text.isEmpty() ? text : QStringLiteral("⚠ ") + text, !text.isEmpty());
}

void LiveMessage::show(const QString &text, bool isProblem)
{
    if (text == this->text() && isProblem == m_isProblem)
        return;
    m_isProblem = isProblem;
    setText(text);
    applyTone();
}

void LiveMessage::applyTone()
{
    // From the application's palette, not from our own, which this changes.
    QPalette colors = QGuiApplication::palette();
    colors.setColor(QPalette::WindowText, toneColor(m_isProblem ? Tone::Error : Tone::Muted, colors));
    setPalette(colors);
}

void LiveMessage::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ThemeChange)
        applyTone();
}

} // namespace thingsdesk
