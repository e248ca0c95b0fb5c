// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QObject>

class QAction;
class QFileDialog;
class QMenu;
class QWidget;

namespace thingsdesk {

class FolderLink;
class FunctionEditors;

/// Opens functions from .js files and saves them there: the present one, or all of a folder; follows a folder that
/// another program writes to. What is opened can be undone in the editor.
class FileActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileActions)
public:
    FileActions(FunctionEditors &editors, QWidget *window);

    QMenu *menu() const { return m_menu; }
    FolderLink &folder() const { return *m_folderLink; }
    /// Where saving is all that may be done.
    void setOpeningEnabled(bool enabled);

Q_SIGNALS:
    void done(const QString &what);
    void failed(const thingsdesk::Failure &failure);

private:
    void openOne();
    void openFolder();
    void followFolder();
    void showFolder();
    void saveOne();
    void saveAll();
    void saveFormatter();
    QFileDialog *makeDialog(const QString &name, const QString &title);

    FunctionEditors &m_editors;
    QWidget *m_window;
    QMenu *m_menu = nullptr;
    FolderLink *m_folderLink = nullptr;
    QAction *m_stopFollowing = nullptr;
    QList<QAction *> m_openActions;
    QString m_folder; ///< of the last dialog
};

} // namespace thingsdesk
