// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/mqtt/brokertls.h"
#include "network/mqtt/mqtttransport.h"

#include <QHash>
#include <QHostAddress>
#include <QHostInfo>
#include <QSocketNotifier>

struct mosquitto;

namespace thingsdesk {

/// libmosquitto, driven by the event loop of the transport's thread. Names are looked up beside that thread; a host's
/// addresses are tried one after the other.
class MosquittoTransport final : public MqttTransport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MosquittoTransport)
public:
    explicit MosquittoTransport(QObject *parent = nullptr);
    ~MosquittoTransport() override;

    void setReadingPaused(bool paused) override;

protected:
    void open() override;
    void sayGoodbye() override;
    void drop() override;
    bool sendSubscribe(const QList<QByteArray> &filters) override;
    bool sendPublish(qint32 id, const QByteArray &topic, const QByteArray &payload) override;

private:
    class Callbacks;
    struct Deleter
    {
        void operator()(mosquitto *client) const noexcept;
    };
    /// What the library told inside a call; acted on when the call is over.
    struct Happened
    {
        int connack = -1;
        QList<bool> granted;
        QList<int> sent;
        QString log;
    };

    void onLookedUp(const QHostInfo &info);
    void tryNextAddress();
    bool prepareClient();
    void watchSocket();
    bool isTcpConnected();
    void addressFailed(const Failure &failure);
    bool isHandshaking() const;

    void onReadable();
    void onWritable();
    void onTick();
    /// Acts on what happened in a call of the library and on the call's own result.
    void settle(int result);
    void settleLater(int result);
    void stopWatching();
    Failure failureOf(int result) const;
    void updateNotifiers();

    std::unique_ptr<mosquitto, Deleter> m_client;
    std::unique_ptr<BrokerTls> m_tls;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    QTimer m_tick;    ///< keep-alive
    QTimer m_attempt; ///< one address of several
    QList<QHostAddress> m_addresses;
    QHash<int, qint32> m_sentIds; ///< our ID by the library's
    Happened m_happened;
    int m_lookup = -1;
    quint64 m_generation = 0; ///< of m_client
    quint64 m_messages = 0;   ///< received; tells whether a read got anywhere
    bool m_tcpConnected = false;
    bool m_paused = false;
};

} // namespace thingsdesk
