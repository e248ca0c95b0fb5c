// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/application.h"

namespace thingsdesk {

QString payloadFormatName(PayloadFormat format)
{
    switch (format) {
    case PayloadFormat::Custom:
        return QStringLiteral("custom");
    case PayloadFormat::CayenneLpp:
        return QStringLiteral("cayennelpp");
    case PayloadFormat::None:
    case PayloadFormat::Unknown:
        break;
    }
    return {};
}

PayloadFormat payloadFormatFromName(const QString &name)
{
    if (name.isEmpty())
        return PayloadFormat::None;
    for (const PayloadFormat format : {PayloadFormat::Custom, PayloadFormat::CayenneLpp}) {
        if (name == payloadFormatName(format))
            return format;
    }
    return PayloadFormat::Unknown;
}

} // namespace thingsdesk
