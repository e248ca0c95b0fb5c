// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/devicememory.h"

#include <QJsonDocument>

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;

} // namespace

QByteArray DeviceMemory::toJson() const
{
    return QJsonDocument({{u"next_counter"_s, qint64(nextCounter)},
                          {u"last_dev_nonce"_s, lastDevNonce},
                          {u"joined"_s, joined},
                          {u"session_dev_id"_s, sessionDevId.toString()},
                          {u"dev_eui"_s, devEui.isSet() ? devEui.toHex() : QString()},
                          {u"sensor"_s, sensor}})
        .toJson(QJsonDocument::Compact);
}

DeviceMemory DeviceMemory::fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    DeviceMemory memory;
    memory.nextCounter = quint32(object.value(u"next_counter"_s).toInteger());
    memory.lastDevNonce = quint16(object.value(u"last_dev_nonce"_s).toInteger());
    memory.joined = object.value(u"joined"_s).toBool();
    memory.sessionDevId = DevId::fromServer(object.value(u"session_dev_id"_s).toString());
    memory.devEui = DevEui::fromHex(object.value(u"dev_eui"_s).toString()).value_or(DevEui());
    memory.sensor = object.value(u"sensor"_s).toObject();
    return memory;
}

} // namespace thingsdesk::sandbox
