// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionrunner.h"
#include "sandbox/air.h"
#include "sandbox/message/downlinkrequest.h"
#include "sandbox/message/eventpublisher.h"
#include "sandbox/ratemeter.h"
#include "sandbox/state/registry.h"

#include <QObject>

namespace thingsdesk::sandbox {

/// The receive windows that an uplink opens.
struct ReceiveWindow
{
    AppId appId;
    DevId devId;
    bool isRetry = false;
    bool wantsAck = false; ///< the uplink was confirmed
    bool canAnswer = true; ///< a gateway that heard it can transmit
    QString dataRate;
    quint32 bitRate = 0;
    quint64 frequency = 0; ///< hertz
    QString gatewayId;
};

/// The downlink queue of each device and what becomes of it (wire-v2 section 11). Main thread.
class DownlinkPath final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkPath)
public:
    /// The handler waits so long after an uplink, so that an application can still answer in the same window.
    static constexpr int pauseMilliseconds = 100;

    DownlinkPath(Registry &registry, EventPublisher &events, FunctionRunner &functions, QObject *parent = nullptr);

    /// A downlink that an application published on `…/down`.
    void schedule(const AppId &appId, const DevId &devId, const QByteArray &json);

    /// The device acknowledged what it got: to be called before the uplink that says so is published.
    void acknowledged(DeviceRecord &record);

    /// Sends what is due in the windows of an uplink that was just published. The answer always comes.
    void open(const ReceiveWindow &window, Air::DownlinkAnswer answer);

    const RateMeter &rate() const noexcept { return m_rate; }

private:
    using Answer = Air::DownlinkAnswer;

    void takeNext(const ReceiveWindow &window, const Answer &answer);
    void sendCurrent(const ReceiveWindow &window, const Answer &answer);
    void encodeAndSend(const ReceiveWindow &window, const DownlinkMessage &message, const Answer &answer);
    void encoded(const ReceiveWindow &window, DownlinkMessage message, const Result<QList<EncodeResult>> &results,
                 const Answer &answer);
    void refuse(const ReceiveWindow &window, const DownlinkMessage &message, const QString &text, const Answer &answer);
    void transmit(const ReceiveWindow &window, const DownlinkMessage &message, const Answer &answer);

    Registry &m_registry;
    EventPublisher &m_events;
    FunctionRunner &m_functions;
    RateMeter m_rate;
};

} // namespace thingsdesk::sandbox
