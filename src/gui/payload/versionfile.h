// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "gui/payload/functionversion.h"

#include <QList>

namespace thingsdesk {

/// The versions of an application's functions that this console has seen, in a file beside its history, oldest first.
/// What equals the newest is not kept again; above 8 MB of text the oldest go.
class VersionFile final
{
public:
    explicit VersionFile(QString path);

    /// A file that is not there has none. After a Failure nothing is written over what is there.
    Result<void> load();
    const QList<FunctionVersion> &versions() const noexcept { return m_versions; }
    Result<void> add(const FunctionVersion &version);
    Result<void> setNote(qsizetype index, const QString &note);

private:
    void dropOldest();
    Result<void> store() const;

    QString m_path;
    bool m_isLoaded = false;
    QList<FunctionVersion> m_versions;
};

} // namespace thingsdesk
