// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/historylimits.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QUuid>

namespace thingsdesk {

/// What the user likes: palette, limits, and the state of windows, splitters, columns and filters by application.
/// An INI file in the configuration folder; never a secret. One thread.
class Preferences final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Preferences)
public:
    enum class Appearance { System, Light, Dark, HighContrast };
    Q_ENUM(Appearance)

    explicit Preferences(const QString &file, QObject *parent = nullptr);

    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    HistoryLimits historyLimits() const;
    void setHistoryLimits(const HistoryLimits &limits);

    /// State of a part of the window (`part` = "window", "devices/columns", "live/filter", …); application null = of
    /// all.
    QByteArray state(const QUuid &application, const QString &part) const;
    void setState(const QUuid &application, const QString &part, const QByteArray &state);
    /// Forgets all that is kept for an application.
    void forget(const QUuid &application);

Q_SIGNALS:
    void appearanceChanged(thingsdesk::Preferences::Appearance appearance);
    void historyLimitsChanged(const thingsdesk::HistoryLimits &limits);

private:
    QSettings m_settings;
};

} // namespace thingsdesk
