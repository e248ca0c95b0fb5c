// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QDir>
#include <QStyleFactory>
#include <QTest>
#include <QWidget>

namespace thingsdesk::test {

/// The style without a desktop's own; dark with THINGSDESK_TEST_DARK=1.
inline void applyPlainStyle()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    if (!qEnvironmentVariableIsSet("THINGSDESK_TEST_DARK"))
        return;
    QPalette palette(QColor(0x2b, 0x2d, 0x30));
    palette.setColor(QPalette::Base, QColor(0x1e, 0x1f, 0x22));
    palette.setColor(QPalette::Link, QColor(0x6c, 0xb4, 0xf5));
    palette.setColor(QPalette::PlaceholderText, QColor(0xa0, 0xa4, 0xaa));
    QApplication::setPalette(palette);
}

/// Saves what a widget looks like as NAME.png in the folder THINGSDESK_TEST_PICTURES; without it, nothing.
inline void savePicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("THINGSDESK_TEST_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(100);
    widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace thingsdesk::test
