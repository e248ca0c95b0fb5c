// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/pausabledevice.h"

#include <QPointer>

namespace thingsdesk {

namespace {

constexpr qint64 portionSize = 4096;
constexpr int portionsPerTurn = 32;

} // namespace

PausableDevice::PausableDevice(QSslSocket &socket)
    : m_socket(socket)
{
    connect(&m_socket, &QIODevice::readyRead, this, &PausableDevice::pump);
    open(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void PausableDevice::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        pump();
}

void PausableDevice::drain()
{
    const QPointer<PausableDevice> guard(this);
    while (guard && isOpen() && !m_detached && !m_paused && m_socket.bytesAvailable() > 0) {
        m_portion = portionSize;
        Q_EMIT readyRead();
    }
}

void PausableDevice::detach()
{
    m_detached = true;
    m_socket.disconnect(this);
}

void PausableDevice::pump()
{
    const QPointer<PausableDevice> guard(this);
    for (int i = 0; i < portionsPerTurn; ++i) {
        if (!isOpen() || m_detached || m_paused || m_socket.bytesAvailable() == 0)
            return;
        m_portion = portionSize;
        Q_EMIT readyRead();
        if (!guard)
            return;
    }
    if (m_pumpPosted)
        return;
    // The rest after others of this thread had their turn.
    m_pumpPosted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_pumpPosted = false;
            pump();
        },
        Qt::QueuedConnection);
}

qint64 PausableDevice::bytesAvailable() const
{
    return QIODevice::bytesAvailable() + std::min(m_portion, m_socket.bytesAvailable());
}

qint64 PausableDevice::bytesToWrite() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

bool PausableDevice::waitForBytesWritten(int)
{
    if (!m_detached)
        m_socket.flush();
    return true;
}

qint64 PausableDevice::readData(char *data, qint64 size)
{
    const qint64 count = m_socket.read(data, std::min(size, m_portion));
    m_portion -= std::max<qint64>(count, 0);
    return count;
}

qint64 PausableDevice::writeData(const char *data, qint64 size)
{
    return m_detached ? size : m_socket.write(data, size);
}

} // namespace thingsdesk
