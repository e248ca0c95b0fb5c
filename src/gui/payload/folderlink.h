// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "core/filewatch.h"
#include "payload/functionkind.h"

#include <QMap>

namespace thingsdesk {

class FunctionEditors;

/// Follows the function files of a folder, so that they can be edited with another program: a file that changes is
/// taken into its editor, as a step that can be undone. Where the editor has edits of its own, it is only told.
class FolderLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FolderLink)
public:
    FolderLink(FunctionEditors &editors, QObject *parent);

    /// Follows this folder and takes its files. Answered by `loaded`, `differs` or `failed`.
    void follow(const QString &folder);
    void stop();
    QString folder() const { return m_folder; } ///< empty = none
    /// Takes the files as they are, whatever the editors have.
    void loadAll();

Q_SIGNALS:
    void folderChanged();
    void loaded(const QStringList &files);
    /// These were changed, and so were their editors.
    void differs(const QStringList &files);
    void failed(const thingsdesk::Failure &failure);

private:
    void read(bool overEdits);

    FunctionEditors &m_editors;
    FileWatch m_watch;
    QString m_folder;
    QMap<FunctionKind, QString> m_seen; ///< the files as they were read last
};

} // namespace thingsdesk
