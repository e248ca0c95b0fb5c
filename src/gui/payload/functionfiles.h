// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "payload/functionkind.h"

#include <QMap>

/// Payload functions as files: decoder.js, converter.js, validator.js, encoder.js in a folder, or any file of one.
namespace thingsdesk::functionfiles {

constexpr qint64 maximumSize = 1'000'000; ///< bytes of one function

/// UTF-8, with or without a byte order mark.
Result<QString> read(const QString &path);
/// Those that are there; a folder without any is a Failure.
Result<QMap<FunctionKind, QString>> readFolder(const QString &folder);
/// Written whole or not at all.
Result<void> write(const QString &path, const QString &text);
/// Functions without a text make no file.
Result<int> writeFolder(const QString &folder, const PayloadFunctions &functions);

} // namespace thingsdesk::functionfiles
