// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/mosquittotransport.h"

#include "network/mqtt/mqttfailures.h"

#include <mosquitto.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <cstring>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr auto tickTime = 1s;
constexpr auto attemptTime = 3s;
constexpr int packetsPerWakeUp = 512;
constexpr int refusedSubscription = 0x80; // MQTT 3.1.1, 3.9.3

QString errnoText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

Failure connectFailure(const QString &address, int error, bool tls)
{
    switch (error) {
    case ECONNRESET:
    case EPIPE:
        return tls ? mqttfailures::handshakeClosed(address, errnoText(error))
                   : mqttfailures::closedBeforeLogin(address);
    case ECONNREFUSED:
        return mqttfailures::portClosed(address);
    case ETIMEDOUT:
        return mqttfailures::timedOut(address, attemptTime, QStringLiteral("connect"));
    default:
        return mqttfailures::unreachable(address, errnoText(error));
    }
}

/// The error of a socket that has one, or that has no peer; else 0. With TLS the library's first write or read may have
/// taken the error away; then it counts whether the peer ever acknowledged anything, be it only the connection.
int socketError(int socket)
{
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
    sockaddr_storage peer{};
    socklen_t peerSize = sizeof peer;
    if (error != 0 || getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &peerSize) == 0)
        return error;
    tcp_info info{};
    socklen_t infoSize = sizeof info;
    getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &infoSize);
    return info.tcpi_bytes_acked > 0 ? ECONNRESET : ECONNREFUSED;
}

} // namespace

/// The library's callbacks; they only take notes, since it must not be called back from inside of most of them.
class MosquittoTransport::Callbacks
{
public:
    static MosquittoTransport &owner(void *object) { return *static_cast<MosquittoTransport *>(object); }

    static void connected(mosquitto *, void *object, int returnCode) { owner(object).m_happened.connack = returnCode; }
    static void sent(mosquitto *, void *object, int id) { owner(object).m_happened.sent.append(id); }
    static void subscribed(mosquitto *, void *object, int, int count, const int *granted)
    {
        for (int i = 0; i < count; ++i)
            owner(object).m_happened.granted.append(granted[i] != refusedSubscription);
    }
    static void received(mosquitto *, void *object, const mosquitto_message *message)
    {
        MosquittoTransport &transport = owner(object);
        ++transport.m_messages;
        // The bytes are the library's; the receiver keeps its own.
        Q_EMIT transport.messageReceived(QByteArray(static_cast<const char *>(message->payload), message->payloadlen),
                                         QByteArray(message->topic));
    }
    static void logged(mosquitto *, void *object, int level, const char *text)
    {
        if (level == MOSQ_LOG_ERR)
            owner(object).m_happened.log = QString::fromLocal8Bit(text);
    }
};

void MosquittoTransport::Deleter::operator()(mosquitto *client) const noexcept
{
    mosquitto_destroy(client);
}

MosquittoTransport::MosquittoTransport(QObject *parent)
    : MqttTransport(parent)
    , m_tick(this)
    , m_attempt(this)
{
    // Never undone: other connections may live until the very end of the program.
    [[maybe_unused]] static const int initialised = mosquitto_lib_init();
    connect(&m_tick, &QTimer::timeout, this, &MosquittoTransport::onTick);
    m_attempt.setSingleShot(true);
    connect(&m_attempt, &QTimer::timeout, this,
            [this] { addressFailed(connectFailure(address(), ETIMEDOUT, options().tls)); });
}

MosquittoTransport::~MosquittoTransport()
{
    if (state() == State::Connected && m_client)
        mosquitto_disconnect(m_client.get()); // a write that does not wait; most often it is enough
    drop();
}

void MosquittoTransport::open()
{
    if (options().tls) {
        auto tls = BrokerTls::create(options().host, options().caCertificates);
        if (!tls) {
            // Not from inside connectToHost().
            QMetaObject::invokeMethod(
                this, [this, failure = tls.error()] { reportFailure(failure); }, Qt::QueuedConnection);
            return;
        }
        m_tls = *std::move(tls);
    }
    m_lookup = QHostInfo::lookupHost(options().host, this, &MosquittoTransport::onLookedUp);
}

void MosquittoTransport::onLookedUp(const QHostInfo &info)
{
    if (info.lookupId() != m_lookup)
        return;
    m_lookup = -1;
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
        return reportFailure(mqttfailures::nameNotFound(options().host, info.errorString()));
    m_addresses = info.addresses();
    tryNextAddress();
}

void MosquittoTransport::tryNextAddress()
{
    const QHostAddress host = m_addresses.takeFirst();
    if (!prepareClient())
        return reportFailure(Failure{Failure::Kind::Transient,
                                     Failure::Cause::Other,
                                     QStringLiteral("The connection to the broker could not be set up."),
                                     {}});
    errno = 0;
    // A numeric address: nothing is looked up, nothing waits.
    const int result = mosquitto_connect_async(m_client.get(), host.toString().toLatin1().constData(), options().port,
                                               int(options().keepAlive.count()));
    const int error = errno;
    if (mosquitto_socket(m_client.get()) < 0) {
        if (result == MOSQ_ERR_TLS)
            return reportFailure(m_tls->handshakeFailure(address(), m_happened.log));
        return addressFailed(connectFailure(address(), error, options().tls));
    }
    if (!m_addresses.isEmpty())
        m_attempt.start(attemptTime);
    m_tick.start(tickTime);
    watchSocket();
}

bool MosquittoTransport::prepareClient()
{
    m_happened = {};
    m_sentIds.clear();
    m_tcpConnected = false;
    ++m_generation;
    m_client.reset(mosquitto_new(options().clientId.constData(), true, this));
    if (!m_client)
        return false;
    mosquitto *const client = m_client.get();
    mosquitto_connect_callback_set(client, &Callbacks::connected);
    mosquitto_publish_callback_set(client, &Callbacks::sent);
    mosquitto_subscribe_callback_set(client, &Callbacks::subscribed);
    mosquitto_message_callback_set(client, &Callbacks::received);
    mosquitto_log_callback_set(client, &Callbacks::logged);
    mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
    if (m_tls) {
        mosquitto_int_option(client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
        if (mosquitto_void_option(client, MOSQ_OPT_SSL_CTX, m_tls->context()) != MOSQ_ERR_SUCCESS)
            return false; // never go on without TLS
    }
    return mosquitto_username_pw_set(client, options().userName.toUtf8().constData(),
                                     options().password.expose().constData()) == MOSQ_ERR_SUCCESS;
}

void MosquittoTransport::watchSocket()
{
    const int socket = mosquitto_socket(m_client.get());
    m_readNotifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read, this);
    m_writeNotifier = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write, this);
    connect(m_readNotifier.get(), &QSocketNotifier::activated, this, &MosquittoTransport::onReadable);
    connect(m_writeNotifier.get(), &QSocketNotifier::activated, this, &MosquittoTransport::onWritable);
    updateNotifiers();
}

bool MosquittoTransport::isTcpConnected()
{
    if (m_tcpConnected)
        return true;
    const int error = socketError(mosquitto_socket(m_client.get()));
    if (error != 0) {
        addressFailed(connectFailure(address(), error, options().tls));
        return false;
    }
    m_attempt.stop();
    m_tcpConnected = true;
    return true;
}

void MosquittoTransport::addressFailed(const Failure &failure)
{
    m_attempt.stop();
    stopWatching();
    if (m_addresses.isEmpty())
        reportFailure(failure);
    else
        tryNextAddress();
}

bool MosquittoTransport::isHandshaking() const
{
    const auto *const ssl = static_cast<const SSL *>(mosquitto_ssl_get(m_client.get()));
    return ssl && !SSL_is_init_finished(ssl);
}

void MosquittoTransport::onReadable()
{
    if (!isTcpConnected())
        return;
    int result = MOSQ_ERR_SUCCESS;
    // The library reads one packet a call. As long as messages come, more may be there.
    for (int i = 0; i < packetsPerWakeUp && result == MOSQ_ERR_SUCCESS && !m_paused; ++i) {
        const quint64 before = m_messages;
        result = mosquitto_loop_read(m_client.get(), 1);
        if (m_messages == before)
            break;
    }
    settle(result);
}

void MosquittoTransport::onWritable()
{
    if (!isTcpConnected())
        return;
    // During a handshake it is the reading call that goes on with it.
    settle(isHandshaking() ? mosquitto_loop_read(m_client.get(), 1) : mosquitto_loop_write(m_client.get(), 1));
}

void MosquittoTransport::onTick()
{
    if (m_client && m_tcpConnected)
        settle(mosquitto_loop_misc(m_client.get()));
}

void MosquittoTransport::settle(int result)
{
    const Happened happened = std::exchange(m_happened, {});
    m_happened.log = happened.log;
    const quint64 generation = m_generation;
    if (happened.connack == 0) {
        // With a log the library writes a line for each message.
        mosquitto_log_callback_set(m_client.get(), nullptr);
        reportConnected();
    }
    if (happened.connack > 0)
        return reportFailure(mqttfailures::loginRefused(address(), options().userName, happened.connack));
    for (const int id : happened.sent) {
        if (const qint32 ours = m_sentIds.take(id); ours > 0)
            Q_EMIT messageSent(ours);
    }
    if (!happened.granted.isEmpty() && m_generation == generation)
        reportSubscribed(happened.granted);
    // A receiver may have ended this connection meanwhile, even begun another.
    if (m_generation != generation)
        return;
    if (result != MOSQ_ERR_SUCCESS || mosquitto_socket(m_client.get()) < 0)
        return reportClosed(failureOf(result));
    updateNotifiers();
}

Failure MosquittoTransport::failureOf(int result) const
{
    const QString detail = QString::fromLatin1(mosquitto_strerror(result));
    if (m_tls && (result == MOSQ_ERR_TLS || (state() == State::Connecting && m_tls->isCertificateRefused())))
        return m_tls->handshakeFailure(address(), m_happened.log);
    if (result == MOSQ_ERR_KEEPALIVE)
        return mqttfailures::noAnswer(address());
    if (state() == State::Connecting) {
        if (result == MOSQ_ERR_PROTOCOL || result == MOSQ_ERR_MALFORMED_PACKET)
            return mqttfailures::notMqtt(address(), detail);
        return mqttfailures::closedBeforeLogin(address());
    }
    return mqttfailures::closed(address(), detail);
}

void MosquittoTransport::updateNotifiers()
{
    if (!m_client || !m_readNotifier)
        return;
    const bool open = mosquitto_socket(m_client.get()) >= 0;
    m_readNotifier->setEnabled(open && !m_paused);
    m_writeNotifier->setEnabled(open && (!m_tcpConnected || mosquitto_want_write(m_client.get())));
}

void MosquittoTransport::setReadingPaused(bool paused)
{
    m_paused = paused;
    updateNotifiers();
}

void MosquittoTransport::sayGoodbye()
{
    // Once DISCONNECT is written the library closes the socket; until then the write notifier goes on.
    settleLater(mosquitto_disconnect(m_client.get()));
}

void MosquittoTransport::settleLater(int result)
{
    updateNotifiers();
    QMetaObject::invokeMethod(
        this,
        [this, generation = m_generation, result] {
            if (m_generation == generation)
                settle(result);
        },
        Qt::QueuedConnection);
}

void MosquittoTransport::stopWatching()
{
    // This may run in a slot of theirs. Where the thread ends before they are deleted, they go as children.
    for (std::unique_ptr<QSocketNotifier> *notifier : {&m_readNotifier, &m_writeNotifier}) {
        if (*notifier) {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater();
        }
    }
}

void MosquittoTransport::drop()
{
    if (m_lookup != -1)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_tick.stop();
    m_attempt.stop();
    m_addresses.clear();
    m_sentIds.clear();
    m_happened = {};
    stopWatching();
    ++m_generation;
    m_client.reset();
    m_tls.reset();
}

bool MosquittoTransport::sendSubscribe(const QList<QByteArray> &filters)
{
    QByteArrayList copies(filters);
    QList<char *> texts;
    for (QByteArray &filter : copies)
        texts.append(filter.data());
    const int result =
        mosquitto_subscribe_multiple(m_client.get(), nullptr, int(texts.size()), texts.data(), 0, 0, nullptr);
    updateNotifiers();
    return result == MOSQ_ERR_SUCCESS;
}

bool MosquittoTransport::sendPublish(qint32 id, const QByteArray &topic, const QByteArray &payload)
{
    int theirs = 0;
    const int result = mosquitto_publish(m_client.get(), &theirs, topic.constData(), int(payload.size()),
                                         payload.constData(), 0, false);
    if (result == MOSQ_ERR_INVAL || result == MOSQ_ERR_PAYLOAD_SIZE || result == MOSQ_ERR_MALFORMED_UTF8)
        return false;
    m_sentIds.insert(theirs, id);
    // Mostly it is written by now; that is told after the caller knows the ID, as is a connection that broke.
    settleLater(result);
    return true;
}

std::unique_ptr<MqttTransport> createMqttTransport()
{
    return std::make_unique<MosquittoTransport>();
}

QString mqttLibraryName()
{
    int major = 0;
    int minor = 0;
    int revision = 0;
    mosquitto_lib_version(&major, &minor, &revision);
    return QStringLiteral("libmosquitto %1.%2.%3").arg(major).arg(minor).arg(revision);
}

} // namespace thingsdesk
