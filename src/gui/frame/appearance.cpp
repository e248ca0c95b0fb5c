// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/appearance.h"

#include "gui/base/outlinedstyle.h"
#include "gui/base/palettes.h"

#include <QApplication>
#include <QStyle>

namespace thingsdesk {

Appearance::Appearance()
    : m_platformStyle(QApplication::style()->name())
{
}

void Appearance::apply(Preferences::Appearance appearance)
{
    if (appearance == m_applied)
        return;
    m_applied = appearance;
    if (appearance == Preferences::Appearance::System) {
        QApplication::setStyle(m_platformStyle);
        QApplication::setPalette(QPalette()); // the platform's again
        return;
    }
    // Only Fusion takes every colour of a palette, on every platform.
    if (appearance == Preferences::Appearance::Light)
        QApplication::setStyle(QStringLiteral("fusion"));
    else
        QApplication::setStyle(new OutlinedStyle);
    QApplication::setPalette(appearance == Preferences::Appearance::Light  ? lightPalette()
                             : appearance == Preferences::Appearance::Dark ? darkPalette()
                                                                           : highContrastPalette());
}

} // namespace thingsdesk
