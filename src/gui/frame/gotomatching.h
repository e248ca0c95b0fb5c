// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace thingsdesk {

/// How well a few letters fit a text: all of them must stand in it, in this order, case ignored; blanks part words that
/// may stand in any order. Higher is better: beginnings of words and letters side by side count most, short texts more
/// than long ones. Nothing where they do not fit; 0 for an empty pattern.
std::optional<int> fuzzyScore(const QString &pattern, const QString &text);

} // namespace thingsdesk
