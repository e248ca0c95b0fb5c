// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/outlinedstyle.h"

#include <QPainter>
#include <QStyleOption>

namespace thingsdesk {

namespace {

constexpr double roundness = 2;

void drawOutline(const QStyleOption &option, QPainter &painter, const QRect &place, bool isRound = false)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const bool hasFocus = option.state & QStyle::State_HasFocus;
    painter.setPen(
        QPen(hasFocus ? option.palette.color(QPalette::Active, QPalette::Highlight) : outlineColor(option.palette), 1));
    const QRectF line = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isRound)
        painter.drawEllipse(line.adjusted(0.5, 0.5, -0.5, -0.5));
    else
        painter.drawRoundedRect(line, roundness, roundness);
    painter.restore();
}

} // namespace

QColor outlineColor(const QPalette &palette)
{
    const QColor ground = palette.color(QPalette::Active, QPalette::Window);
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    const bool isStark = ground == Qt::black || ground == Qt::white;
    const double share = isStark ? 1 : 0.42;
    const auto mixed = [share](int from, int to) { return int(from + share * (to - from)); };
    return {mixed(ground.red(), text.red()), mixed(ground.green(), text.green()), mixed(ground.blue(), text.blue())};
}

OutlinedStyle::OutlinedStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    switch (element) {
    case PE_FrameLineEdit:
    case PE_PanelButtonCommand:
    case PE_IndicatorCheckBox:
    case PE_Frame:
    case PE_FrameGroupBox:
        return drawOutline(*option, *painter, option->rect);
    case PE_IndicatorRadioButton:
        return drawOutline(*option, *painter, option->rect, true);
    default:
        return;
    }
}

void OutlinedStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    if (element != CE_TabBarTabShape || !(option->state & State_Selected))
        return;
    constexpr int lineHeight = 2;
    QRect line = option->rect;
    line.setHeight(lineHeight);
    painter->fillRect(line, option->palette.color(QPalette::Active, QPalette::Highlight));
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                       const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const bool isFlat = option->state & State_AutoRaise;
    if (control == CC_ComboBox || control == CC_SpinBox || (control == CC_ToolButton && !isFlat))
        drawOutline(*option, *painter, option->rect);
    if (control == CC_ScrollBar)
        drawOutline(*option, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
}

} // namespace thingsdesk
