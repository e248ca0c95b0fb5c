// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordednetwork.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

namespace thingsdesk::test {

using namespace thingsdesk::sandbox;

namespace {

constexpr int patience = 30'000;

const QString myApp = QStringLiteral("my-app");

} // namespace

QList<QJsonObject> recordedLines(const QString &file)
{
    QFile recording(QStringLiteral(THINGSDESK_TEST_DATA "/v2/") + file);
    if (!recording.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(recording.fileName()));
    QList<QJsonObject> lines;
    while (!recording.atEnd())
        lines.append(QJsonDocument::fromJson(recording.readLine()).object());
    return lines;
}

bool RecordedNetwork::start(bool faults)
{
    Sandbox::Settings settings;
    settings.directory = m_directory.path();
    settings.faults = faults;
    settings.applications = {myApp, QStringLiteral("other-app")};
    settings.workerProgram = QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload");
    m_network = std::make_unique<Sandbox>(settings);
    bool isReady = false;
    bool hasFailed = false;
    QObject::connect(m_network.get(), &Sandbox::ready, m_network.get(), [&isReady] { isReady = true; });
    QObject::connect(m_network.get(), &Sandbox::failed, m_network.get(), [&hasFailed](const Failure &failure) {
        qWarning() << failure.text << failure.detail;
        hasFailed = true;
    });
    m_network->start();
    if (!QTest::qWaitFor([&] { return isReady || hasFailed; }, patience) || hasFailed)
        return false;
    m_addresses = m_network->addresses();
    if (auto tokens = Tokens::inDirectory(m_directory.path()))
        m_tokens = std::move(*tokens);
    for (const QString &appId : settings.applications) {
        const auto outcome =
            RpcClient::call({m_addresses.handler, m_addresses.handlerCertificatePath},
                            "/handler.ApplicationManager/RegisterApplication",
                            "\x0a" + QByteArray(1, char(appId.size())) + appId.toUtf8(), {{"key", key(appId)}});
        if (outcome.code != QLatin1String("OK"))
            return false;
    }
    return true;
}

bool RecordedNetwork::observe()
{
    m_observer = std::make_unique<MqttObserver>();
    if (m_observer->connectTo(m_addresses.mqtt, myApp, key(myApp)) != 0 || m_observer->subscribe("my-app/#") != 0)
        return false;
    // takeMessages() asks this device for an answer.
    QJsonObject request{{QStringLiteral("app_id"), myApp}, {QStringLiteral("dev_id"), QStringLiteral("marker")}};
    QJsonObject radio = request;
    radio.insert(QStringLiteral("dev_eui"), QStringLiteral("/////////8A="));
    request.insert(QStringLiteral("lorawan_device"), radio);
    const bool made =
        call(QStringLiteral("/handler.ApplicationManager/SetDevice"), request).code == QLatin1String("OK");
    takeMessages();
    return made;
}

QByteArray RecordedNetwork::key(const QString &appId, const QString &right) const
{
    for (const auto &application : m_addresses.applications) {
        for (const auto &candidate : application.keys) {
            const bool fits = right.isEmpty() ? candidate.rights.size() > 1 : candidate.rights == QStringList{right};
            if (application.appId == appId && fits)
                return candidate.key;
        }
    }
    return {};
}

RpcClient::Endpoint RecordedNetwork::endpoint(const QString &path) const
{
    if (path.startsWith(QLatin1String("/discovery.")))
        return {m_addresses.discovery, m_addresses.authorityPath};
    return {m_addresses.handler, m_addresses.handlerCertificatePath};
}

RpcClient::Outcome RecordedNetwork::replay(const QJsonObject &line)
{
    const QString path = line.value(QLatin1String("call")).toString();
    const QString hex = line.value(QLatin1String("request_hex")).toString();
    const QByteArray request =
        hex.isEmpty() ? RpcClient::requestBytes(path, completed(line.value(QLatin1String("request")).toObject()))
                      : QByteArray::fromHex(hex.toLatin1());
    RpcClient::Metadata metadata = credential(line);
    const QJsonObject extra = line.value(QLatin1String("metadata")).toObject();
    for (auto entry = extra.begin(); entry != extra.end(); ++entry)
        metadata.append({entry.key().toUtf8(), entry.value().toString().toUtf8()});
    return RpcClient::call(endpoint(path), path.toUtf8(), request, metadata);
}

RpcClient::Outcome RecordedNetwork::call(const QString &path, const QJsonObject &request)
{
    const QString appId = request.value(QLatin1String("app_id")).toString();
    // The recordings keep to the rate limit by waiting; so do we.
    for (;;) {
        const auto outcome = RpcClient::call(endpoint(path), path.toUtf8(), RpcClient::requestBytes(path, request),
                                             {{"key", key(appId)}});
        if (outcome.code != QLatin1String("RESOURCE_EXHAUSTED"))
            return outcome;
        QTest::qWait(200);
    }
}

RpcClient::Metadata RecordedNetwork::credential(const QJsonObject &line) const
{
    const QJsonValue value = line.value(QLatin1String("credential"));
    const QString note = line.value(QLatin1String("note")).toString();
    if (value.isObject()) {
        RpcClient::Metadata metadata;
        const QJsonObject given = value.toObject();
        for (auto entry = given.begin(); entry != given.end(); ++entry) {
            QString text = completed(entry.value().toString());
            if (text.contains(QLatin1String("<token>")))
                text.replace(QLatin1String("<token>"), QString::fromLatin1(mintedToken({}, note)));
            metadata.append({entry.key().toUtf8(), text.toUtf8()});
        }
        return metadata;
    }
    const QString name = value.toString();
    if (name.isEmpty() || name == QLatin1String("none"))
        return {};
    if (name == QLatin1String("full"))
        return {{"key", key(myApp)}};
    if (name.contains(QLatin1String("token of ")))
        return {{"token", mintedToken(name, note)}};
    return {{"key", completed(u'<' + name + u'>').toUtf8()}};
}

QByteArray RecordedNetwork::mintedToken(const QString &name, const QString &note) const
{
    const QString appId = name.contains(QLatin1String("other-app")) ? QStringLiteral("other-app")
                          : note.contains(QLatin1String("caller without the right delete")) ? QStringLiteral("new-app")
                                                                                            : myApp;
    QStringList rights = right::all();
    if (note.contains(QLatin1String("without the right delete")))
        rights.removeAll(right::deletion);
    if (note.contains(QLatin1String("scope but no rights")))
        rights.clear();
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QJsonObject claims = Tokens::applicationClaims(appId, AppId::fromServer(appId), rights, 3600);
    if (note.contains(QLatin1String("operator")))
        claims = Tokens::operatorClaims(QStringLiteral("sandbox-handler"), 3600);
    if (name.startsWith(QLatin1String("expired")))
        claims[QStringLiteral("exp")] = now - 67;
    if (name.startsWith(QLatin1String("user")))
        claims[QStringLiteral("scope")] = QJsonArray{QStringLiteral("apps")};
    if (note.contains(QLatin1String("unknown issuer")))
        claims[QStringLiteral("iss")] = QStringLiteral("somewhere");
    if (note.contains(QLatin1String("not valid yet")))
        claims[QStringLiteral("nbf")] = now + 1000;
    if (note.contains(QLatin1String("without the scope")))
        claims[QStringLiteral("scope")] = QJsonArray{};
    QByteArray token = m_tokens->sign(claims);
    if (note.contains(QLatin1String("damaged"))) {
        const qsizetype middle = token.lastIndexOf('.') + 10;
        token[middle] = token[middle] == 'A' ? 'B' : 'A';
    }
    return token;
}

QString RecordedNetwork::completed(const QString &text) const
{
    static const QRegularExpression named(
        QStringLiteral("<(full|settings|devices|messages) key of ([a-z-]+)(, part after the dot)?>"));
    static const QRegularExpression cut(QStringLiteral("^(.*?)x*… \\((\\d+) characters\\)$"),
                                        QRegularExpression::DotMatchesEverythingOption);
    static const QMap<QString, QString> rights = {{QStringLiteral("full"), {}},
                                                  {QStringLiteral("settings"), right::settings},
                                                  {QStringLiteral("devices"), right::devices},
                                                  {QStringLiteral("messages"), right::readUplinks}};
    QString result = text;
    if (const auto match = cut.match(result); match.hasMatch())
        result = match.captured(1).leftJustified(match.captured(2).toInt(), u'x');
    for (auto match = named.match(result); match.hasMatch(); match = named.match(result)) {
        QString value = QString::fromLatin1(key(match.captured(2), rights.value(match.captured(1))));
        if (!match.captured(3).isEmpty())
            value = value.section(u'.', 1);
        result.replace(match.capturedStart(), match.capturedLength(), value);
    }
    return result;
}

QJsonValue RecordedNetwork::completed(const QJsonValue &value) const
{
    if (value.isObject())
        return completed(value.toObject());
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(completed(item));
        return items;
    }
    if (!value.isString())
        return value;
    // Our handler, router and broker have their own names.
    return completed(value.toString()).replace(QLatin1String("peer-"), QLatin1String("sandbox-"));
}

QJsonObject RecordedNetwork::completed(const QJsonObject &json) const
{
    QJsonObject result;
    for (auto entry = json.begin(); entry != json.end(); ++entry)
        result.insert(entry.key(), completed(entry.value()));
    return result;
}

std::optional<AirDownlink> RecordedNetwork::uplink(const AirUplink &uplink)
{
    std::optional<AirDownlink> received;
    bool isDone = false;
    m_network->air().uplink(uplink, [&](const std::optional<AirDownlink> &answer) {
        received = answer;
        isDone = true;
    });
    if (!QTest::qWaitFor([&] { return isDone; }, patience))
        qFatal("The network gave no answer to an uplink");
    return received;
}

std::optional<AirSession> RecordedNetwork::join(const AirJoin &request)
{
    std::optional<AirSession> session;
    m_network->air().join(request, [&](const std::optional<AirSession> &answer) { session = answer; });
    return session;
}

QList<MqttObserver::Message> RecordedNetwork::takeMessages()
{
    // What the handler says about this comes after all that it said before.
    const QByteArray answerTopic = "my-app/devices/marker/events/down/errors";
    const auto isAnswer = [&](const MqttObserver::Message &message) { return message.topic == answerTopic; };
    m_observer->publish("my-app/devices/marker/down", "{}");
    const auto arrived = [&] {
        const auto messages = m_observer->messages();
        return std::any_of(messages.begin(), messages.end(), isAnswer);
    };
    if (!QTest::qWaitFor(arrived, patience))
        qWarning("The network did not answer a downlink");
    QList<MqttObserver::Message> messages = m_observer->takeMessages();
    messages.removeIf(isAnswer);
    return messages;
}

} // namespace thingsdesk::test
