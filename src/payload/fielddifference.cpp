// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/fielddifference.h"

#include "core/jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr double tolerance = 1e-11;

bool isClose(double a, double b)
{
    return a == b || std::fabs(a - b) <= tolerance * std::max(std::fabs(a), std::fabs(b));
}

QString textOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Null:
        return u"null"_s;
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::fromLatin1(jsonNumber(value.toDouble()));
    case QJsonValue::String:
        return QString::fromUtf8(jsonString(value.toString()));
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    return {};
}

void compare(const QString &path, const QJsonValue &expected, const QJsonValue &given,
             QList<FieldDifference> &differences)
{
    if (expected.isObject() && given.isObject()) {
        const QJsonObject before = expected.toObject();
        const QJsonObject after = given.toObject();
        QStringList keys = before.keys() + after.keys();
        keys.sort();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys))
            compare(path.isEmpty() ? key : path + u'.' + key, before.value(key), after.value(key), differences);
    } else if (expected.isArray() && given.isArray()) {
        const QJsonArray before = expected.toArray();
        const QJsonArray after = given.toArray();
        for (qsizetype i = 0; i < std::max(before.size(), after.size()); ++i)
            compare(u"%1[%2]"_s.arg(path).arg(i), i < before.size() ? before[i] : QJsonValue(QJsonValue::Undefined),
                    i < after.size() ? after[i] : QJsonValue(QJsonValue::Undefined), differences);
    } else if (expected.isDouble() && given.isDouble() ? !isClose(expected.toDouble(), given.toDouble())
                                                       : expected != given) {
        differences.append({path, textOf(expected), textOf(given)});
    }
}

} // namespace

QList<FieldDifference> fieldDifferences(const QJsonValue &expected, const QJsonValue &given)
{
    QList<FieldDifference> differences;
    compare({}, expected, given, differences);
    return differences;
}

QString differenceText(const QList<FieldDifference> &differences)
{
    QStringList texts;
    for (const FieldDifference &difference : differences) {
        const QString nothing = QCoreApplication::translate("FieldDifference", "nothing");
        const QString values = QCoreApplication::translate("FieldDifference", "%1 expected, %2 given")
                                   .arg(difference.expected.isEmpty() ? nothing : difference.expected,
                                        difference.given.isEmpty() ? nothing : difference.given);
        texts.append(difference.path.isEmpty() ? values : difference.path + u": "_s + values);
    }
    return texts.join(u"; "_s);
}

} // namespace thingsdesk
