// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace thingsdesk {

/// The paths of arrays in decoded fields that the handler may publish as base64 text: those of whole numbers from 0 to
/// 255 only. It does so where each of them was copied unchanged from the payload, which cannot be seen here.
/// Source: otto.md section 3.
QStringList possibleBase64(const QByteArray &fields);

/// The paths of arrays that hold several arrays of numbers. The handler ends the function where these are of unlike
/// kinds, which depends on where each number comes from: the payload, a literal, a shift, a division. Source: the same.
QStringList arraysOfNumberArrays(const QByteArray &fields);

} // namespace thingsdesk
