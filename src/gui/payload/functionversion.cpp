// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionversion.h"

#include "payload/functionkind.h"

#include <QJsonObject>

namespace thingsdesk {

using namespace Qt::StringLiterals;

QJsonObject versionToJson(const FunctionVersion &version)
{
    QJsonObject object{{u"time"_s, QString::fromLatin1(version.time.toRfc3339())},
                       {u"note"_s, version.note},
                       {u"format"_s, payloadFormatName(version.format)}};
    for (const FunctionKind kind : allFunctionKinds)
        object.insert(functionName(kind).toLower(), functionText(version.functions, kind));
    return object;
}

FunctionVersion versionFromJson(const QJsonObject &object)
{
    FunctionVersion version;
    version.time = Timestamp::fromRfc3339(object.value("time"_L1).toString().toLatin1()).value_or(Timestamp());
    version.note = object.value("note"_L1).toString();
    version.format = payloadFormatFromName(object.value("format"_L1).toString());
    for (const FunctionKind kind : allFunctionKinds)
        functionText(version.functions, kind) = object.value(functionName(kind).toLower()).toString();
    return version;
}

} // namespace thingsdesk
