// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/samplefunctions.h"

#include <QDir>
#include <QFile>

// A static library's resources are not registered by themselves; the macro wants the global namespace.
static void registerFunctions()
{
    Q_INIT_RESOURCE(functions);
}

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;

QString source(const QString &set, const QString &function)
{
    QFile file(u":/functions/%1/%2.js"_s.arg(set, function));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

QStringList sampleFunctionSets()
{
    registerFunctions();
    return QDir(u":/functions"_s).entryList(QDir::Dirs, QDir::Name);
}

PayloadFunctions sampleFunctions(const QString &set)
{
    registerFunctions();
    return {source(set, u"decoder"_s), source(set, u"converter"_s), source(set, u"validator"_s),
            source(set, u"encoder"_s)};
}

} // namespace thingsdesk::sandbox
