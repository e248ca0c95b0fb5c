// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionfiles.h"

#include "core/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStringDecoder>

namespace thingsdesk::functionfiles {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FunctionFiles", text);
}

tl::unexpected<Failure> unusable(const QString &text, const QString &detail = {})
{
    return fail({Failure::Kind::Permanent, Failure::Cause::FileUnusable, text, detail});
}

} // namespace

Result<QString> read(const QString &path)
{
    QFile file(path);
    const QString name = QDir::toNativeSeparators(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(tr("The file %1 cannot be read.").arg(name), file.errorString());
    const QByteArray content = file.read(maximumSize + 1);
    if (content.size() > maximumSize)
        return unusable(tr("The file %1 is too large for a payload function: more than 1 MB.").arg(name));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(content);
    if (decoder.hasError() || text.contains(QChar(u'\0')))
        return unusable(tr("The file %1 is no text in UTF-8.").arg(name));
    return text;
}

Result<QMap<FunctionKind, QString>> readFolder(const QString &folder)
{
    QMap<FunctionKind, QString> functions;
    for (const FunctionKind kind : allFunctionKinds) {
        const QString path = QDir(folder).filePath(functionFileName(kind));
        if (!QFile::exists(path))
            continue;
        Result<QString> text = read(path);
        if (!text)
            return fail(text.error());
        functions.insert(kind, *std::move(text));
    }
    if (functions.isEmpty())
        return unusable(tr("The folder %1 has none of the files decoder.js, converter.js, validator.js, encoder.js.")
                            .arg(QDir::toNativeSeparators(folder)));
    return functions;
}

Result<void> write(const QString &path, const QString &text)
{
    return writeWholeFile(path, text.toUtf8());
}

Result<int> writeFolder(const QString &folder, const PayloadFunctions &functions)
{
    int count = 0;
    for (const FunctionKind kind : allFunctionKinds) {
        const QString &text = functionText(functions, kind);
        if (text.isEmpty())
            continue;
        if (const Result<void> written = write(QDir(folder).filePath(functionFileName(kind)), text); !written)
            return fail(written.error());
        ++count;
    }
    return count;
}

} // namespace thingsdesk::functionfiles
