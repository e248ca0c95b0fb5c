// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/tourprogram.h"

#include "gui/frame/consoleapplication.h"
#include "gui/frame/mainwindow.h"
#include "gui/frame/tour.h"
#include "gui/frame/toursteps.h"

#include <QApplication>
#include <QTemporaryDir>

#include <cstdio>

namespace thingsdesk {

int runTour(const StartOptions &options)
{
    // Neither the user's settings nor the user's demo are touched; what THINGSDESK_HOME names is there for trials.
    const QTemporaryDir home;
    if (!home.isValid()) {
        std::fputs(qUtf8Printable(Tour::tr("thingsdesk: there is no temporary folder: %1\n").arg(home.errorString())),
                   stderr);
        return 1;
    }
    const SettingsPaths paths =
        qEnvironmentVariableIsSet("THINGSDESK_HOME")
            ? SettingsPaths::ofUser()
            : SettingsPaths{home.filePath(QStringLiteral("config")), home.filePath(QStringLiteral("data"))};
    ConsoleApplication console({.paths = paths, .networkProgram = {}, .workerProgram = {}, .networkArguments = {}});
    MainWindow &window = console.window();
    window.resize(1280, 800);
    Tour tour(window, options.tourFolder, tourSteps(console));
    QObject::connect(&tour, &Tour::finished, qApp, [](bool ok) { QApplication::exit(ok ? 0 : 1); });
    QMetaObject::invokeMethod(&tour, &Tour::start, Qt::QueuedConnection);
    console.start({.demo = true, .tourFolder = {}, .profile = {}, .help = false, .version = false});
    return QApplication::exec();
}

} // namespace thingsdesk
