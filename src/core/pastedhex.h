// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fixedbytes.h"

namespace thingsdesk {

/// The order in which pasted bytes stand. Firmware sources often hold EUIs "LSB first".
enum class ByteOrder { MsbFirst, LsbFirst };

/// Lenient reading of bytes that were copied from a web page, a label or a firmware source.
///
/// Takes hex digits of either case with spaces, tabs, line breaks, dashes, colons, dots, underscores and commas between
/// bytes, `0x` before bytes, and a C array (`{ 0x01, 0x02 };`, also with its declaration before an `=`). An odd digit,
/// another letter, or (with `size` ≥ 0) another number of bytes is a Failure that names `name` and what is wrong.
Result<QByteArray> readPastedHex(QStringView text, qsizetype size, const QString &name,
                                 ByteOrder order = ByteOrder::MsbFirst);

/// The same for a kind of FixedBytes: `readPasted<DevEui>("00-11-22…")`.
template <class Bytes>
Result<Bytes> readPasted(QStringView text, ByteOrder order = ByteOrder::MsbFirst)
{
    return readPastedHex(text, qsizetype(Bytes::size), Bytes::name(), order).and_then([](const QByteArray &bytes) {
        return Bytes::fromBytes(bytes);
    });
}

} // namespace thingsdesk
