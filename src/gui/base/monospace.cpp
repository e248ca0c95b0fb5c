// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/monospace.h"

#include <QApplication>
#include <QFontDatabase>
#include <QWidget>

namespace thingsdesk {

QFont monospaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    const QFont text = QApplication::font();
    if (text.pointSizeF() > 0)
        font.setPointSizeF(text.pointSizeF());
    else if (text.pixelSize() > 0)
        font.setPixelSize(text.pixelSize());
    return font;
}

void useMonospace(QWidget *widget)
{
    widget->setFont(monospaceFont());
}

} // namespace thingsdesk
