// SPDX-License-Identifier: GPL-3.0-or-later
#include "measuring.h"

#include <algorithm>

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

Lateness::Lateness()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        m_late.append(std::max(0.0, double(m_since.nsecsElapsed()) / 1e6 - 1));
        m_since.restart();
    });
    m_since.start();
    m_timer.start();
}

double Lateness::quantile(double share)
{
    std::sort(m_late.begin(), m_late.end());
    return m_late.isEmpty() ? 0 : m_late[qsizetype(double(m_late.size() - 1) * share)];
}

} // namespace thingsdesk::bench
