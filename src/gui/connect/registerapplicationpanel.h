// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connectionsettings.h"
#include "core/identifiers.h"
#include "core/result.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace thingsdesk {

class ApplicationSession;

/// For an application that no handler knows yet: chooses a handler and registers the application there. Nothing blocks.
class RegisterApplicationPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RegisterApplicationPanel)
public:
    /// Registers at the handler with this ID; an empty ID means the one given by hand.
    using Registrar = std::function<Future<void>(const QString &handlerId)>;

    RegisterApplicationPanel(const AppId &appId, const ConnectionSettings &settings, Registrar registrar,
                             QWidget *parent = nullptr);
    /// Of an existing session, which outlives the panel.
    explicit RegisterApplicationPanel(ApplicationSession &session, QWidget *parent = nullptr);
    ~RegisterApplicationPanel() override;

    /// Reads the list of handlers anew.
    void refresh();

Q_SIGNALS:
    void registered();
    void cancelled();

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
