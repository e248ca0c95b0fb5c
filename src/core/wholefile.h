// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace thingsdesk {

/// The content of a file of at most `largest` bytes. A Failure (cause FileUnusable) names the file and what is wrong.
Result<QByteArray> readWholeFile(const QString &path, qint64 largest);

/// Puts a file there as a whole or not at all; what was there before stays where that fails.
Result<void> writeWholeFile(const QString &path, const QByteArray &content);

} // namespace thingsdesk
