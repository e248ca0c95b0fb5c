// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/frame/consoleapplication.h"
#include "gui/frame/mainwindow.h"
#include "settings/preferences.h"
#include "support/pictures.h"
#include "support/waiting.h"

#include <QApplication>
#include <QTemporaryDir>

namespace thingsdesk::test {

/// A whole console with settings of its own, and a built-in network of its own where it is wanted.
class ConsoleFixture
{
    Q_DISABLE_COPY_MOVE(ConsoleFixture)
public:
    ConsoleFixture() { make(); }

    /// As after the program was ended and started again.
    void makeAnew()
    {
        m_console.reset();
        make();
    }

    bool startDemo()
    {
        m_console->start({.demo = true, .tourFolder = {}, .profile = {}, .help = false, .version = false});
        return QTest::qWaitFor([this] { return isOnline(); }, patience);
    }

    bool isOnline() const
    {
        const ApplicationSession *session = m_console->window().currentSession();
        return session && session->state() == ApplicationSession::State::Online;
    }

    ConsoleApplication &console() { return *m_console; }
    MainWindow &window() { return m_console->window(); }
    QString folder() const { return m_folder.path(); }

    template <class T>
    T *visible(const QString &name)
    {
        for (T *candidate : window().template findChildren<T *>(name)) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }

    QAction *action(const QString &name) { return window().findChild<QAction *>(name); }

    /// NAME.png in the folder THINGSDESK_TEST_PICTURES; without it, nothing.
    void savePicture(const QString &name) { test::savePicture(window(), name); }

private:
    void make()
    {
        const SettingsPaths paths{m_folder.filePath(QStringLiteral("config")),
                                  m_folder.filePath(QStringLiteral("data"))};
        m_console = std::make_unique<ConsoleApplication>(
            ConsoleSetup{.paths = paths,
                         .networkProgram = QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-sandbox"),
                         .workerProgram = QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload"),
                         .networkArguments = {QStringLiteral("--discovery-port"), QStringLiteral("0")}});
        if (const QByteArray colors = qgetenv("THINGSDESK_TEST_COLORS"); !colors.isEmpty())
            m_console->preferences().setAppearance(colors == "contrast" ? Preferences::Appearance::HighContrast
                                                                        : Preferences::Appearance::Dark);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ConsoleApplication> m_console;
};

} // namespace thingsdesk::test
