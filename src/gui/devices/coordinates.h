// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "core/result.h"

#include <QPair>

#include <optional>

/// Places as people type and paste them.
namespace thingsdesk::coordinates {

/// Degrees with a point, as far as a float holds them; empty where the device has no place (0/0).
QString text(float degrees, const Device &device);
/// A number with a point or a comma; blank is 0. The Failure names `name` and the bound.
Result<float> read(const QString &text, float bound, const QString &name);
Result<qint32> readMetres(const QString &text, const QString &name);
/// "52.37, 4.89" in its two parts; nothing for other texts.
std::optional<QPair<QString, QString>> split(const QString &text);

} // namespace thingsdesk::coordinates
