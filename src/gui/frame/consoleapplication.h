// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "gui/frame/appearance.h"
#include "gui/frame/builtinnetwork.h"
#include "gui/frame/startoptions.h"
#include "network/networkthread.h"
#include "payload/functionrunner.h"
#include "session/demonetwork.h"
#include "session/sessionmanager.h"
#include "settings/preferences.h"
#include "settings/profilestore.h"
#include "settings/secretvault.h"
#include "settings/settingspaths.h"

#include <QObject>

#include <memory>

namespace thingsdesk {

class MainWindow;

/// Where a console finds its files and the programs that it starts (empty = beside this program).
struct ConsoleSetup
{
    SettingsPaths paths;
    QString networkProgram;       ///< thingsdesk-sandbox
    QString workerProgram;        ///< thingsdesk-payload
    QStringList networkArguments; ///< further ones
};

/// The one place that names every part and puts them together, in the order in which they need each other; they go in
/// the reverse order.
class ConsoleApplication final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleApplication)
public:
    explicit ConsoleApplication(const ConsoleSetup &setup, QObject *parent = nullptr);
    ~ConsoleApplication() override;

    /// Shows the window and opens what there is to open.
    void start(const StartOptions &options);
    /// A second start's wishes.
    void startAgain(const StartOptions &options);

    MainWindow &window() noexcept { return *m_window; }
    SessionManager &sessions() noexcept { return m_sessions; }
    BuiltInNetwork &builtIn() noexcept { return m_builtIn; }
    Preferences &preferences() noexcept { return m_preferences; }

private:
    void show(const QString &profileName);

    Preferences m_preferences;
    ProfileStore m_profiles;
    const std::unique_ptr<SecretVault> m_keychain;
    const std::unique_ptr<SecretVault> m_memory;
    Appearance m_appearance;
    NetworkThread m_network;
    DemoNetwork m_demo; ///< goes after the sessions that are connected to it
    SessionManager m_sessions;
    FunctionRunner m_functions;
    BuiltInNetwork m_builtIn;
    std::unique_ptr<MainWindow> m_window;
    bool m_showsOpenedDemo = false;
};

} // namespace thingsdesk
