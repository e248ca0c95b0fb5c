// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUuid>

namespace thingsdesk {

/// Where a user's files lie: the system's folders for configuration and data, `thingsdesk` in them; or everything below
/// the folder that THINGSDESK_HOME names, where it is set (for tests and for trying things out). Nothing is made here.
struct SettingsPaths
{
    QString configuration; ///< absolute, like all of them
    QString data;

    QString profilesFile() const;
    QString preferencesFile() const;
    QString historyFolder() const;
    /// The built-in network's state.
    QString demoFolder() const;

    static SettingsPaths ofUser();
};

/// The file with the history of this profile.
QString historyFileOf(const QString &historyFolder, const QUuid &profile);

} // namespace thingsdesk
