// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/resultnotes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr qsizetype maximumPaths = 20;

bool areBytes(const QJsonArray &array)
{
    return !array.isEmpty() && std::all_of(array.begin(), array.end(), [](const QJsonValue &value) {
        const double number = value.toDouble(-1);
        return value.isDouble() && number >= 0 && number <= 255 && number == int(number);
    });
}

bool hasNumber(const QJsonArray &array)
{
    return std::any_of(array.begin(), array.end(), [](const QJsonValue &value) {
        return value.isDouble() || (value.isArray() && hasNumber(value.toArray()));
    });
}

bool holdsNumberArrays(const QJsonArray &array)
{
    const bool onlyArrays =
        std::all_of(array.begin(), array.end(), [](const QJsonValue &value) { return value.isArray(); });
    return array.size() > 1 && onlyArrays && hasNumber(array);
}

/// The arrays that fit, not looking into one that does.
void collect(QStringList &paths, const QString &path, const QJsonValue &value, bool (*fits)(const QJsonArray &))
{
    if (paths.size() >= maximumPaths)
        return;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        if (fits(array)) {
            paths.append(path);
            return;
        }
        for (qsizetype i = 0; i < array.size(); ++i)
            collect(paths, QStringLiteral("%1[%2]").arg(path).arg(i), array[i], fits);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collect(paths, path.isEmpty() ? member.key() : path + u'.' + member.key(), member.value(), fits);
    }
}

QStringList pathsOf(const QByteArray &fields, bool (*fits)(const QJsonArray &))
{
    QStringList paths;
    collect(paths, {}, QJsonDocument::fromJson(fields).object(), fits);
    return paths;
}

} // namespace

QStringList possibleBase64(const QByteArray &fields)
{
    return pathsOf(fields, areBytes);
}

QStringList arraysOfNumberArrays(const QByteArray &fields)
{
    return pathsOf(fields, holdsNumberArrays);
}

} // namespace thingsdesk
