// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filewatch.h"

#include <QDir>
#include <QFile>

#include <chrono>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 100ms; ///< until a program has written all that it writes

} // namespace

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::takeChange);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::takeChange);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        watchFiles();
        Q_EMIT changed();
    });
}

bool FileWatch::watch(const QString &folder, const QStringList &names)
{
    stop();
    m_folder = folder;
    m_names = names;
    if (!m_watcher.addPath(folder))
        return false;
    watchFiles();
    return true;
}

void FileWatch::stop()
{
    m_pause.stop();
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    if (!watched.isEmpty())
        m_watcher.removePaths(watched);
}

void FileWatch::takeChange()
{
    m_pause.start();
}

/// A file that was replaced is watched no more, as what is watched is the file and not its name.
void FileWatch::watchFiles()
{
    const QStringList watched = m_watcher.files();
    for (const QString &name : std::as_const(m_names)) {
        const QString path = QDir(m_folder).filePath(name);
        if (!watched.contains(path) && QFile::exists(path))
            m_watcher.addPath(path);
    }
}

} // namespace thingsdesk
