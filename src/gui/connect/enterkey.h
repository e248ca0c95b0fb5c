// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>
#include <QRadioButton>
#include <QWidget>

namespace thingsdesk {

/// Enter on a button presses that one, not the form's primary one. False where no button has the focus.
inline bool pressFocusedButton(const QWidget &form)
{
    auto *button = qobject_cast<QAbstractButton *>(form.window()->focusWidget());
    if (!button || qobject_cast<QRadioButton *>(button) || qobject_cast<QCheckBox *>(button))
        return false;
    button->click();
    return true;
}

} // namespace thingsdesk
