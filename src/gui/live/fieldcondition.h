// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace thingsdesk {

/// A JSON value as one would type it: a text without quotes and escapes, everything else as it stands.
QString plainJsonValue(const QByteArray &json);

/// `path = value` in the form of FieldExpression; empty for objects and arrays, which cannot be compared.
QString fieldCondition(const QString &path, const QByteArray &json);

} // namespace thingsdesk
