// SPDX-License-Identifier: GPL-3.0-or-later
// Icons and colours on light, dark and high-contrast palettes.
#include "gui/base/icons.h"
#include "gui/base/outlinedstyle.h"
#include "gui/base/palettes.h"

#include <QApplication>
#include <QImage>
#include <QSet>
#include <QStyleFactory>
#include <QTest>

using namespace thingsdesk;

namespace {

QPalette paletteOf(const QColor &window, const QColor &base, const QColor &text)
{
    QPalette palette(window);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(role, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, Qt::gray);
    return palette;
}

const QMap<QString, QPalette> &palettes()
{
    static const QMap<QString, QPalette> all{
        {QStringLiteral("light"), lightPalette()},
        {QStringLiteral("grey"), paletteOf(QColor(0xd4, 0xd0, 0xc8), Qt::white, Qt::black)},
        {QStringLiteral("dark"), darkPalette()},
        {QStringLiteral("white on black"), highContrastPalette()},
        {QStringLiteral("black on white"), paletteOf(Qt::white, Qt::white, Qt::black)},
    };
    return all;
}

int inked(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 127;
    }
    return count;
}

} // namespace

class TestIcons final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(QStyleFactory::create(QStringLiteral("fusion"))); }
    void renderInEveryPalette_data();
    void renderInEveryPalette();
    void areAllDifferent();
    void followThePalette();
    void scaleWithoutBlur();
    void applicationIconHasAllSizes();
    void tonesCanBeRead_data();
    void tonesCanBeRead();
};

void TestIcons::renderInEveryPalette_data()
{
    QTest::addColumn<QString>("palette");
    for (const QString &name : palettes().keys())
        QTest::newRow(qPrintable(name)) << name;
}

void TestIcons::renderInEveryPalette()
{
    QFETCH(QString, palette);
    QApplication::setPalette(palettes()[palette]);
    for (const Icon which : allIcons()) {
        for (const int side : {16, 24, 32}) {
            const QImage image = icon(which).pixmap(side).toImage();
            QCOMPARE(image.size(), QSize(side, side));
            const int ink = inked(image);
            QVERIFY2(ink > side && ink < side * side * 3 / 4,
                     qPrintable(QStringLiteral("%1 at %2: %3 px").arg(iconName(which)).arg(side).arg(ink)));
        }
        QVERIFY(inked(icon(which).pixmap(QSize(16, 16), 1, QIcon::Disabled).toImage()) > 0);
        QVERIFY(inked(icon(which, Tone::Error).pixmap(16).toImage()) > 0);
    }
}

void TestIcons::areAllDifferent()
{
    QSet<QByteArray> seen;
    for (const Icon which : allIcons()) {
        const QImage image = icon(which).pixmap(32).toImage().convertToFormat(QImage::Format_Alpha8);
        seen.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes()));
    }
    QCOMPARE(seen.size(), allIcons().size());
}

void TestIcons::followThePalette()
{
    QApplication::setPalette(palettes()[QStringLiteral("light")]);
    const QIcon check = icon(Icon::Connected);
    const QColor dark = check.pixmap(16).toImage().pixelColor(8, 8);
    QApplication::setPalette(palettes()[QStringLiteral("dark")]);
    const QColor light = check.pixmap(16).toImage().pixelColor(8, 8);
    QCOMPARE(dark.name(), QStringLiteral("#1c2024"));
    QCOMPARE(light.name(), QStringLiteral("#e6e8ea"));
}

void TestIcons::scaleWithoutBlur()
{
    // At twice the scale there are four times the pixels, drawn anew.
    const QPixmap pixmap = icon(Icon::Warning).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void TestIcons::applicationIconHasAllSizes()
{
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        const QImage image = applicationIcon().pixmap(QSize(side, side), 1.0).toImage();
        QCOMPARE(image.size(), QSize(side, side));
        QVERIFY(inked(image) > side * side / 2);
    }
}

void TestIcons::tonesCanBeRead_data()
{
    renderInEveryPalette_data();
}

void TestIcons::tonesCanBeRead()
{
    QFETCH(QString, palette);
    const QPalette colors = palettes()[palette];
    const QColor text = colors.color(QPalette::WindowText);
    for (const Tone tone : {Tone::Text, Tone::Muted, Tone::Info, Tone::Success, Tone::Warning, Tone::Error}) {
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base})
            QVERIFY2(contrast(toneColor(tone, colors), colors.color(ground)) >= 4.5,
                     qPrintable(QString::number(int(tone))));
        QVERIFY(contrast(toneGround(tone, colors), text) >= 4.5);
    }
    QSet<QString> series;
    for (int i = 0; i < 8; ++i) {
        QVERIFY(contrast(seriesColor(i, colors), colors.color(QPalette::Base)) >= 3);
        series.insert(seriesColor(i, colors).name());
    }
    QCOMPARE(series.size(), 8);
    QCOMPARE(seriesColor(8, colors), seriesColor(0, colors));
    QCOMPARE(isDark(colors), palette == u"dark" || palette == u"white on black");
    if (isDark(colors)) {
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base})
            QVERIFY(contrast(outlineColor(colors), colors.color(ground)) >= 3);
    }
    QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
