// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <QSslSocket>

namespace thingsdesk {

/// A socket as QMqttClient sees it: what comes is handed on in small portions, and not at all while paused. Portions
/// matter because QMqttClient moves all that it holds for each message; pausing because it has no brake of its own;
/// and it must not wait for its goodbye to be written.
class PausableDevice final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PausableDevice)
public:
    /// The socket is connected, and outlives the device.
    explicit PausableDevice(QSslSocket &socket);

    void setPaused(bool paused);
    /// Hands on what is left, for a socket that was closed.
    void drain();
    /// The connection is over: nothing is handed on, and what is written goes nowhere.
    void detach();

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override;
    bool waitForBytesWritten(int msecs) override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    void pump();

    QSslSocket &m_socket;
    qint64 m_portion = 0; ///< what may still be read in this turn
    bool m_paused = false;
    bool m_pumpPosted = false;
    bool m_detached = false;
};

} // namespace thingsdesk
