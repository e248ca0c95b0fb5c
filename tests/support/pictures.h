// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/outlinedstyle.h"
#include "gui/base/palettes.h"

#include <QApplication>
#include <QDir>
#include <QStyleFactory>
#include <QTest>
#include <QWidget>

namespace thingsdesk::test {

/// The style without a desktop's own, in the colours that THINGSDESK_TEST_COLORS names: dark, contrast, else light.
inline void applyPlainStyle()
{
    const QByteArray colors = qgetenv("THINGSDESK_TEST_COLORS");
    if (colors.isEmpty()) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        return;
    }
    QApplication::setStyle(new OutlinedStyle);
    QApplication::setPalette(colors == "contrast" ? highContrastPalette() : darkPalette());
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
