// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/fieldcondition.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace thingsdesk {

QString plainJsonValue(const QByteArray &json)
{
    if (!json.startsWith('"'))
        return QString::fromUtf8(json);
    return QJsonDocument::fromJson('[' + json + ']').array().at(0).toString();
}

QString fieldCondition(const QString &path, const QByteArray &json)
{
    if (path.isEmpty() || json.isEmpty() || json.startsWith('{') || json.startsWith('['))
        return {};
    QString value = plainJsonValue(json);
    if (json.startsWith('"')) {
        value.replace(QLatin1String("\\"), QLatin1String("\\\\"));
        value.replace(QLatin1String("\""), QLatin1String("\\\""));
        value = u'"' + value + u'"';
    }
    return QStringLiteral("%1 = %2").arg(path, value);
}

} // namespace thingsdesk
