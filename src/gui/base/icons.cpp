// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

/// The icons lie in a static library: somebody has to name them, outside of any namespace.
static void useIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace thingsdesk {

namespace {

/// In the order of the enum.
constexpr std::array names{
    "connected", "connecting", "attention", "offline", "uplink",   "downlink", "warning", "error",
    "info",      "activation", "device",    "gateway", "add",      "remove",   "edit",    "copy",
    "paste",     "generate",   "search",    "filter",  "pause",    "play",     "export",  "open",
    "settings",  "key",        "reveal",    "conceal", "check",    "cross",    "test",    "save",
    "revert",    "refresh",    "chart",     "clock",   "overview", "live",     "code",    "send",
    "sidebar",   "newest",     "menu",      "unfold",  "fold",     "print",    "network",
};
static_assert(names.size() == std::size_t(Icon::Network) + 1);

/// Draws an SVG with `currentColor` replaced by what the palette has at that moment.
class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QSvgRenderer renderer(colored(color(mode)));
        const int side = std::min(rect.width(), rect.height());
        const QRectF square(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0, side,
                            side);
        renderer.render(painter, square);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = QStringLiteral("thingsdesk/%1/%2/%3x%4")
                                .arg(m_name, color(mode).name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({0, 0}, size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedIconEngine(m_name, m_tone); }
    QString key() const override { return QStringLiteral("thingsdesk"); }
    QString iconName() override { return m_name; }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::Active, QPalette::HighlightedText);
        return toneColor(m_tone, palette);
    }

    QByteArray colored(const QColor &color) const
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return file.readAll().replace("currentColor", color.name().toLatin1());
    }

    const QString m_name;
    const Tone m_tone;
};

} // namespace

QIcon icon(Icon icon, Tone tone)
{
    useIconResources();
    return QIcon(new TintedIconEngine(iconName(icon), tone));
}

QIcon applicationIcon()
{
    useIconResources();
    return QIcon(QStringLiteral(":/icons/thingsdesk.svg"));
}

QString iconName(Icon icon)
{
    return QString::fromLatin1(names[std::size_t(icon)]);
}

QList<Icon> allIcons()
{
    QList<Icon> icons;
    for (std::size_t i = 0; i < names.size(); ++i)
        icons += Icon(i);
    return icons;
}

} // namespace thingsdesk
