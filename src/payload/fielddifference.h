// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QList>
#include <QString>

namespace thingsdesk {

/// One place in which decoded fields are not as expected.
struct FieldDifference
{
    QString path;     ///< "temperature", "a.b", "list[2]"; empty = the whole value
    QString expected; ///< as JSON; empty = not there
    QString given;    ///< as JSON; empty = not there

    friend bool operator==(const FieldDifference &, const FieldDifference &) = default;
};

/// All places, in the order of the keys. Numbers are equal within 1e-11 of their size: the last digits of Math.pow and
/// the like differ between engines (otto.md section 11).
QList<FieldDifference> fieldDifferences(const QJsonValue &expected, const QJsonValue &given);

/// "temperature: 21.4 expected, 21.5 given; humidity: 63 expected, nothing given".
QString differenceText(const QList<FieldDifference> &differences);

} // namespace thingsdesk
