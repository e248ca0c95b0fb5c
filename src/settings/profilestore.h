// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "settings/profile.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QObject>

namespace thingsdesk {

/// The user's profiles, in a JSON file that is written atomically at each change. It holds certificates and addresses,
/// never a key. Lives on one thread; the file is small.
class ProfileStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileStore)
public:
    /// `file` is `profiles.json` in the configuration folder (SettingsPaths).
    explicit ProfileStore(QString file, QObject *parent = nullptr);

    /// Reads the file; none is no failure. A file that cannot be read is set aside under another name, and the Failure
    /// says so. An entry that cannot be read stays in the file, and the Failure names it; the others are there.
    Result<void> load();

    const QList<Profile> &profiles() const noexcept { return m_profiles; }
    std::optional<Profile> find(const QUuid &id) const;
    /// By name(), or by the application ID where only one profile has it. The Failure lists what there is.
    Result<Profile> findByName(const QString &name) const;

    /// Gives it an ID where it has none. AlreadyExists for a second profile of one application at the same addresses.
    Result<Profile> add(Profile profile);
    Result<void> update(const Profile &profile);
    Result<void> remove(const QUuid &id);

Q_SIGNALS:
    void added(const thingsdesk::Profile &profile);
    void updated(const thingsdesk::Profile &profile);
    void removed(const QUuid &id);

private:
    Result<void> readDocument(const QByteArray &text);
    Result<void> setAside(const QString &why);
    Result<void> save(const QList<Profile> &profiles) const;

    const QString m_file;
    QList<Profile> m_profiles;

    // What the file holds that we do not know: written back as it was.
    QJsonObject m_document;
    QHash<QUuid, QJsonObject> m_entries;
    QJsonArray m_unreadable;
    bool m_mayWrite = true; ///< not over a file that could neither be read nor set aside
};

} // namespace thingsdesk
