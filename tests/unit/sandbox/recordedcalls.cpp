// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordedcalls.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

namespace thingsdesk::test {

namespace {

/// Durations and what follows from the machine's speed.
QString masked(QString text)
{
    static const QRegularExpression expired(QStringLiteral("expired by [0-9hm]*[0-9]+s"));
    static const QRegularExpression interrupted(QStringLiteral("after [0-9.]+ms"));
    return text.replace(expired, QStringLiteral("expired by …")).replace(interrupted, QStringLiteral("after …"));
}

/// Takes out what belongs to one network: addresses, certificates, versions, moments, random addresses.
QJsonValue masked(const QJsonValue &value)
{
    static const QStringList own = {QStringLiteral("net_address"),  QStringLiteral("api_address"),
                                    QStringLiteral("mqtt_address"), QStringLiteral("public_key"),
                                    QStringLiteral("certificate"),  QStringLiteral("service_version"),
                                    QStringLiteral("description"),  QStringLiteral("last_seen")};
    // Ours has applications of its own, and no gateway before something was heard.
    static const QStringList recordedApplications = {QStringLiteral("my-app"), QStringLiteral("other-app")};
    if (value.isArray()) {
        QJsonArray result;
        for (const QJsonValue &item : value.toArray()) {
            const QJsonObject object = item.toObject();
            const QString appId = object.value(QLatin1String("app_id")).toString();
            const bool isForeign = object.size() == 1 && (object.contains(QLatin1String("gateway_id")) ||
                                                          (!appId.isEmpty() && !recordedApplications.contains(appId)));
            if (!isForeign)
                result.append(masked(item));
        }
        return result;
    }
    if (!value.isObject())
        return value;
    QJsonObject result;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QJsonValue plain = masked(member.value());
        const bool isEmpty = plain.isArray() && plain.toArray().isEmpty();
        if (!own.contains(member.key()) && !isEmpty)
            result.insert(member.key(), plain);
    }
    return result;
}

bool hasRandomResponse(const QString &call)
{
    return call.endsWith(QLatin1String("GetDevAddr")) || call.endsWith(QLatin1String("GetStatus"));
}

QString compare(RecordedNetwork &network, const QJsonObject &line, const RpcClient::Outcome &outcome)
{
    const QString call = line.value(QLatin1String("call")).toString();
    const QJsonObject expected = network.completed(line);
    const QString code = line.value(QLatin1String("code")).toString();
    const QString message = expected.value(QLatin1String("message")).toString();
    if (outcome.code != code || masked(outcome.message) != masked(message))
        return QStringLiteral("%1 \"%2\" instead of %3 \"%4\"").arg(outcome.code, outcome.message, code, message);
    if (code != QLatin1String("OK") || hasRandomResponse(call))
        return {};
    const QJsonObject headers = line.value(QLatin1String("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (outcome.headers.value(header.key()) != header.value().toString())
            return QStringLiteral("header %1 is \"%2\"").arg(header.key(), outcome.headers.value(header.key()));
    }
    const QJsonValue wanted = masked(QJsonValue(expected.value(QLatin1String("response")).toObject()));
    const QJsonValue got = masked(QJsonValue(RpcClient::responseJson(call, outcome.response)));
    if (wanted == got)
        return {};
    return QStringLiteral("response %1 instead of %2")
        .arg(QString::fromUtf8(QJsonDocument(got.toObject()).toJson(QJsonDocument::Compact).left(600)),
             QString::fromUtf8(QJsonDocument(wanted.toObject()).toJson(QJsonDocument::Compact).left(600)));
}

/// The recording kept to the rate limit by waiting.
RpcClient::Outcome patientReplay(RecordedNetwork &network, const QJsonObject &line)
{
    for (;;) {
        const auto outcome = network.replay(line);
        if (!outcome.message.startsWith(QLatin1String("Rate limit")))
            return outcome;
        QTest::qWait(100);
    }
}

/// Before its lists the recording made devices without writing the calls down.
void registerListed(RecordedNetwork &network, const QJsonObject &line)
{
    const QString path = QStringLiteral("/handler.ApplicationManager/SetDevice");
    for (const QJsonValue &device : line[QLatin1String("response")][QLatin1String("devices")].toArray()) {
        if (device[QLatin1String("dev_id")].toString().startsWith(QLatin1String("list-")))
            network.call(path, device.toObject());
    }
}

/// Whether a function has its say in the answer: how the engine runs it is tested with the engine.
bool runsFunctions(const QJsonObject &line)
{
    const QJsonObject app = line[QLatin1String("request")][QLatin1String("app")].toObject();
    return line.value(QLatin1String("call")).toString().contains(QLatin1String("/Dry")) &&
           (app.contains(QLatin1String("decoder")) || app.contains(QLatin1String("converter")) ||
            app.contains(QLatin1String("validator")) || app.contains(QLatin1String("encoder")));
}

} // namespace

QStringList differences(RecordedNetwork &network, const QString &recording, const KnownDifferences &known)
{
    QStringList wrong;
    int number = 0;
    for (const QJsonObject &line : recordedLines(recording)) {
        ++number;
        if (runsFunctions(line))
            continue;
        if (line.value(QLatin1String("note")) == QLatin1String("list all"))
            registerListed(network, line);
        const QString difference = compare(network, line, patientReplay(network, line));
        const QString place =
            QStringLiteral("%1:%2 (%3): ").arg(recording).arg(number).arg(line.value(QLatin1String("note")).toString());
        if (!difference.isEmpty() && !known.contains(number))
            wrong.append(place + difference);
        if (difference.isEmpty() && known.contains(number))
            wrong.append(place + QStringLiteral("is listed as different, but is not"));
    }
    if (number == 0)
        wrong.append(recording + QStringLiteral(" has no lines"));
    return wrong;
}

} // namespace thingsdesk::test
