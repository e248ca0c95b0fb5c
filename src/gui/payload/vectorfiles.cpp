// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/vectorfiles.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace thingsdesk::vectorfiles {

namespace {

constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("VectorFiles", text);
}

Failure fileFailure(const QString &text)
{
    return {Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, {}};
}

} // namespace

QString fileOf(const HistoryStore &history)
{
    return history.file() + QStringLiteral(".vectors.json");
}

Result<QList<TestVector>> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fileFailure(tr("\"%1\" cannot be read: %2.").arg(path, file.errorString())));
    if (file.size() > largestFile)
        return fail(fileFailure(tr("\"%1\" is larger than 64 MiB: that is no file of tests.").arg(path)));
    return readTestVectors(file.readAll());
}

Result<QList<TestVector>> readKept(const QString &path)
{
    return QFile::exists(path) ? read(path) : Result<QList<TestVector>>(QList<TestVector>());
}

Result<void> write(const QString &path, const QList<TestVector> &vectors)
{
    QSaveFile file(path);
    const QByteArray json = writeTestVectors(vectors);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return fail(fileFailure(tr("\"%1\" cannot be written: %2.").arg(path, file.errorString())));
    return {};
}

} // namespace thingsdesk::vectorfiles
