// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/preferences.h"

#include <QMetaEnum>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView appearanceKey = "appearance"_L1;
constexpr QLatin1StringView ageKey = "history/days"_L1;
constexpr QLatin1StringView bytesKey = "history/bytes"_L1;

QString groupOf(const QUuid &application)
{
    return "state/"_L1 + (application.isNull() ? u"all"_s : application.toString(QUuid::WithoutBraces));
}

QMetaEnum appearances()
{
    return QMetaEnum::fromType<Preferences::Appearance>();
}

/// A limit as it stands in the file: a whole number above 0. Anything else limits nothing.
std::optional<qint64> limitIn(const QSettings &settings, QLatin1StringView key)
{
    bool good = false;
    const qint64 number = settings.value(key).toLongLong(&good);
    return good && number > 0 ? std::optional(number) : std::nullopt;
}

void setLimit(QSettings &settings, QLatin1StringView key, std::optional<qint64> limit)
{
    if (limit)
        settings.setValue(key, *limit);
    else
        settings.remove(key);
}

} // namespace

Preferences::Preferences(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(file, QSettings::IniFormat)
{
    m_settings.setFallbacksEnabled(false);
}

Preferences::Appearance Preferences::appearance() const
{
    bool known = false;
    const int value = appearances().keyToValue(m_settings.value(appearanceKey).toByteArray().constData(), &known);
    return known ? Appearance(value) : Appearance::System;
}

void Preferences::setAppearance(Appearance appearance)
{
    if (appearance == this->appearance())
        return;
    m_settings.setValue(appearanceKey, QString::fromLatin1(appearances().valueToKey(int(appearance))));
    Q_EMIT appearanceChanged(appearance);
}

HistoryLimits Preferences::historyLimits() const
{
    HistoryLimits limits;
    if (const auto days = limitIn(m_settings, ageKey); days && *days <= std::numeric_limits<int>::max())
        limits.age = std::chrono::days(int(*days));
    limits.bytes = limitIn(m_settings, bytesKey);
    return limits;
}

void Preferences::setHistoryLimits(const HistoryLimits &limits)
{
    if (limits == historyLimits())
        return;
    setLimit(m_settings, ageKey, limits.age ? std::optional<qint64>(limits.age->count()) : std::nullopt);
    setLimit(m_settings, bytesKey, limits.bytes);
    Q_EMIT historyLimitsChanged(limits);
}

QByteArray Preferences::state(const QUuid &application, const QString &part) const
{
    return m_settings.value(groupOf(application) + u'/' + part).toByteArray();
}

void Preferences::setState(const QUuid &application, const QString &part, const QByteArray &state)
{
    m_settings.setValue(groupOf(application) + u'/' + part, state);
}

void Preferences::forget(const QUuid &application)
{
    m_settings.remove(groupOf(application));
}

} // namespace thingsdesk
