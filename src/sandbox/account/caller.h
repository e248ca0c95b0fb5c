// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace thingsdesk::sandbox {

/// Who makes a call, and what he may do: what a key or token says.
struct Caller
{
    QString subject;                      ///< rate limits count by it
    QHash<QString, QSet<QString>> rights; ///< by AppID
    QSet<QString> components;             ///< IDs of components that an operator may look into

    bool may(const AppId &appId, const QString &right) const { return rights.value(appId.toString()).contains(right); }
};

/// The rights of a V2 access key.
namespace right {
inline const QString settings = QStringLiteral("settings");
inline const QString devices = QStringLiteral("devices");
inline const QString deletion = QStringLiteral("delete");
inline const QString readUplinks = QStringLiteral("messages:up:r");
inline const QString writeDownlinks = QStringLiteral("messages:down:w");

inline QStringList all()
{
    return {settings, devices, deletion, readUplinks, writeDownlinks};
}
} // namespace right

} // namespace thingsdesk::sandbox
