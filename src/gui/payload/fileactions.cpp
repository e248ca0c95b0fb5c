// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/fileactions.h"

#include "gui/base/icons.h"
#include "gui/payload/folderlink.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/functionfiles.h"
#include "payload/foreignscript.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>

namespace thingsdesk {

using namespace Qt::StringLiterals;

FileActions::FileActions(FunctionEditors &editors, QWidget *window)
    : QObject(window)
    , m_editors(editors)
    , m_window(window)
    , m_menu(new QMenu(window))
{
    const auto add = [this](Icon sign, const QString &name, const QString &text, auto slot) {
        QAction *action = m_menu->addAction(icon(sign), text, this, slot);
        action->setObjectName(name);
        return action;
    };
    QAction *open = add(Icon::Open, u"openFunctionAction"_s, tr("&Open in this function…"), &FileActions::openOne);
    open->setShortcut(QKeySequence::Open);
    QAction *folder =
        add(Icon::Open, u"openFunctionFolderAction"_s, tr("Open all of a &folder…"), &FileActions::openFolder);
    QAction *follow =
        add(Icon::Open, u"followFunctionFolderAction"_s, tr("Fo&llow a folder…"), &FileActions::followFolder);
    follow->setToolTip(tr("Edit the files with another program: what changes there is taken into the editors"));
    m_folderLink = new FolderLink(editors, this);
    m_stopFollowing = m_menu->addAction({}, m_folderLink, &FolderLink::stop);
    m_stopFollowing->setObjectName(u"stopFollowingAction"_s);
    connect(m_folderLink, &FolderLink::folderChanged, this, &FileActions::showFolder);
    connect(m_folderLink, &FolderLink::failed, this, &FileActions::failed);
    showFolder();
    m_menu->addSeparator();
    add(Icon::Save, u"saveFunctionAsAction"_s, tr("&Save this function as…"), &FileActions::saveOne);
    add(Icon::Save, u"saveFunctionFolderAction"_s, tr("Save &all to a folder…"), &FileActions::saveAll);
    m_menu->addSeparator();
    add(Icon::Export, u"saveFormatterAction"_s, tr("Save for The Things Stack or &ChirpStack…"),
        &FileActions::saveFormatter);
    m_openActions = {open, folder, follow};
    window->addAction(open);
    open->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void FileActions::setOpeningEnabled(bool enabled)
{
    for (QAction *action : std::as_const(m_openActions))
        action->setEnabled(enabled);
}

QFileDialog *FileActions::makeDialog(const QString &name, const QString &title)
{
    auto *dialog = new QFileDialog(m_window, title, m_folder);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_folder = dialog->directory().absolutePath(); });
    return dialog;
}

void FileActions::openOne()
{
    const FunctionKind kind = m_editors.current();
    QFileDialog *dialog = makeDialog(u"openFunctionDialog"_s, tr("Open the %1").arg(functionName(kind)));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("JavaScript (*.js)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString &path) {
        const Result<QString> text = functionfiles::read(path);
        if (!text) {
            Q_EMIT failed(text.error());
            return;
        }
        m_editors.setText(kind, *text);
        Q_EMIT done(tr("Opened %1 as %2. It is not saved at the handler yet.")
                        .arg(QFileInfo(path).fileName(), functionName(kind)));
    });
    dialog->open();
}

void FileActions::openFolder()
{
    QFileDialog *dialog = makeDialog(u"openFunctionFolderDialog"_s, tr("Open the functions of a folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto functions = functionfiles::readFolder(path);
        if (!functions) {
            Q_EMIT failed(functions.error());
            return;
        }
        QStringList names;
        for (auto function = functions->cbegin(); function != functions->cend(); ++function) {
            m_editors.setText(function.key(), function.value());
            names.append(functionName(function.key()));
        }
        Q_EMIT done(tr("Opened %1. They are not saved at the handler yet.").arg(names.join(u", "_s)));
    });
    dialog->open();
}

void FileActions::followFolder()
{
    QFileDialog *dialog = makeDialog(u"followFunctionFolderDialog"_s, tr("Follow the functions of a folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folderLink, &FolderLink::follow);
    dialog->open();
}

void FileActions::showFolder()
{
    m_stopFollowing->setVisible(!m_folderLink->folder().isEmpty());
    m_stopFollowing->setText(
        tr("Stop following %1").arg(QDir::toNativeSeparators(m_folderLink->folder()).replace(u'&', u"&&"_s)));
}

void FileActions::saveOne()
{
    const FunctionKind kind = m_editors.current();
    QFileDialog *dialog = makeDialog(u"saveFunctionDialog"_s, tr("Save the %1 as a file").arg(functionName(kind)));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"js"_s);
    dialog->setNameFilters({tr("JavaScript (*.js)"), tr("All files (*)")});
    dialog->selectFile(functionFileName(kind));
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString &path) {
        if (const auto written = functionfiles::write(path, functionText(m_editors.functions(), kind)); !written)
            Q_EMIT failed(written.error());
        else
            Q_EMIT done(tr("Saved the %1 as %2.").arg(functionName(kind), QDir::toNativeSeparators(path)));
    });
    dialog->open();
}

void FileActions::saveAll()
{
    QFileDialog *dialog = makeDialog(u"saveFunctionFolderDialog"_s, tr("Save all functions to a folder"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const auto written = functionfiles::writeFolder(path, m_editors.functions()); !written)
            Q_EMIT failed(written.error());
        else
            Q_EMIT done(tr("Functions saved to %1: %2.").arg(QDir::toNativeSeparators(path)).arg(*written));
    });
    dialog->open();
}

void FileActions::saveFormatter()
{
    QFileDialog *dialog = makeDialog(u"saveFormatterDialog"_s, tr("Save as a payload formatter"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"js"_s);
    dialog->setNameFilters({tr("JavaScript (*.js)"), tr("All files (*)")});
    dialog->selectFile(u"formatter.js"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const WrappedScript script = wrappedForFormatter(m_editors.functions());
        if (const auto written = functionfiles::write(path, script.source); !written)
            Q_EMIT failed(written.error());
        else
            Q_EMIT done(tr("Saved as %1. %2").arg(QDir::toNativeSeparators(path), script.notes.join(u' ')));
    });
    dialog->open();
}

} // namespace thingsdesk
