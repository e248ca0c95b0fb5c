// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace thingsdesk {

/// Tells when some files of one folder may have changed, however it is done: written in place, replaced by another file
/// as editors and git do, removed, made anew. One signal for changes that follow each other closely. Needs an event
/// loop.
class FileWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileWatch)
public:
    explicit FileWatch(QObject *parent = nullptr);

    /// From now on this folder and these names in it, which need not be there yet. False where the folder cannot be
    /// watched.
    bool watch(const QString &folder, const QStringList &names);
    void stop();

Q_SIGNALS:
    void changed();

private:
    void takeChange();
    void watchFiles();

    QString m_folder;
    QStringList m_names;
    QFileSystemWatcher m_watcher;
    QTimer m_pause;
};

} // namespace thingsdesk
