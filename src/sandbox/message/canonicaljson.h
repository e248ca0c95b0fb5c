// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <simdjson.h>

namespace thingsdesk::sandbox {

/// JSON as the handler writes what it has read: keys sorted by their bytes, the last of a repeated key, numbers in
/// their shortest form. Whole numbers stay whole when `asFloats` is false; what came over MQTT was read as floats.
QByteArray canonicalJson(simdjson::dom::element value, bool asFloats);

/// How far fields are taken apart for topics of their own.
enum class FieldDepth {
    Members, ///< the first level only: what Cayenne LPP gives (seen)
    Leaves,  ///< nested objects whole and member by member, arrays only whole
};

/// The topics below `…/up` for decoded fields, with their values. Paths with `*`, `+` or NUL are left out. `fields` is
/// a JSON object.
QList<QPair<QByteArray, QByteArray>> fieldTopics(const QByteArray &fields, FieldDepth depth);

} // namespace thingsdesk::sandbox
