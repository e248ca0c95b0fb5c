// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/appearance.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace thingsdesk {

namespace {

struct Colors
{
    QColor window, base, alternate, button, text, muted, highlight, highlightedText, link, toolTip;
};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette(colors.button, colors.window);
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.button);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, colors.highlight);
    palette.setColor(QPalette::HighlightedText, colors.highlightedText);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    palette.setColor(QPalette::ToolTipBase, colors.toolTip);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, colors.muted);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.alternate);
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = QColor(0xf3, 0xf4, 0xf5),
                      .base = QColor(0xff, 0xff, 0xff),
                      .alternate = QColor(0xe9, 0xeb, 0xed),
                      .button = QColor(0xf0, 0xf1, 0xf2),
                      .text = QColor(0x1c, 0x20, 0x24),
                      .muted = QColor(0x6b, 0x72, 0x79),
                      .highlight = QColor(0x17, 0x66, 0x7a),
                      .highlightedText = QColor(0xff, 0xff, 0xff),
                      .link = QColor(0x0b, 0x62, 0xb0),
                      .toolTip = QColor(0xff, 0xff, 0xff)});
}

QPalette darkPalette()
{
    return paletteOf({.window = QColor(0x24, 0x27, 0x2a),
                      .base = QColor(0x1a, 0x1c, 0x1f),
                      .alternate = QColor(0x2d, 0x31, 0x35),
                      .button = QColor(0x33, 0x37, 0x3b),
                      .text = QColor(0xe6, 0xe8, 0xea),
                      .muted = QColor(0x96, 0x9d, 0xa4),
                      .highlight = QColor(0x1f, 0x76, 0x8c),
                      .highlightedText = QColor(0xff, 0xff, 0xff),
                      .link = QColor(0x6c, 0xb4, 0xf5),
                      .toolTip = QColor(0x33, 0x37, 0x3b)});
}

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
    QApplication::setStyle(QStringLiteral("fusion"));
    QApplication::setPalette(appearance == Preferences::Appearance::Dark ? darkPalette() : lightPalette());
}

} // namespace thingsdesk
