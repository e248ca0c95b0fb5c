// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trafficlistener.h"

#include "cli/traffictext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds firstConnectionDeadline{30};

} // namespace

TrafficListener::TrafficListener(CommandContext &context, MqttClient &client, ListenOptions options)
    : QObject(&context)
    , m_context(context)
    , m_client(client)
    , m_options(options)
{
    m_firstConnection.setSingleShot(true);
    m_end.setSingleShot(true);
    connect(&m_firstConnection, &QTimer::timeout, this, &TrafficListener::giveUpWithoutConnection);
    connect(&m_end, &QTimer::timeout, &m_context, [this] { m_context.done(); });
    connect(&m_client, &MqttClient::online, this, &TrafficListener::onOnline);
    connect(&m_client, &MqttClient::batchReceived, this, &TrafficListener::print);
    connect(&m_client, &MqttClient::failed, &m_context, &CommandContext::fail);
    connect(&m_client, &MqttClient::retryScheduled, this,
            [this](std::chrono::milliseconds pause, const Failure &failure) {
                m_lastFailure = failure;
                m_context.output().note(
                    u"%1 Trying again in %2 s."_s.arg(failure.text).arg(double(pause.count()) / 1000, 0, 'f', 1));
            });
    connect(&m_client, &MqttClient::gapEnded, this, [this](const Timestamp &from, const Timestamp &to) {
        m_context.output().note(u"Messages between %1 and %2 were missed."_s.arg(QString::fromLatin1(from.toRfc3339()),
                                                                                 QString::fromLatin1(to.toRfc3339())));
    });
}

void TrafficListener::start()
{
    m_firstConnection.start(firstConnectionDeadline);
    m_client.start();
}

void TrafficListener::onOnline()
{
    m_firstConnection.stop();
    if (m_wasOnline) {
        m_context.output().note(u"Connected again."_s);
        return;
    }
    m_wasOnline = true;
    m_context.output().note(u"Listening."_s);
    if (m_options.time)
        m_end.start(*m_options.time);
}

void TrafficListener::print(const QList<TrafficMessage> &messages)
{
    Output &output = m_context.output();
    for (const TrafficMessage &message : messages) {
        if (m_context.isEnded())
            return;
        if (!m_options.events && !cameAsUplink(message))
            continue;
        if (output.isJson())
            output.result(trafficJson(message));
        else
            output.result(trafficText(message));
        ++m_printed;
        if (output.isBroken() || (m_options.count && m_printed >= *m_options.count))
            m_context.done();
    }
}

void TrafficListener::giveUpWithoutConnection()
{
    m_context.fail(
        m_lastFailure.value_or(Failure{Failure::Kind::Transient,
                                       Failure::Cause::TimedOut,
                                       u"The broker did not answer within %1 s."_s.arg(firstConnectionDeadline.count()),
                                       {}}));
}

} // namespace thingsdesk::cli
