// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/texts.h"

namespace thingsdesk {

/// "1 device" or "12 devices": `one` as it stands, or `many` with the number in place of its %1.
inline QString counted(quint64 number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(texts::count(number));
}

} // namespace thingsdesk
