// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/live/livefilter.h"

#include <QUuid>

namespace thingsdesk {

class Preferences;

/// A filter with a name.
struct SavedView
{
    QString name;
    LiveFilter filter;

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// An application's saved views, kept in the preferences at each change.
class SavedViews final
{
    Q_DISABLE_COPY_MOVE(SavedViews)
public:
    SavedViews(Preferences &preferences, const QUuid &application);

    const QList<SavedView> &views() const noexcept { return m_views; }
    /// Takes the place of one with the same name. An empty name is refused.
    bool save(const QString &name, const LiveFilter &filter);
    void remove(const QString &name);

private:
    void keep();

    Preferences &m_preferences;
    const QUuid m_application;
    QList<SavedView> m_views; ///< by name
};

} // namespace thingsdesk
