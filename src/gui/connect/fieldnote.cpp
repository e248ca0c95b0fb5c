// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/fieldnote.h"

#include "gui/base/tones.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr int gapBelow = 4; ///< pixels, so that a note stands nearer to its own field than to the next one

} // namespace

FieldNote::FieldNote(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setContentsMargins(0, 0, 0, gapBelow);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAlignment(Qt::AlignLeading | Qt::AlignTop);
}

void FieldNote::setField(QWidget *field)
{
    m_field = field;
    showState();
}

void FieldNote::setHint(const QString &hint)
{
    m_hint = hint;
    showState();
}

void FieldNote::setProblem(const QString &problem)
{
    m_problem = problem;
    showState();
}

QSize FieldNote::sizeHint() const
{
    const int oneLine = fontMetrics().height() + gapBelow;
    return {fontMetrics().averageCharWidth() * 20, width() > 0 ? std::max(oneLine, heightForWidth(width())) : oneLine};
}

QSize FieldNote::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void FieldNote::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (height() != sizeHint().height())
        updateGeometry();
}

void FieldNote::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    // Not PaletteChange: we change the palette ourselves.
    if (event->type() == QEvent::ApplicationPaletteChange)
        showState();
}

void FieldNote::showState()
{
    const QPalette around = parentWidget() ? parentWidget()->palette() : QApplication::palette();
    QPalette own = around;
    own.setColor(QPalette::WindowText, hasProblem() ? toneColor(Tone::Error, around) : toneColor(Tone::Muted, around));
    setPalette(own);
    setText(hasProblem() ? QStringLiteral("⚠ ") + m_problem : m_hint);
    updateGeometry();
    if (m_field)
        m_field->setAccessibleDescription(hasProblem() ? m_problem : m_hint);
}

} // namespace thingsdesk
