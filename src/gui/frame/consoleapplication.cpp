// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/consoleapplication.h"

#include "gui/frame/mainwindow.h"

#include <algorithm>

namespace thingsdesk {

ConsoleApplication::ConsoleApplication(const ConsoleSetup &setup, QObject *parent)
    : QObject(parent)
    , m_preferences(setup.paths.preferencesFile())
    , m_profiles(setup.paths.profilesFile())
    , m_keychain(createKeychainVault(QStringLiteral("thingsdesk")))
    , m_memory(createMemoryVault())
    , m_demo(setup.paths.demoFolder(), setup.networkProgram)
    , m_sessions({m_network, m_profiles, *m_keychain, *m_memory, setup.paths.historyFolder()})
    , m_functions(setup.workerProgram)
    , m_builtIn(m_demo, m_sessions, setup.networkArguments)
{
    m_appearance.apply(m_preferences.appearance());
    connect(&m_preferences, &Preferences::appearanceChanged, this,
            [this](Preferences::Appearance appearance) { m_appearance.apply(appearance); });
    m_window = std::make_unique<MainWindow>(
        FrameServices{m_network, *m_keychain, m_sessions, m_functions, m_preferences, m_builtIn});
    connect(&m_builtIn, &BuiltInNetwork::opened, this, [this](const QUuid &profile) {
        if (std::exchange(m_showsOpenedDemo, false))
            m_window->showApplication(profile);
    });
}

ConsoleApplication::~ConsoleApplication() = default;

void ConsoleApplication::start(const StartOptions &options)
{
    const Result<void> loaded = m_profiles.load();
    const QList<Profile> &profiles = m_profiles.profiles();
    const bool hasBuiltIn = std::any_of(profiles.begin(), profiles.end(), [](const Profile &p) { return p.isBuiltIn; });
    const bool hasOthers = std::any_of(profiles.begin(), profiles.end(), [](const Profile &p) { return !p.isBuiltIn; });
    m_window->show();
    m_sessions.openAll();
    if (options.demo || hasBuiltIn)
        m_builtIn.start();
    m_showsOpenedDemo = options.demo && hasOthers;
    m_window->start(hasOthers);
    if (!loaded)
        m_window->showNotice(loaded.error());
    show(options.profile);
}

void ConsoleApplication::startAgain(const StartOptions &options)
{
    m_window->bringToFront();
    if (options.demo) {
        m_showsOpenedDemo = true;
        m_builtIn.start();
    }
    show(options.profile);
}

void ConsoleApplication::show(const QString &profileName)
{
    if (profileName.isEmpty())
        return;
    const Result<Profile> profile = m_profiles.findByName(profileName);
    if (profile)
        m_window->showApplication(profile->id);
    else
        m_window->showNotice(profile.error());
}

} // namespace thingsdesk
