// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/firststart.h"

#include "sandbox/devices/demodevices.h"
#include "sandbox/randomness.h"

namespace thingsdesk::sandbox {

QList<AppId> knownApplications()
{
    QList<AppId> ids;
    for (const Application &application : demoApplications())
        ids.append(application.appId);
    return ids << AppId::fromServer(QStringLiteral("new-app"));
}

void registerFirstApplications(Registry &registry, Directory &directory, const Accounts &accounts)
{
    if (!registry.applications().empty())
        return;
    for (const Application &application : demoApplications()) {
        Application &settings = registry.addApplication(application.appId).settings;
        settings = application;
        directory.registerApplication(application.appId.toString(), QString::fromLatin1(Directory::handlerId));
        // Its template device registers new ones in the name of this key.
        const QString appId = application.appId.toString();
        for (const AccessKey &key : accounts.keys().value(appId)) {
            if (appId == QLatin1String("parking") && key.rights == QStringList{right::devices})
                settings.onJoinKey = key.key;
        }
    }
}

void fillWithDevices(Registry &registry, int count)
{
    const AppId appId = AppId::fromServer(QStringLiteral("cold-chain"));
    ApplicationRecord *application = registry.application(appId);
    if (!application)
        return;
    for (int i = 0; int(application->devices.size()) < count; ++i) {
        Device device;
        device.appId = appId;
        device.devId = DevId::fromServer(QStringLiteral("filler-%1").arg(i, 5, 10, QLatin1Char('0')));
        device.appEui = *AppEui::fromHex(u"70B3D57EF0000001");
        device.devEui = *DevEui::fromBytes(QByteArray(1, '\0') + randomBytes(7));
        device.appKey = *AppKey::fromBytes(randomBytes(16));
        device.activationConstraints = QStringLiteral("local");
        if (!registry.device(appId, device.devId))
            registry.storeDevice(device);
    }
}

} // namespace thingsdesk::sandbox
