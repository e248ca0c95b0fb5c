// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downlinksender.h"

#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds connectionDeadline{30};
constexpr std::chrono::seconds goodbyeDeadline{5};

QString transmissionText(const DeviceEvent &event)
{
    if (!event.transmission)
        return event.error.value_or(QString());
    const DownlinkTransmission &sent = *event.transmission;
    return u"%1  %2 MHz  %3 ms on air  counter %4  by %5"_s.arg(sent.dataRate)
        .arg(double(sent.frequency) / 1e6)
        .arg(double(sent.airtime) / 1e6, 0, 'f', 1)
        .arg(sent.counter)
        .arg(event.gatewayId);
}

} // namespace

DownlinkSender::DownlinkSender(CommandContext &context, MqttClient &client, DownlinkMessage downlink,
                               std::optional<std::chrono::seconds> wait)
    : QObject(&context)
    , m_context(context)
    , m_client(client)
    , m_downlink(std::move(downlink))
    , m_wait(wait)
    , m_tracker(m_downlink)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &DownlinkSender::onTimeOut);
    connect(&m_client, &MqttClient::online, this, &DownlinkSender::publish);
    connect(&m_client, &MqttClient::closed, this, &DownlinkSender::onClosed);
    connect(&m_client, &MqttClient::failed, &m_context, &CommandContext::fail);
    connect(&m_client, &MqttClient::batchReceived, this, &DownlinkSender::onEvents);
    connect(&m_client, &MqttClient::retryScheduled, this,
            [this](std::chrono::milliseconds, const Failure &failure) { m_context.output().note(failure.text); });
}

void DownlinkSender::start()
{
    m_deadline.start(connectionDeadline);
    m_client.start();
}

void DownlinkSender::publish()
{
    // Once only: a publish that the broker forbids closes the connection, and would do so again.
    if (m_sending)
        return;
    m_sending = true;
    m_context.await(m_client.send(m_downlink), [this](qint32) { onPublished(); });
}

void DownlinkSender::onPublished()
{
    m_published = true;
    m_deadline.stop();
    print(DownlinkTracker::Stage::Published, Timestamp::now(), m_downlink.toPublishJson(), {});
    if (!m_wait) {
        // The goodbye goes out behind the downlink; the run ends when it is said.
        m_deadline.start(goodbyeDeadline);
        m_client.stop();
        return;
    }
    m_deadline.start(*m_wait);
    onEvents(std::exchange(m_early, {}));
}

void DownlinkSender::onEvents(const QList<TrafficMessage> &messages)
{
    if (!m_wait || !m_sending)
        return;
    if (!m_published) {
        m_early += messages;
        return;
    }
    for (const TrafficMessage &message : messages) {
        const auto *event = std::get_if<DeviceEvent>(&message.body);
        if (event && !m_context.isEnded())
            onEvent(message, *event);
    }
}

void DownlinkSender::onEvent(const TrafficMessage &message, const DeviceEvent &event)
{
    const std::optional<DownlinkTracker::Stage> stage = m_tracker.take(event);
    if (stage) {
        print(*stage, message.received, event.raw, transmissionText(event));
        endByStage();
    } else if (event.devId == m_downlink.devId && event.type == EventType::DownlinkError && !event.message) {
        m_context.output().note(event.error.value_or(QString()));
    }
}

void DownlinkSender::print(DownlinkTracker::Stage stage, const Timestamp &time, const QByteArray &message,
                           const QString &detail)
{
    Output &output = m_context.output();
    if (!output.isJson()) {
        const QString clock = time.toDateTime().toLocalTime().toString(u"HH:mm:ss.zzz"_s);
        output.result((clock + "  "_L1 + stageName(stage).leftJustified(10) + plainText(detail)).trimmed());
        return;
    }
    JsonObjectWriter writer;
    writer.addString("stage", stageName(stage))
        .addString("app_id", m_context.connection().appId.toString())
        .addString("dev_id", m_downlink.devId.toString())
        .addString("time", QString::fromLatin1(time.toRfc3339()))
        .add("message", message);
    if (stage == DownlinkTracker::Stage::Failed)
        writer.addString("error", m_tracker.error());
    output.result(writer.finish());
}

void DownlinkSender::endByStage()
{
    if (!m_tracker.isEnded())
        return;
    if (m_tracker.stage() == DownlinkTracker::Stage::Failed)
        m_context.fail({Failure::Kind::Permanent,
                        Failure::Cause::ServerFault,
                        u"The network could not send the downlink: %1"_s.arg(m_tracker.error()),
                        {}});
    else
        m_context.done();
}

void DownlinkSender::onClosed(const Failure &failure)
{
    if (m_published && !m_wait)
        m_context.done();
    else if (m_published)
        m_closedText = failure.text;
}

void DownlinkSender::onTimeOut()
{
    if (m_published && !m_wait) {
        m_context.done();
        return;
    }
    Failure failure{Failure::Kind::Transient, Failure::Cause::TimedOut, {}, {}};
    if (!m_published) {
        failure.text =
            u"The broker took no connection within %1 s; nothing was sent."_s.arg(connectionDeadline.count());
    } else {
        failure.text = u"No more came within %1 s. %2"_s.arg(m_wait->count()).arg(m_tracker.likelyCauses());
        if (!m_closedText.isEmpty())
            failure.text +=
                u" The connection was lost after publishing, as it is where a key may not send downlinks."_s;
        failure.detail = m_closedText;
    }
    m_context.fail(failure);
}

} // namespace thingsdesk::cli
