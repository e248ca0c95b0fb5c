// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionrunner.h"
#include "sandbox/message/eventpublisher.h"
#include "sandbox/radio/downlinkpath.h"
#include "sandbox/refusal.h"

namespace thingsdesk::sandbox {

/// From a frame on air to the published uplink: counter checks, payload functions, events, receive windows.
/// Main thread.
class UplinkPath final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UplinkPath)
public:
    static constexpr quint32 largestCounterGap = 16'384;

    struct Parts
    {
        Registry &registry;
        EventPublisher &events;
        DownlinkPath &downlinks;
        FunctionRunner &functions;
        Faults &faults;
    };

    explicit UplinkPath(const Parts &parts, QObject *parent = nullptr);

    void receive(const AirUplink &uplink, Air::DownlinkAnswer answer);

    /// SimulateUplink: the stored functions run and the result is published as if it had come by radio. Only the
    /// Validator's no is an error.
    using SimulationAnswer = std::function<void(const Reply<void> &)>;
    void simulate(const AppId &appId, const DevId &devId, const QByteArray &payload, quint8 port,
                  const SimulationAnswer &answer);

    const RateMeter &rate() const noexcept { return m_rate; }

Q_SIGNALS:
    /// A gateway of the network heard something.
    void gatewayHeard(const QString &gatewayId);

private:
    enum class Outcome { Published, Dropped };
    using Published = std::function<void(Outcome)>;

    bool accepts(const DeviceRecord &record, const AirUplink &uplink, quint32 counter) const;
    void decode(const UplinkMessage &message, const Published &published);
    void publish(UplinkMessage message, const DecodeResult &result, const Published &published);

    Parts m_parts;
    RateMeter m_rate;
};

} // namespace thingsdesk::sandbox
