// SPDX-License-Identifier: GPL-3.0-or-later
#include "unit/sandbox/recordedsteps.h"

#include "core/uplinkmessage.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace thingsdesk::test {

namespace {

constexpr QByteArrayView secondWindow = "\"frequency\":869525000";

QByteArray masked(const QByteArray &payload, bool maskWindow)
{
    static const QList<QPair<QRegularExpression, QString>> masks = {
        {QRegularExpression(QStringLiteral("\"metadata\":\\{\"time\":\"[^\"]+\"")),
         QStringLiteral("\"metadata\":{\"time\":\"…\"")},
        {QRegularExpression(QStringLiteral("\"update_at\":\"2[^\"]*\"")), QStringLiteral("\"update_at\":\"…\"")},
        {QRegularExpression(QStringLiteral("\"dev_addr\":\"26000[0-9A-F]{3}\"")), QStringLiteral("\"dev_addr\":\"…\"")},
        {QRegularExpression(QStringLiteral(" after [0-9.]+ms")), QStringLiteral(" after …ms")},
    };
    static const QRegularExpression window(
        QStringLiteral("\"data_rate\":\"[^\"]*\",\"airtime\":\\d+|\"frequency\":\\d+,\"power\":\\d+"));
    static const QRegularExpression frame(QStringLiteral("^\\{\"payload\":\"([^\"]*)\""));
    QString text = QString::fromUtf8(payload);
    for (const auto &[pattern, mask] : masks)
        text.replace(pattern, mask);
    if (const auto match = frame.match(text); match.hasMatch())
        text.replace(match.capturedStart(1), match.capturedLength(1), QString::number(match.capturedLength(1)));
    const qsizetype config = text.indexOf(QLatin1String("\"config\":"));
    if (maskWindow && config >= 0)
        text = text.left(config) + text.mid(config).replace(window, QStringLiteral("…"));
    return text.toUtf8();
}

/// Messages as lines that can be compared, sorted.
QList<QByteArray> lines(const QList<MqttObserver::Message> &messages, bool maskWindow)
{
    QList<QByteArray> result;
    for (const auto &[topic, payload] : messages)
        result.append(topic + ' ' + masked(payload, maskWindow));
    std::sort(result.begin(), result.end());
    return result;
}

qsizetype placeOf(const QList<MqttObserver::Message> &messages, const QByteArray &ending)
{
    for (qsizetype i = 0; i < messages.size(); ++i) {
        if (messages[i].topic.endsWith(ending))
            return i;
    }
    return -1;
}

MqttObserver::Message messageOf(const QJsonObject &line)
{
    const QString hex = line.value(QLatin1String("payload_hex")).toString();
    return {line.value(QLatin1String("topic")).toString().toUtf8(),
            hex.isEmpty() ? line.value(QLatin1String("payload")).toString().toUtf8()
                          : QByteArray::fromHex(hex.toLatin1())};
}

} // namespace

QByteArray RecordedStep::uplinkBody() const
{
    for (const auto &[topic, payload] : messages) {
        if (topic.endsWith("/up") && payload.startsWith('{'))
            return payload;
    }
    return {};
}

QList<RecordedStep> recordedSteps(const QString &file)
{
    QList<RecordedStep> steps;
    for (const QJsonObject &line : recordedLines(file)) {
        const QString name = line.value(QLatin1String("step")).toString();
        if (steps.isEmpty() || steps.last().name != name || line.contains(QLatin1String("note"))) {
            steps.append(RecordedStep());
            steps.last().name = name;
        }
        RecordedStep &step = steps.last();
        if (line.contains(QLatin1String("note"))) {
            step.note = line.value(QLatin1String("note")).toString();
            step.done = line;
        } else if (line.contains(QLatin1String("device_received"))) {
            step.received = line.value(QLatin1String("device_received"));
        } else if (line.contains(QLatin1String("join_accept"))) {
            step.joinAccept = line.value(QLatin1String("join_accept"));
        } else if (line.contains(QLatin1String("code"))) {
            step.outcome = line;
        } else if (line.contains(QLatin1String("connection"))) {
            step.connectionClosed = true;
        } else if (!line.value(QLatin1String("topic")).toString().endsWith(QLatin1String("/down"))) {
            step.messages.append(messageOf(line));
        }
    }
    return steps;
}

sandbox::AirUplink airUplink(const RecordedStep &step)
{
    const QJsonObject recorded = step.done.value(QLatin1String("uplink")).toObject();
    sandbox::AirUplink uplink;
    uplink.appId = AppId::fromServer(QStringLiteral("my-app"));
    uplink.devId = DevId::fromServer(recorded.value(QLatin1String("dev_id")).toString());
    uplink.payload = QByteArray::fromHex(recorded.value(QLatin1String("payload_hex")).toString().toLatin1());
    uplink.counter = quint32(recorded.value(QLatin1String("counter")).toInt());
    uplink.confirmed = recorded.value(QLatin1String("confirmed")).toBool();
    uplink.acknowledges = recorded.value(QLatin1String("ack")).toBool();
    const QJsonValue port = recorded.value(QLatin1String("port"));
    if (!port.isNull())
        uplink.port = quint8(port.toInt(1));
    const QJsonValue rate = recorded.value(QLatin1String("data_rate"));
    if (rate.isDouble())
        uplink.bitRate = quint32(rate.toInt());
    else
        uplink.dataRate = rate.toString(QStringLiteral("SF7BW125"));
    if (const auto message = UplinkMessage::fromJson(step.uplinkBody())) {
        uplink.devId = message->devId;
        uplink.frequency = message->metadata.frequency;
        uplink.gateways = message->metadata.gateways;
    }
    if (uplink.gateways.isEmpty()) {
        GatewayReception gateway;
        gateway.gatewayId = QStringLiteral("eui-0102030405060708");
        gateway.rssi = -61;
        uplink.gateways = {gateway};
    }
    return uplink;
}

QString difference(const RecordedStep &step, const QList<MqttObserver::Message> &messages)
{
    const bool usesSecondWindow = std::any_of(step.messages.begin(), step.messages.end(), [](const auto &message) {
        return message.payload.contains(secondWindow.toByteArray());
    });
    const auto expected = lines(step.messages, usesSecondWindow);
    const auto got = lines(messages, usesSecondWindow);
    if (expected != got)
        return QStringLiteral("%1 (%2):\n  expected\n    %3\n  got\n    %4")
            .arg(step.name, step.note.left(100), QString::fromUtf8(expected.join("\n    ")),
                 QString::fromUtf8(got.join("\n    ")));
    const qsizetype sent = placeOf(messages, "/events/down/sent");
    if (sent >= 0 && placeOf(messages, "/up") > sent)
        return step.name + QStringLiteral(": the downlink was told before its uplink");
    return {};
}

QString difference(const RecordedStep &step, const std::optional<sandbox::AirDownlink> &received)
{
    if (!step.received)
        return {};
    const QJsonObject expected = step.received->toObject();
    if (step.received->isNull() || !received) {
        return step.received->isNull() == !received.has_value()
                   ? QString()
                   : step.name + QStringLiteral(": the device received something, or nothing, otherwise than recorded");
    }
    const auto flag = [&expected](const char *name) { return expected.value(QLatin1String(name)).toBool(); };
    const QByteArray payload = QByteArray::fromHex(expected.value(QLatin1String("payload")).toString().toLatin1());
    const bool same = received->payload == payload &&
                      received->port == expected.value(QLatin1String("port")).toInt(0) &&
                      int(received->counter) == expected.value(QLatin1String("counter")).toInt() &&
                      received->confirmed == (expected.value(QLatin1String("type")).toInt() == 5) &&
                      received->acknowledges == flag("ack") && received->pending == flag("pending");
    return same ? QString()
                : QStringLiteral("%1: the device received %2 on port %3, counter %4, ack %5, pending %6")
                      .arg(step.name, QString::fromLatin1(received->payload.toHex()))
                      .arg(received->port)
                      .arg(received->counter)
                      .arg(received->acknowledges)
                      .arg(received->pending);
}

} // namespace thingsdesk::test
