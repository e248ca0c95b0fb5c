// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/futures.h"
#include "history/historyfilter.h"

#include <QRandomGenerator>

namespace thingsdesk::tests {

/// Waits for a Future that another thread answers.
template <class T>
Result<T> answerOf(Future<T> future)
{
    future.waitForFinished();
    return resultOf<T>(future);
}

/// One uplink of the form that V2 sends.
struct UplinkParts
{
    QString device = QStringLiteral("sensor-1");
    quint32 counter = 0;
    quint8 port = 1;
    QByteArray payload = QByteArray::fromHex("0102");
    QByteArray fields;
    QString gateway = QStringLiteral("gateway-1");
    QString dataRate = QStringLiteral("SF7BW125");
    double rssi = -60;
    double snr = 7.5;
    qint64 networkTime = 1'790'000'000'000; ///< milliseconds
    bool isRetry = false;
};
UplinkMessage makeUplink(const UplinkParts &parts);
DeviceEvent makeEvent(const QString &device, const QString &type, const QByteArray &json);
TrafficMessage received(std::variant<UplinkMessage, DeviceEvent, UnreadableMessage> body,
                        qint64 milliseconds = 1'790'000'000'000);

/// Traffic of every kind with values that repeat, rare ones and odd ones; the same for the same seed.
class MessageMaker
{
public:
    explicit MessageMaker(quint32 seed)
        : m_random(seed)
    {
    }

    TrafficMessage next();
    HistoryFilter filter(qint64 lastId);
    int below(int bound) { return int(m_random.bounded(bound)); }

private:
    QString device();
    QByteArray fields();
    QByteArray oddFields();
    TrafficMessage event(const QString &device);
    QString expression();
    QString comparison();

    QRandomGenerator m_random;
    qint64 m_time = 1'790'000'000'000;
    quint32 m_counter = 0;
};

inline const AppId testAppId = AppId::fromServer(QStringLiteral("my-app"));

} // namespace thingsdesk::tests
