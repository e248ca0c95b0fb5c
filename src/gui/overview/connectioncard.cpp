// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/connectioncard.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "gui/overview/counted.h"
#include "gui/overview/factlist.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

using State = ApplicationSession::State;

constexpr qint64 probeEvery = qint64(10) * 60 * 1000;
constexpr qint64 warnDays = 30;

constexpr QLatin1StringView stateFact("connectionStateLabel");
constexpr QLatin1StringView discoveryFact("discoveryLabel");
constexpr QLatin1StringView discoveryTlsFact("discoveryTlsLabel");
constexpr QLatin1StringView handlerFact("handlerLabel");
constexpr QLatin1StringView handlerTlsFact("handlerTlsLabel");
constexpr QLatin1StringView brokerFact("brokerLabel");
constexpr QLatin1StringView brokerTlsFact("brokerTlsLabel");
constexpr QLatin1StringView versionFact("handlerVersionLabel");

QString stateText(State state)
{
    switch (state) {
    case State::Offline:
        return ConnectionCard::tr("○ not connected");
    case State::Connecting:
        return ConnectionCard::tr("◌ connecting…");
    case State::Online:
        return ConnectionCard::tr("● connected, everything is recorded");
    case State::BackingOff:
        return ConnectionCard::tr("◌ lost, tries again by itself");
    case State::NeedsUser:
        return ConnectionCard::tr("▲ needs you");
    }
    return {};
}

QString colonHex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(':')).toUpper();
}

QPushButton *cardButton(const QString &text, const QString &objectName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setAccessibleName(QString(text).remove(u'&'));
    button->setAutoDefault(false);
    return button;
}

} // namespace

ConnectionCard::ConnectionCard(ApplicationSession &session, QWidget *parent)
    : QGroupBox(tr("Connection"), parent)
    , m_session(session)
    , m_facts(new FactList(this))
{
    setObjectName(QStringLiteral("connectionCard"));
    m_facts->addFact(stateFact, tr("Live messages"));
    m_facts->addFact(discoveryFact, tr("Discovery"));
    m_facts->addFact(discoveryTlsFact, QString());
    m_facts->addFact(handlerFact, tr("Handler"));
    m_facts->addFact(versionFact, QString());
    m_facts->addFact(handlerTlsFact, QString());
    m_facts->addFact(brokerFact, tr("MQTT broker"));
    m_facts->addFact(brokerTlsFact, QString());
    QPushButton *check = cardButton(tr("&Check connection…"), QStringLiteral("checkConnectionButton"), this);
    QPushButton *key = cardButton(tr("Another &key…"), QStringLiteral("newKeyButton"), this);
    connect(check, &QPushButton::clicked, this, &ConnectionCard::checkWanted);
    connect(key, &QPushButton::clicked, this, &ConnectionCard::newKeyWanted);
    connect(&session, &ApplicationSession::stateChanged, this, &ConnectionCard::refresh);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(check);
    buttons->addWidget(key);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    layout->addLayout(buttons);
}

ConnectionCard::~ConnectionCard() = default;

void ConnectionCard::refresh()
{
    showState();
    for (const Server &server : servers())
        probe(server);
}

QList<ConnectionCard::Server> ConnectionCard::servers() const
{
    QList<Server> servers;
    const ConnectionSettings &connection = m_session.profile().connection;
    const std::optional<Announcement> announcement = m_session.announcement();
    const QString discovery = connection.discoveryAddress.isEmpty() ? QString::fromLatin1(publicDiscoveryAddress)
                                                                    : connection.discoveryAddress;
    const bool usesDiscovery = connection.handlerAddress.isEmpty() || connection.mqttAddress.isEmpty();
    if (const auto server = Endpoint::parse(discovery, discoveryPort, QString()); server && usesDiscovery)
        servers.append({discoveryFact, {*server, true, connection.discoveryCa, false}});
    const bool byHand = !connection.handlerAddress.isEmpty();
    const QString handler = byHand ? connection.handlerAddress : announcement ? announcement->netAddress : QString();
    const QByteArray certificate = byHand         ? connection.handlerCertificate
                                   : announcement ? announcement->certificate
                                                  : QByteArray();
    if (const auto server = endpointOfNetAddress(handler, handlerPort); server && !handler.isEmpty())
        servers.append({handlerFact, {*server, true, certificate, !certificate.isEmpty()}});
    if (const std::optional<MqttSettings> broker = m_session.brokerSettings())
        servers.append({brokerFact, {broker->broker, broker->tls, broker->caCertificates, false}});
    return servers;
}

void ConnectionCard::showState()
{
    const State state = m_session.state();
    const Tone tone = state == State::Online       ? Tone::Success
                      : state == State::NeedsUser  ? Tone::Error
                      : state == State::BackingOff ? Tone::Warning
                                                   : Tone::Text;
    const std::optional<Failure> failure = m_session.failure();
    m_facts->setFact(stateFact, stateText(state), failure ? texts::plain(failure->text) : QString(), tone);
    for (const Server &server : servers())
        m_facts->setFact(server.fact, texts::plain(server.request.endpoint.toString()));
    const ConnectionSettings &connection = m_session.profile().connection;
    if (!connection.handlerAddress.isEmpty() && !connection.mqttAddress.isEmpty())
        m_facts->setFact(discoveryFact, tr("not used: both addresses are given by hand"));
    if (const std::optional<Announcement> found = m_session.announcement(); found && !found->id.isEmpty())
        m_facts->setFact(
            versionFact,
            found->serviceVersion.isEmpty()
                ? texts::plain(found->id, 100)
                : tr("%1, version %2").arg(texts::plain(found->id, 100), texts::plain(found->serviceVersion, 100)),
            texts::plain(found->description, 300));
}

void ConnectionCard::probe(const Server &server)
{
    const QString address = server.request.endpoint.toString();
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto [seen, when] = m_probed.value(server.fact);
    if (seen == address && now - when < probeEvery && now >= when)
        return;
    m_probed.insert(server.fact, {address, now});
    if (!server.request.tls)
        return showReport(server, ProbeReport());
    whenFinished<ProbeReport>(this, probeEndpoint(server.request), [this, server](Future<ProbeReport> finished) {
        const Result<ProbeReport> report = resultOf<ProbeReport>(finished);
        if (!report)
            m_probed.remove(server.fact); // look again next time
        showReport(server, report);
    });
}

void ConnectionCard::showReport(const Server &server, const Result<ProbeReport> &report)
{
    const QString fact = server.fact == discoveryFact ? discoveryTlsFact
                         : server.fact == handlerFact ? handlerTlsFact
                                                      : brokerTlsFact;
    const bool plain =
        (report && report->protocol.isEmpty()) || (!report && report.error().cause == Failure::Cause::NotTls);
    if (plain) {
        const bool here = server.request.endpoint.isLoopback();
        return m_facts->setFact(fact, here ? tr("plain text, within this machine") : tr("⚠ plain text: not encrypted"),
                                {}, here ? Tone::Muted : Tone::Warning);
    }
    if (!report) {
        if (report.error().kind != Failure::Kind::Cancelled)
            m_facts->setFact(fact, tr("⚠ %1").arg(texts::plain(report.error().text)), {}, Tone::Warning);
        return;
    }
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(report->certificateExpiry);
    const QString until = QLocale().toString(report->certificateExpiry.toLocalTime().date(), QLocale::ShortFormat);
    QString text =
        tr("%1, certificate %2… until %3").arg(report->protocol, colonHex(report->fingerprint.left(3)), until);
    if (days < warnDays)
        text = tr("⚠ %1 (%2)")
                   .arg(text,
                        counted(static_cast<quint64>(std::max<qint64>(days, 0)), tr("1 day left"), tr("%1 days left")));
    m_facts->setFact(
        fact, text,
        tr("SHA-256 fingerprint:\n%1\nValid until %2 UTC")
            .arg(colonHex(report->fingerprint), report->certificateExpiry.toUTC().toString(u"yyyy-MM-dd HH:mm:ss")),
        days < warnDays ? Tone::Warning : Tone::Muted);
}

} // namespace thingsdesk
