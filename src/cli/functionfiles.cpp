// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/functionfiles.h"

#include "core/wholefile.h"
#include "payload/endlessloops.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = qint64(4) * 1024 * 1024; // what a V2 handler takes in one message

Parsed<QString> readSource(const QString &path, FunctionUse use)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(u"\"%1\" cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return wrongUse(u"\"%1\" is larger than the 4 MiB that a handler takes."_s.arg(path));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return wrongUse(u"\"%1\" is not UTF-8 text."_s.arg(path), u"Save it with the encoding UTF-8."_s);
    if (use == FunctionUse::Here)
        return text;
    if (const std::optional<EndlessLoop> loop = findEndlessLoop(text))
        return wrongUse(u"\"%1\", line %2: %3"_s.arg(path).arg(loop->line).arg(EndlessLoop::explanation()));
    return text;
}

} // namespace

Parsed<PayloadFunctionChanges> readFunctionFiles(const QString &folder, FunctionUse use)
{
    PayloadFunctionChanges changes;
    const QDir directory(folder);
    bool any = false;
    for (const auto &[name, function] :
         {std::pair(u"decoder.js"_s, &changes.decoder), std::pair(u"converter.js"_s, &changes.converter),
          std::pair(u"validator.js"_s, &changes.validator), std::pair(u"encoder.js"_s, &changes.encoder)}) {
        const QString path = directory.filePath(name);
        if (!QFile::exists(path))
            continue;
        Parsed<QString> source = readSource(path, use);
        if (!source)
            return tl::unexpected<WrongUse>(source.error());
        *function = *std::move(source);
        any = true;
    }
    if (!any)
        return wrongUse(u"\"%1\" has none of decoder.js, converter.js, validator.js and encoder.js."_s.arg(folder));
    return changes;
}

Result<WrittenFunctions> writeFunctionFiles(const QString &folder, const PayloadFunctions &functions)
{
    WrittenFunctions result;
    const QDir directory(folder);
    if (!directory.mkpath(u"."_s))
        return fail(Failure{Failure::Kind::Permanent,
                            Failure::Cause::FileUnusable,
                            u"The folder \"%1\" cannot be made."_s.arg(folder),
                            {}});
    for (const auto &[name, source] :
         {std::pair(u"decoder.js"_s, &functions.decoder), std::pair(u"converter.js"_s, &functions.converter),
          std::pair(u"validator.js"_s, &functions.validator), std::pair(u"encoder.js"_s, &functions.encoder)}) {
        const QString path = directory.filePath(name);
        if (source->isEmpty()) {
            if (QFile::exists(path))
                result.left.append(name);
            continue;
        }
        if (const Result<void> written = writeWholeFile(path, source->toUtf8()); !written)
            return fail(written.error());
        result.written.append(name);
    }
    return result;
}

} // namespace thingsdesk::cli
