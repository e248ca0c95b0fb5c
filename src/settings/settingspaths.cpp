// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settingspaths.h"

#include <QDir>
#include <QStandardPaths>

namespace thingsdesk {

using namespace Qt::StringLiterals;

QString SettingsPaths::profilesFile() const
{
    return configuration + "/profiles.json"_L1;
}

QString SettingsPaths::preferencesFile() const
{
    return configuration + "/preferences.ini"_L1;
}

QString SettingsPaths::historyFolder() const
{
    return data + "/history"_L1;
}

QString SettingsPaths::demoFolder() const
{
    return data + "/sandbox"_L1;
}

SettingsPaths SettingsPaths::ofUser()
{
    if (const QString home = qEnvironmentVariable("THINGSDESK_HOME"); !home.isEmpty()) {
        const QString folder = QDir::cleanPath(QDir(home).absolutePath());
        return {folder + "/config"_L1, folder + "/data"_L1};
    }
    const auto folder = [](QStandardPaths::StandardLocation location) -> QString {
        return QStandardPaths::writableLocation(location) + "/thingsdesk"_L1;
    };
    return {folder(QStandardPaths::GenericConfigLocation), folder(QStandardPaths::GenericDataLocation)};
}

QString historyFileOf(const QString &historyFolder, const QUuid &profile)
{
    return historyFolder + u'/' + profile.toString(QUuid::WithoutBraces) + ".db"_L1;
}

} // namespace thingsdesk
