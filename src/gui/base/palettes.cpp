// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/palettes.h"

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

QPalette highContrastPalette()
{
    return paletteOf({.window = QColor(0x00, 0x00, 0x00),
                      .base = QColor(0x00, 0x00, 0x00),
                      .alternate = QColor(0x1c, 0x1c, 0x1c),
                      .button = QColor(0x00, 0x00, 0x00),
                      .text = QColor(0xff, 0xff, 0xff),
                      .muted = QColor(0xc0, 0xc0, 0xc0),
                      .highlight = QColor(0xff, 0xe1, 0x00),
                      .highlightedText = QColor(0x00, 0x00, 0x00),
                      .link = QColor(0x8c, 0xd0, 0xff),
                      .toolTip = QColor(0x00, 0x00, 0x00)});
}

} // namespace thingsdesk
