// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QLineEdit;
class QObject;

namespace thingsdesk {

/// Calls `filter(text)` when typing has paused for 200 ms, at once on Enter and when the text was cleared, and never
/// twice for the same text. Also gives the field its search icon, its clear button, and Escape to clear it.
/// `context` is where it ends.
void attachFilter(QLineEdit &edit, QObject *context, std::function<void(const QString &)> filter);

} // namespace thingsdesk
