// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace thingsdesk {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(WholeFile)
};

tl::unexpected<Failure> unusable(const QString &text)
{
    return fail({Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, {}});
}

} // namespace

Result<QByteArray> readWholeFile(const QString &path, qint64 largest)
{
    QFile file(path);
    const QString name = QDir::toNativeSeparators(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(Words::tr("\"%1\" cannot be read: %2.").arg(name, file.errorString()));
    QByteArray content = file.read(largest + 1); // also of a pipe, which has no size
    if (content.size() > largest)
        return unusable(Words::tr("\"%1\" is larger than %2 MiB.").arg(name).arg(largest / 1024 / 1024));
    return content;
}

Result<void> writeWholeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return unusable(
            Words::tr("\"%1\" cannot be written: %2.").arg(QDir::toNativeSeparators(path), file.errorString()));
    return {};
}

} // namespace thingsdesk
