// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/uplinkmime.h"

#include <QMimeData>

namespace thingsdesk {

QString uplinkMimeType()
{
    return QStringLiteral("application/vnd.thingsdesk.uplink+json");
}

QMimeData *uplinkMimeData(const UplinkMessage &uplink)
{
    auto *data = new QMimeData;
    data->setData(uplinkMimeType(), uplink.raw);
    data->setText(QString::fromLatin1(uplink.payload.toHex(' ').toUpper()));
    return data;
}

std::optional<UplinkMessage> uplinkOf(const QMimeData &data)
{
    if (!data.hasFormat(uplinkMimeType()))
        return {};
    const Result<UplinkMessage> uplink = UplinkMessage::fromJson(data.data(uplinkMimeType()));
    return uplink ? std::optional(*uplink) : std::nullopt;
}

} // namespace thingsdesk
