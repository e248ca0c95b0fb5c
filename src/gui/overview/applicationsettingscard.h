// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"

#include <QGroupBox>

#include <memory>

namespace thingsdesk {

/// The application's own settings at its handler: payload format, on-join key, registered or not. What is being typed
/// survives every refresh; the on-join key is set or removed, and never shown.
class ApplicationSettingsCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationSettingsCard)
public:
    explicit ApplicationSettingsCard(ApplicationSession &session, QWidget *parent = nullptr);
    ~ApplicationSettingsCard() override;

    /// Reads the settings anew.
    void refresh();
    /// For the question before unregistering.
    void setDeviceCount(std::optional<quint64> devices);
    /// "an on-join key that is not set yet"; empty = nothing would be lost.
    QString unsavedWork() const;

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);
    void succeeded(const QString &text);
    /// Registered, unregistered or stopped half-way: devices and settings are others now.
    void changed();
    /// The settings were read.
    void refreshed();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
