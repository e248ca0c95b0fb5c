// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/popups.h"

#include <QFrame>
#include <QScreen>

namespace thingsdesk::popups {

void frame(QFrame &popup)
{
    popup.setFrameStyle(QFrame::StyledPanel | QFrame::Plain);
    popup.setAutoFillBackground(true);
}

void open(QWidget &popup, const QWidget &button)
{
    const QSize size = popup.size();
    QPoint place = button.mapToGlobal(QPoint(0, button.height()));
    const QRect screen = button.screen()->availableGeometry();
    if (place.y() + size.height() > screen.bottom())
        place.setY(qMax(screen.top(), button.mapToGlobal(QPoint(0, 0)).y() - size.height()));
    place.setX(qBound(screen.left(), place.x(), qMax(screen.left(), screen.right() - size.width())));
    popup.move(place);
    popup.show();
}

} // namespace thingsdesk::popups
