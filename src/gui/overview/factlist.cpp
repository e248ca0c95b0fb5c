// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/factlist.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace thingsdesk {

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

void FactList::addFact(const QString &objectName, const QString &name)
{
    auto *title = new QLabel(name, this);
    auto *label = new QLabel(name.isEmpty() ? QString() : QStringLiteral("–"), this);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(QStringLiteral("%1: –").arg(name));
    const int row = m_grid->rowCount();
    m_grid->addWidget(title, row, 0, Qt::AlignTop | Qt::AlignLeading);
    m_grid->addWidget(label, row, 1, Qt::AlignTop);
    m_values.insert(objectName, {label, name, Tone::Text});
}

void FactList::setFact(const QString &objectName, const QString &value, const QString &toolTip, Tone tone)
{
    Value &shown = m_values[objectName];
    shown.tone = tone;
    shown.label->setText(value.isEmpty() && !shown.name.isEmpty() ? QStringLiteral("–") : value);
    shown.label->setToolTip(toolTip);
    shown.label->setAccessibleName(QStringLiteral("%1: %2").arg(shown.name, shown.label->text()));
    colour(shown);
}

void FactList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (const Value &value : std::as_const(m_values))
            colour(value);
    }
}

void FactList::colour(const Value &value) const
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, toneColor(value.tone, palette()));
    value.label->setPalette(colours);
}

} // namespace thingsdesk
