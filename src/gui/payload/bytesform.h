// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>

namespace thingsdesk {

/// How bytes are written down.
enum class BytesForm { Hex, Base64, Text };

/// Reads bytes. Hex takes every pasted form (core/pastedhex.h), base64 both alphabets, with or without padding, text is
/// UTF-8. The Failure tells what is wrong.
Result<QByteArray> bytesFromText(BytesForm form, const QString &text);
/// "4 bytes"
QString byteCountText(qsizetype count);
/// Writes bytes; nothing where they are no text, for Text.
std::optional<QString> textFromBytes(BytesForm form, const QByteArray &bytes);

} // namespace thingsdesk
