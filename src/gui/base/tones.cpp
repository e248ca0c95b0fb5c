// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/tones.h"

#include <array>
#include <cmath>

namespace thingsdesk {

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor blended(const QColor &ground, const QColor &color, double share)
{
    const auto part = [share](double a, double b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(part(ground.redF(), color.redF()), part(ground.greenF(), color.greenF()),
                            part(ground.blueF(), color.blueF()));
}

/// Moves a colour towards the palette's text until it can be read on every ground of the palette.
QColor readable(QColor color, const QPalette &palette, double least)
{
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    for (int step = 0; step < 20; ++step) {
        const double worst = std::min(contrast(color, palette.color(QPalette::Active, QPalette::Window)),
                                      contrast(color, palette.color(QPalette::Active, QPalette::Base)));
        if (worst >= least)
            return color;
        color = blended(color, text, 0.12);
    }
    return text;
}

QColor baseColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Text:
        break;
    case Tone::Muted:
        return blended(palette.color(QPalette::Active, QPalette::Window),
                       palette.color(QPalette::Active, QPalette::WindowText), 0.62);
    case Tone::Info:
        return dark ? QColor(0x6c, 0xb4, 0xf5) : QColor(0x0b, 0x62, 0xb0);
    case Tone::Success:
        return dark ? QColor(0x5f, 0xc9, 0x7f) : QColor(0x12, 0x74, 0x3a);
    case Tone::Warning:
        return dark ? QColor(0xf0, 0xb2, 0x4c) : QColor(0x8f, 0x58, 0x00);
    case Tone::Error:
        return dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb4, 0x23, 0x18);
    }
    return palette.color(QPalette::Active, QPalette::WindowText);
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Active, QPalette::Window)) <
           luminance(palette.color(QPalette::Active, QPalette::WindowText));
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    return tone == Tone::Text ? baseColor(tone, palette) : readable(baseColor(tone, palette), palette, 4.5);
}

QColor toneGround(Tone tone, const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor text = palette.color(QPalette::Active, QPalette::WindowText);
    const QColor tint = tone == Tone::Text || tone == Tone::Muted ? text : baseColor(tone, palette);
    for (const double share : {0.16, 0.12, 0.08, 0.04}) {
        const QColor ground = blended(window, tint, share);
        if (contrast(ground, text) >= 4.5)
            return ground;
    }
    return window;
}

QColor seriesColor(int index, const QPalette &palette)
{
    // Hues in the order blue, orange, green, purple, sky, red, ochre, grey: neighbours differ in lightness as well.
    static constexpr std::array<QRgb, 8> light{0xff0b62b0, 0xffc25700, 0xff0f7b55, 0xff8a3ffc,
                                               0xff1192b8, 0xffb4231e, 0xff7a6a00, 0xff5c6370};
    static constexpr std::array<QRgb, 8> dark{0xff6cb4f5, 0xffffa657, 0xff5fd3a2, 0xffc9a2ff,
                                              0xff63d5f0, 0xffff8a80, 0xffe3cf57, 0xffb4bac4};
    const std::size_t at = std::size_t(index < 0 ? 0 : index) % light.size();
    return readable(QColor::fromRgb(isDark(palette) ? dark[at] : light[at]), palette, 3);
}

} // namespace thingsdesk
