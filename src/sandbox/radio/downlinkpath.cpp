// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/radio/downlinkpath.h"

#include "core/futures.h"
#include "sandbox/radio/airtime.h"
#include "sandbox/radio/frame.h"

#include <QTimer>

namespace thingsdesk::sandbox {

namespace {

constexpr qint32 transmitPower = 14; // dBm, EU868

DownlinkTransmission transmissionOf(const ReceiveWindow &window, qsizetype frameSize, quint32 counter)
{
    // The first window: at the uplink's own data rate and frequency.
    DownlinkTransmission transmission;
    transmission.modulation = window.bitRate == 0 ? QStringLiteral("LORA") : QStringLiteral("FSK");
    transmission.dataRate = window.dataRate;
    transmission.bitRate = window.bitRate;
    transmission.airtime =
        window.bitRate == 0 ? loraAirtime(window.dataRate, frameSize) : fskAirtime(window.bitRate, frameSize);
    transmission.counter = counter;
    transmission.frequency = window.frequency;
    transmission.power = transmitPower;
    return transmission;
}

} // namespace

DownlinkPath::DownlinkPath(Registry &registry, EventPublisher &events, FunctionRunner &functions, QObject *parent)
    : QObject(parent)
    , m_registry(registry)
    , m_events(events)
    , m_functions(functions)
{
}

void DownlinkPath::schedule(const AppId &appId, const DevId &devId, const QByteArray &json)
{
    DeviceRecord *record = m_registry.device(appId, devId);
    const auto request = DownlinkRequest::fromJson(json);
    if (!record || !request)
        return; // the handler drops these without a word
    DownlinkMessage message = request->message;
    if (request->isEmpty()) {
        message.appId = appId;
        message.devId = devId;
        return m_events.error(appId, devId, EventType::DownlinkError,
                              QStringLiteral("Downlink Payload not valid: empty"), message);
    }
    const auto schedule = request->schedule.isEmpty() ? std::optional(Schedule::Replace)
                                                      : scheduleFromName(QString::fromUtf8(request->schedule));
    if (!schedule)
        return m_events.error(appId, devId, EventType::DownlinkError, QStringLiteral("ScheduleType not valid: unknown"),
                              message);
    if (*schedule == Schedule::Replace) {
        record->current.reset();
        record->queue.clear();
    }
    if (*schedule == Schedule::First)
        record->queue.prepend(message);
    else
        record->queue.append(message);
    m_registry.markChanged(appId, devId);
    DeviceEvent event;
    event.type = EventType::DownlinkScheduled;
    event.message = message;
    m_events.event(appId, devId, event);
}

void DownlinkPath::acknowledged(DeviceRecord &record)
{
    if (!record.current || !record.current->confirmed)
        return;
    DeviceEvent event;
    event.type = EventType::DownlinkAcked;
    event.message = record.current;
    record.current.reset();
    m_events.event(record.device.appId, record.device.devId, event);
}

void DownlinkPath::open(const ReceiveWindow &window, Air::DownlinkAnswer answer)
{
    DeviceRecord *record = m_registry.device(window.appId, window.devId);
    if (!record)
        return answer(std::nullopt);
    const bool isDone = record->current && !record->current->confirmed && !window.isRetry;
    if (isDone)
        record->current.reset();
    if (record->current)
        return sendCurrent(window, answer);
    QTimer::singleShot(pauseMilliseconds, Qt::PreciseTimer, this,
                       [this, window, answer = std::move(answer)] { takeNext(window, answer); });
}

void DownlinkPath::takeNext(const ReceiveWindow &window, const Answer &answer)
{
    DeviceRecord *record = m_registry.device(window.appId, window.devId);
    if (!record)
        return answer(std::nullopt);
    // Another uplink of the device may have taken it meanwhile: one downlink a window.
    if (record->queue.isEmpty() || record->current) {
        if (!window.wantsAck || !window.canAnswer)
            return answer(std::nullopt);
        DownlinkMessage acknowledgement;
        return transmit(window, acknowledgement, answer);
    }
    if (window.canAnswer) {
        record->current = record->queue.takeFirst();
        m_registry.markChanged(window.appId, window.devId);
    }
    sendCurrent(window, answer);
}

void DownlinkPath::sendCurrent(const ReceiveWindow &window, const Answer &answer)
{
    if (!window.canAnswer) {
        m_events.error(window.appId, window.devId, EventType::DownlinkError,
                       QStringLiteral("No gateways available for downlink"));
        return answer(std::nullopt);
    }
    DownlinkMessage message = *m_registry.device(window.appId, window.devId)->current;
    message.appId = window.appId;
    message.devId = window.devId;
    if (!message.payload.isEmpty() && !message.fields.isEmpty())
        return refuse(window, message, QStringLiteral("Downlink not valid: Both Fields and Payload provided"), answer);
    if (message.fields.isEmpty())
        return transmit(window, message, answer);
    encodeAndSend(window, message, answer);
}

void DownlinkPath::encodeAndSend(const ReceiveWindow &window, const DownlinkMessage &message, const Answer &answer)
{
    const Application &settings = m_registry.application(window.appId)->settings;
    if (settings.format != PayloadFormat::Custom && settings.format != PayloadFormat::CayenneLpp)
        return answer(std::nullopt); // without a format nothing is sent, and nothing is said
    whenFinished<QList<EncodeResult>>(
        this, m_functions.encode(settings.format, settings.functions, {{message.fields, message.port}}),
        [this, window, message, answer](const Future<QList<EncodeResult>> &future) {
            if (future.resultCount() > 0)
                encoded(window, message, future.result(), answer);
            else
                answer(std::nullopt);
        });
}

void DownlinkPath::encoded(const ReceiveWindow &window, DownlinkMessage message,
                           const Result<QList<EncodeResult>> &results, const Answer &answer)
{
    if (!results || results->isEmpty())
        return refuse(window, message,
                      QStringLiteral("Internal error: ") + (results ? QString() : results.error().text), answer);
    const EncodeResult &result = results->first();
    if (result.error)
        return refuse(window, message, result.error->text, answer);
    if (result.bytes.isEmpty() || !m_registry.device(window.appId, window.devId))
        return answer(std::nullopt);
    message.payload = result.bytes;
    transmit(window, message, answer);
}

void DownlinkPath::refuse(const ReceiveWindow &window, const DownlinkMessage &message, const QString &text,
                          const Answer &answer)
{
    // Seen: each comes twice, once for the downlink and once for the uplink that gave the occasion.
    m_events.error(window.appId, window.devId, EventType::DownlinkError, text, message);
    m_events.error(window.appId, window.devId, EventType::UplinkError, text);
    answer(std::nullopt);
}

void DownlinkPath::transmit(const ReceiveWindow &window, const DownlinkMessage &message, const Answer &answer)
{
    DeviceRecord &record = *m_registry.device(window.appId, window.devId);
    Device &device = record.device;
    DataFrame frame;
    frame.devAddr = device.devAddr;
    frame.counter = device.counterDown;
    frame.confirmed = message.confirmed;
    frame.acknowledges = window.wantsAck;
    frame.pending = !record.queue.isEmpty();
    frame.payload = message.payload;
    frame.port = message.port == 0 ? 1 : message.port;

    DeviceEvent event;
    event.type = EventType::DownlinkSent;
    event.phyPayload = frame.encoded(device.nwkSKey, device.appSKey);
    event.message = message;
    event.message->appId = window.appId;
    event.message->devId = window.devId;
    event.gatewayId = window.gatewayId;
    event.transmission = transmissionOf(window, event.phyPayload.size(), frame.counter);
    ++device.counterDown;
    m_registry.markChanged(window.appId, window.devId);
    m_rate.count();
    m_events.event(window.appId, window.devId, event);
    answer(AirDownlink{message.payload, message.payload.isEmpty() ? quint8(0) : frame.port, frame.counter,
                       frame.confirmed, frame.acknowledges, frame.pending});
}

} // namespace thingsdesk::sandbox
