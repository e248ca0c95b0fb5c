// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace thingsdesk::bench {

void dropFromCache(const QString &file)
{
    for (const QString &name : {file, file + QStringLiteral("-wal")}) {
        const int descriptor = ::open(QFile::encodeName(name).constData(), O_RDONLY);
        if (descriptor < 0)
            continue;
        ::fdatasync(descriptor);
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        ::close(descriptor);
    }
}

double residentMegabytes(const char *key)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(key))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

} // namespace thingsdesk::bench
