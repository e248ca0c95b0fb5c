// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqttclient.h"

#include "network/mqttmailbox.h"
#include "network/mqttsession.h"
#include "network/ttnv2/topics.h"

#include <QElapsedTimer>
#include <QMetaMethod>
#include <QPointer>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

/// How long the client's thread is kept in one turn.
constexpr std::chrono::milliseconds turnTime = 8ms;

const QByteArray &rawOf(const TrafficMessage &message)
{
    return std::visit([](const auto &body) -> const QByteArray & { return body.raw; }, message.body);
}

} // namespace

class MqttClient::Private
{
public:
    Private(MqttClient *client, MqttSettings settings, NetworkThread &network);
    ~Private();

    void receive();
    void handle(const mqttnotice::StateChange &notice);
    void handle(const mqttnotice::Online &) const { Q_EMIT q->online(); }
    void handle(const mqttnotice::Closed &notice) const { Q_EMIT q->closed(notice.failure); }
    void handle(const mqttnotice::Retry &notice) const { Q_EMIT q->retryScheduled(notice.pause, notice.failure); }
    void handle(const mqttnotice::GivenUp &notice) const { Q_EMIT q->failed(notice.failure); }
    void handle(const mqttnotice::Gap &notice) const { Q_EMIT q->gapEnded(notice.from, notice.to); }
    void handle(const mqttnotice::Sent &notice) const { Q_EMIT q->downlinkSent(notice.messageId); }
    void handle(const mqttnotice::Batch &notice);
    void tellSingly(const TrafficMessage &message) const;

    template <class Call>
    void onSession(Call call)
    {
        QMetaObject::invokeMethod(
            session, [session = session, call] { call(*session); }, Qt::QueuedConnection);
    }

    MqttClient *const q;
    const AppId appId;
    State state = State::Offline;
    MqttSession *session = nullptr; ///< on the network thread; retired by our destructor, or gone with that thread
    std::shared_ptr<MqttMailbox> mailbox;
};

MqttClient::Private::Private(MqttClient *client, MqttSettings settings, NetworkThread &network)
    : q(client)
    , appId(settings.appId)
{
    mailbox = std::make_shared<MqttMailbox>(
        client, [this] { receive(); }, [this] { onSession([](MqttSession &s) { s.resumeReading(); }); });
    session = new MqttSession(std::move(settings), mailbox);
    session->moveToThread(&network.thread());
    // A thread that ends takes its sessions with it, those that still say goodbye too.
    QObject::connect(&network.thread(), &QThread::finished, session, &QObject::deleteLater);
}

MqttClient::Private::~Private()
{
    mailbox->close();
    onSession([](MqttSession &s) { s.retire(); });
}

void MqttClient::Private::receive()
{
    const QPointer<MqttClient> guard(q);
    const std::shared_ptr<MqttMailbox> box = mailbox;
    QElapsedTimer turn;
    turn.start();
    do {
        const std::optional<MqttNotice> notice = box->take();
        if (!notice)
            break;
        std::visit([this](const auto &what) { handle(what); }, *notice);
        if (!guard)
            return;
    } while (!turn.hasExpired(turnTime.count()));
    box->turnEnded();
}

void MqttClient::Private::handle(const mqttnotice::StateChange &notice)
{
    state = notice.state;
    Q_EMIT q->stateChanged(state);
}

void MqttClient::Private::handle(const mqttnotice::Batch &notice)
{
    const auto isWanted = [this](auto signal) { return q->isSignalConnected(QMetaMethod::fromSignal(signal)); };
    const bool singly = isWanted(&MqttClient::rawReceived) || isWanted(&MqttClient::uplinkReceived) ||
                        isWanted(&MqttClient::eventReceived) || isWanted(&MqttClient::unreadableReceived);
    const QPointer<MqttClient> guard(q);
    Q_EMIT q->batchReceived(notice.messages);
    if (!singly)
        return;
    for (const TrafficMessage &message : notice.messages) {
        if (!guard)
            return;
        tellSingly(message);
    }
}

void MqttClient::Private::tellSingly(const TrafficMessage &message) const
{
    const QPointer<MqttClient> guard(q);
    Q_EMIT q->rawReceived(rawOf(message));
    if (!guard)
        return;
    if (const auto *uplink = std::get_if<UplinkMessage>(&message.body))
        Q_EMIT q->uplinkReceived(*uplink);
    else if (const auto *event = std::get_if<DeviceEvent>(&message.body))
        Q_EMIT q->eventReceived(*event);
    else
        Q_EMIT q->unreadableReceived(std::get<UnreadableMessage>(message.body));
}

MqttClient::MqttClient(MqttSettings settings, NetworkThread &network, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(settings), network))
{
}

MqttClient::~MqttClient() = default;

MqttClient::State MqttClient::state() const noexcept
{
    return d->state;
}

void MqttClient::start()
{
    d->onSession([](MqttSession &s) { s.start(); });
}

void MqttClient::stop()
{
    d->onSession([](MqttSession &s) { s.stop(); });
}

Future<qint32> MqttClient::send(const DownlinkMessage &downlink)
{
    if (const Result<void> good = downlink.check(); !good)
        return readyFuture<qint32>(fail(good.error()));
    if (!downlink.appId.isEmpty() && downlink.appId != d->appId)
        return readyFuture<qint32>(fail(Failure::invalidInput(
            QStringLiteral("Application ID"), QStringLiteral("must be \"%1\"").arg(d->appId.toString()))));
    const Result<QByteArray> topic = ttnv2::downlinkTopic(d->appId, downlink.devId);
    if (!topic)
        return readyFuture<qint32>(fail(topic.error()));
    const auto promise = std::make_shared<QPromise<Result<qint32>>>();
    promise->start();
    d->onSession(
        [topic = *topic, body = downlink.toPublishJson(), promise](MqttSession &s) { s.send(topic, body, promise); });
    return promise->future();
}

} // namespace thingsdesk
