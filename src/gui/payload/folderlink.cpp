// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/folderlink.h"

#include "gui/payload/functioneditors.h"
#include "gui/payload/functionfiles.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;

FolderLink::FolderLink(FunctionEditors &editors, QObject *parent)
    : QObject(parent)
    , m_editors(editors)
{
    connect(&m_watch, &FileWatch::changed, this, [this] { read(false); });
}

void FolderLink::follow(const QString &folder)
{
    QStringList names;
    for (const FunctionKind kind : allFunctionKinds)
        names.append(functionFileName(kind));
    m_folder = m_watch.watch(folder, names) ? folder : QString();
    m_seen.clear();
    Q_EMIT folderChanged();
    if (m_folder.isEmpty())
        return Q_EMIT failed({Failure::Kind::Permanent,
                              Failure::Cause::FileUnusable,
                              tr("The folder %1 cannot be followed.").arg(folder),
                              {}});
    // What the editors have without edits is what the files are compared with.
    for (const FunctionKind kind : allFunctionKinds) {
        if (!m_editors.isUnsaved(kind))
            m_seen.insert(kind, functionText(m_editors.functions(), kind));
    }
    read(false);
}

void FolderLink::stop()
{
    m_watch.stop();
    m_folder.clear();
    Q_EMIT folderChanged();
}

void FolderLink::loadAll()
{
    if (!m_folder.isEmpty())
        read(true);
}

void FolderLink::read(bool overEdits)
{
    const auto files = functionfiles::readFolder(m_folder);
    if (!files)
        return Q_EMIT failed(files.error());
    const PayloadFunctions edited = m_editors.functions();
    QStringList loaded;
    QStringList different;
    for (auto file = files->cbegin(); file != files->cend(); ++file) {
        const QString &text = functionText(edited, file.key());
        const bool isNews = overEdits || m_seen.value(file.key()) != file.value();
        const bool hasEdits = m_seen.contains(file.key()) ? m_seen.value(file.key()) != text : !text.isEmpty();
        if (text == file.value() || !isNews) {
            m_seen.insert(file.key(), file.value());
        } else if (hasEdits && !overEdits) {
            different.append(functionFileName(file.key()));
        } else {
            m_seen.insert(file.key(), file.value());
            m_editors.setText(file.key(), file.value());
            loaded.append(functionFileName(file.key()));
        }
    }
    if (!different.isEmpty())
        Q_EMIT differs(different);
    else if (!loaded.isEmpty())
        Q_EMIT this->loaded(loaded);
}

} // namespace thingsdesk
