// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace thingsdesk {

/// Fusion with outlines that can be seen on dark ground: its own are darker than the window, whatever the window is.
class OutlinedStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutlinedStyle)
public:
    OutlinedStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
};

/// With a contrast of 3:1 to the window's ground; the text's own colour where the palette is one of high contrast.
QColor outlineColor(const QPalette &palette);

} // namespace thingsdesk
