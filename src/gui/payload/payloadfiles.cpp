// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PayloadPage that opens, saves and follows files.
#include "gui/base/banner.h"
#include "gui/payload/fileactions.h"
#include "gui/payload/folderlink.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage_p.h"
#include "settings/preferences.h"

#include <QDir>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QString folderPart()
{
    return u"payload/folder"_s;
}

} // namespace

/// Goes on with the folder of the last time.
void PayloadPage::Private::followAgain()
{
    const QByteArray folder = context.preferences.state(context.session.profile().id, folderPart());
    if (!folder.isEmpty() && mayUseSettings() && files->folder().folder().isEmpty())
        files->folder().follow(QString::fromUtf8(folder));
}

void PayloadPage::Private::setUpFiles()
{
    files = new FileActions(*editors, &q);
    ui.fileButton->setMenu(files->menu());
    connect(files, &FileActions::done, this,
            [this](const QString &what) { banner->showPassing(Banner::Level::Success, what); });
    connect(files, &FileActions::failed, this, [this](const Failure &failure) { banner->showFailure(failure); });
    connect(&files->folder(), &FolderLink::folderChanged, this, [this] {
        context.preferences.setState(context.session.profile().id, folderPart(), files->folder().folder().toUtf8());
    });
    connect(&files->folder(), &FolderLink::loaded, this, [this](const QStringList &names) {
        banner->showPassing(Banner::Level::Info,
                            tr("Taken from %1: %2. Not saved at the handler yet.")
                                .arg(QDir::toNativeSeparators(files->folder().folder()), names.join(u", "_s)));
    });
    connect(&files->folder(), &FolderLink::differs, this, [this](const QStringList &names) {
        banner->showMessage(
            Banner::Level::Warning,
            tr("Changed in the folder and in the editor: %1. The editor was left as it is.").arg(names.join(u", "_s)),
            {loadFilesAction});
    });
}

} // namespace thingsdesk
