// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/statusline.h"

#include "gui/base/tones.h"

#include <QEvent>
#include <QPainter>

namespace thingsdesk {

void StatusLine::setLine(const QString &text, bool isError)
{
    m_isError = isError;
    setText(text);
    setToolTip(text.isEmpty() ? QString() : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped()));
    update();
}

void StatusLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    QPainter painter(this);
    const Tone tone = m_isError ? Tone::Error : Tone::Text;
    painter.setPen(m_isError ? toneColor(tone, palette()) : palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), int(Qt::AlignLeft | Qt::AlignVCenter),
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

void StatusLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace thingsdesk
