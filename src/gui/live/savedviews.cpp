// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/savedviews.h"

#include "settings/preferences.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace thingsdesk {

namespace {

const QString &part()
{
    static const QString text = QStringLiteral("live/views");
    return text;
}

} // namespace

SavedViews::SavedViews(Preferences &preferences, const QUuid &application)
    : m_preferences(preferences)
    , m_application(application)
{
    const auto document = QJsonDocument::fromJson(m_preferences.state(m_application, part()));
    const QJsonArray views = document.array();
    for (const auto &value : views) {
        const QJsonObject view = value.toObject();
        const QString name = view.value(QStringLiteral("name")).toString();
        if (!name.isEmpty())
            m_views.append({name, LiveFilter::fromJson(view.value(QStringLiteral("filter")).toObject())});
    }
}

bool SavedViews::save(const QString &name, const LiveFilter &filter)
{
    const QString trimmed = name.trimmed();
    if (trimmed.isEmpty())
        return false;
    m_views.removeIf([&](const SavedView &view) { return view.name == trimmed; });
    m_views.append({trimmed, filter});
    std::sort(m_views.begin(), m_views.end(),
              [](const SavedView &a, const SavedView &b) { return a.name.localeAwareCompare(b.name) < 0; });
    keep();
    return true;
}

void SavedViews::remove(const QString &name)
{
    if (m_views.removeIf([&](const SavedView &view) { return view.name == name; }) > 0)
        keep();
}

void SavedViews::keep()
{
    QJsonArray array;
    for (const SavedView &view : std::as_const(m_views))
        array.append(
            QJsonObject{{QStringLiteral("name"), view.name}, {QStringLiteral("filter"), view.filter.toJson()}});
    m_preferences.setState(m_application, part(), QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace thingsdesk
