// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lineinput.h"

#include <cerrno>
#include <unistd.h>

namespace thingsdesk::cli {

namespace {

constexpr qsizetype enoughLines = 10'000;

} // namespace

LineInput::LineInput(QObject *parent)
    : QObject(parent)
    , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &LineInput::readSome);
}

QStringList LineInput::takeLines(qsizetype maximum)
{
    QStringList taken = m_lines.mid(0, maximum);
    m_lines.remove(0, taken.size());
    m_notifier.setEnabled(!m_ended && m_lines.size() < enoughLines);
    return taken;
}

void LineInput::readSome()
{
    char buffer[64 * 1024];
    const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    m_ended = count <= 0;
    QByteArray text = m_unfinished + QByteArray(buffer, m_ended ? 0 : count);
    const qsizetype end = m_ended ? text.size() : text.lastIndexOf('\n') + 1;
    m_unfinished = text.sliced(end);
    for (const QByteArray &line : text.first(end).split('\n')) {
        if (const QByteArray trimmed = line.trimmed(); !trimmed.isEmpty())
            m_lines.append(QString::fromUtf8(trimmed));
    }
    m_notifier.setEnabled(!m_ended && m_lines.size() < enoughLines);
    if (m_ended || !m_lines.isEmpty())
        Q_EMIT linesReady();
}

} // namespace thingsdesk::cli
