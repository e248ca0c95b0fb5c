// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/preferences.h"

#include <QPalette>
#include <QString>

class QApplication;

namespace thingsdesk {

/// Gives the program light, dark or high-contrast colours, or the platform's own style and palette back.
class Appearance final
{
    Q_DISABLE_COPY_MOVE(Appearance)
public:
    /// Remembers the platform's style; make it before anything is changed.
    Appearance();

    void apply(Preferences::Appearance appearance);

private:
    const QString m_platformStyle;
    Preferences::Appearance m_applied = Preferences::Appearance::System;
};

} // namespace thingsdesk
