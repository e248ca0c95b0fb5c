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

void collect(QStringList &paths, const QString &path, const QJsonValue &value)
{
    if (paths.size() >= maximumPaths)
        return;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        if (areBytes(array)) {
            paths.append(path);
            return;
        }
        for (qsizetype i = 0; i < array.size(); ++i)
            collect(paths, QStringLiteral("%1[%2]").arg(path).arg(i), array[i]);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            collect(paths, path.isEmpty() ? member.key() : path + u'.' + member.key(), member.value());
    }
}

} // namespace

QStringList possibleBase64(const QByteArray &fields)
{
    QStringList paths;
    collect(paths, {}, QJsonDocument::fromJson(fields).object());
    return paths;
}

} // namespace thingsdesk
