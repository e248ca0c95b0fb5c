// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace thingsdesk {

/// The few colours that mean something. Each comes with a shape or a word: nothing is told by colour alone.
enum class Tone {
    Text,  ///< the palette's own text colour
    Muted, ///< text of less weight
    Info,
    Success,
    Warning,
    Error,
};

/// Light text on a dark ground?
bool isDark(const QPalette &palette);
/// As text and as lines: 4.5:1 at least on the palette's window and base colours.
QColor toneColor(Tone tone, const QPalette &palette);
/// A ground for a banner or a marked row, on which the palette's own text keeps 4.5:1.
QColor toneGround(Tone tone, const QPalette &palette);
/// Colours for series in charts, told apart also where red and green are not; 3:1 at least. Begins anew after the last.
QColor seriesColor(int index, const QPalette &palette);
/// Contrast of two colours, 1 to 21 (WCAG 2).
double contrast(const QColor &a, const QColor &b);

} // namespace thingsdesk
