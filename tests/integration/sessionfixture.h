// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generate.h"
#include "session/applicationsession.h"
#include "support/sandboxprocess.h"
#include "support/waiting.h"

#include <QFile>

#include <memory>

namespace thingsdesk::test {

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A profile that finds an application on this network by discovery.
inline Profile profileOn(const SandboxProcess &sandbox, const QString &appId)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Test network");
    profile.appId = *AppId::parse(appId);
    profile.connection.discoveryAddress = sandbox.discovery();
    profile.connection.discoveryCa = contents(sandbox.authorityPath());
    profile.connection.mqttCa = profile.connection.discoveryCa;
    return profile;
}

inline Credentials keyOf(const SandboxProcess &sandbox, const QString &appId)
{
    return *Credentials::accessKey(sandbox.application(appId).accessKey);
}

inline Device otaaDevice(const QString &id)
{
    Device device;
    device.devId = *DevId::parse(id);
    device.appEui = generateRandom<AppEui>();
    device.devEui = generateDevEui();
    device.appKey = generateRandom<AppKey>();
    return device;
}

inline QList<HistoryRecord> recordsOf(HistoryStore &history, RecordKind kind)
{
    HistoryFilter filter;
    filter.kinds = {kind};
    const Result<HistoryPage> page = waited(history.pageBefore(filter, 0, 1000));
    return page ? page->records : QList<HistoryRecord>();
}

} // namespace thingsdesk::test
