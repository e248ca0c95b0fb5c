// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live messages a second: MqttClient, which reads every message into an UplinkMessage and hands it to the main thread,
// against mosquitto_sub, which writes the bytes to /dev/null. Both take the same uplinks of 600 bytes from the same
// broker, one after the other, in pairs; the order changes from pair to pair.
//
// A round: the subscriber is there; the publisher, a process of its own that only writes packets encoded beforehand,
// gets its word; the clock runs until the subscriber has N messages. The broker drops nothing (max_queued_messages 0),
// so that N messages arrive however slow a subscriber is. All of it shares the machine's cores, as in real life.
//
// bench_live [--messages N] [--pairs P] [--tls] [--budget RATIO]
#include "network/mqtt/mqtttransport.h"
#include "network/mqttclient.h"

#include "rawmqtt.h"
#include "testbroker.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace thingsdesk;
using namespace thingsdesk::tests;

namespace {

constexpr int devices = 100;

/// An uplink as the V2 handler writes it, 600 bytes.
QByteArray uplinkOf600Bytes(int device, int counter)
{
    const QByteArray begin =
        "{\"app_id\":\"my-app\",\"dev_id\":\"sensor-" + QByteArray::number(device) +
        "\",\"hardware_serial\":\"009991234F12660E\",\"port\":1,\"counter\":" + QByteArray::number(counter) +
        ",\"payload_raw\":\"AWcA4QJoUANzJ2QEZQDI\",\"payload_fields\":{\"barometric_pressure_3\":1008.4,"
        "\"luminosity_4\":200,\"relative_humidity_2\":40,\"temperature_1\":22.5";
    const QByteArray end =
        "},\"metadata\":{\"time\":\"2026-11-23T03:08:51.064722376Z\",\"frequency\":868.1,\"modulation\":\"LORA\","
        "\"data_rate\":\"SF7BW125\",\"airtime\":51456000,\"coding_rate\":\"4/5\",\"gateways\":[{\"gtw_id\":"
        "\"eui-0102030405060708\",\"gtw_trusted\":true,\"timestamp\":3187299736,\"time\":\"\",\"channel\":0,"
        "\"rssi\":-61,\"snr\":9.25,\"rf_chain\":1,\"latitude\":52.3731,\"longitude\":4.8922,\"altitude\":12}]}}";
    const qsizetype missing = 600 - begin.size() - end.size();
    return begin + (missing > 8 ? ",\"n\":\"" + QByteArray(missing - 7, 'x') + '"' : QByteArray()) + end;
}

/// The publisher's process: connects, says so, waits for a line, writes.
int publishFlood(quint16 port, int messages)
{
    QByteArray block;
    QList<qsizetype> ends;
    for (int i = 0; i < 1000; ++i) {
        block += publishPacket("my-app/devices/sensor-" + QByteArray::number(i % devices) + "/up",
                               uplinkOf600Bytes(i % devices, i));
        ends.append(block.size());
    }
    NetworkPublisher network(port);
    if (!network.isConnected())
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    std::getchar();
    for (int left = messages; left > 0; left -= 1000) {
        network.write(block.first(ends[std::min(left, 1000) - 1]));
        network.flush();
    }
    std::getchar(); // until the reader has them: a closed connection is not waited for by brokers
    return 0;
}

class Bench
{
public:
    Bench(int messages, bool tls)
        : m_messages(messages)
        , m_tls(tls)
    {
    }

    bool start()
    {
        m_tlsPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:localhost"));
        return m_broker.start();
    }

    /// Messages a second.
    double clientRound();
    double mosquittoSubRound();

private:
    bool startPublisher(QProcess &publisher);
    double rate(const QElapsedTimer &timer) const { return m_messages * 1e9 / double(timer.nsecsElapsed()); }
    quint16 port() const { return m_tls ? m_tlsPort : m_broker.plainPort(); }

    TestBroker m_broker;
    KeyAndCertificate m_ca = makeCa("CA of the benchmark");
    QTemporaryDir m_directory;
    NetworkThread m_network;
    quint16 m_tlsPort = 0;
    int m_messages;
    int m_round = 0;
    bool m_tls;
};

bool Bench::startPublisher(QProcess &publisher)
{
    publisher.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--publish"), QString::number(m_broker.plainPort()), QStringLiteral("--messages"),
                     QString::number(m_messages)});
    return publisher.waitForReadyRead();
}

double Bench::clientRound()
{
    MqttSettings settings;
    settings.appId = AppId::fromServer(QStringLiteral("my-app"));
    settings.key = Secret(TestBroker::password);
    settings.broker = {QStringLiteral("localhost"), port()};
    settings.tls = m_tls;
    settings.caCertificates = m_ca.certificate;
    MqttClient client(settings, m_network);
    QEventLoop loop;
    qint64 received = 0;
    qint64 uplinks = 0;
    QObject::connect(&client, &MqttClient::online, &loop, &QEventLoop::quit);
    QObject::connect(&client, &MqttClient::batchReceived, &loop, [&](const QList<TrafficMessage> &messages) {
        received += messages.size();
        for (const TrafficMessage &message : messages)
            uplinks += std::holds_alternative<UplinkMessage>(message.body) ? 1 : 0;
        if (received >= m_messages)
            loop.quit();
    });
    client.start();
    loop.exec();
    QProcess publisher;
    if (!startPublisher(publisher))
        return 0;
    QElapsedTimer timer;
    timer.start();
    publisher.write("go\n");
    loop.exec();
    const double result = rate(timer);
    publisher.write("stop\n");
    publisher.closeWriteChannel();
    publisher.waitForFinished();
    return uplinks == m_messages ? result : 0;
}

double Bench::mosquittoSubRound()
{
    const QString name = QStringLiteral("sub-%1").arg(++m_round);
    QProcess subscriber;
    subscriber.setStandardOutputFile(QProcess::nullDevice());
    QStringList arguments{QStringLiteral("-h"), QStringLiteral("localhost"),
                          QStringLiteral("-p"), QString::number(port()),
                          QStringLiteral("-i"), name,
                          QStringLiteral("-u"), QStringLiteral("my-app"),
                          QStringLiteral("-P"), QString::fromLatin1(TestBroker::password),
                          QStringLiteral("-t"), QStringLiteral("my-app/devices/+/up"),
                          QStringLiteral("-C"), QString::number(m_messages)};
    if (m_tls) {
        const QString path = m_directory.filePath(QStringLiteral("ca.pem"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_ca.certificate) < 0)
            return 0;
        arguments << QStringLiteral("--cafile") << path;
    }
    subscriber.start(QStandardPaths::findExecutable(QStringLiteral("mosquitto_sub")), arguments);
    while (!m_broker.hasSubscriber(name.toLatin1())) {
        if (subscriber.waitForFinished(10))
            return 0;
    }
    QProcess publisher;
    if (!startPublisher(publisher))
        return 0;
    QElapsedTimer timer;
    timer.start();
    publisher.write("go\n");
    publisher.waitForBytesWritten();
    subscriber.waitForFinished(-1);
    const double result = rate(timer);
    publisher.write("stop\n");
    publisher.closeWriteChannel();
    publisher.waitForFinished();
    return result;
}

double medianOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

int compare(int messages, int pairs, bool tls, double budget)
{
    Bench bench(messages, tls);
    if (!bench.start()) {
        std::fputs("mosquitto could not be started\n", stderr);
        return 1;
    }
    std::printf("%s, %s, %d uplinks of 600 bytes a round\n", qPrintable(mqttLibraryName()), tls ? "TLS" : "plain",
                messages);
    QList<double> ours;
    QList<double> theirs;
    QList<double> ratios;
    for (int i = 0; i < pairs; ++i) {
        const bool first = i % 2 == 0;
        double client = first ? bench.clientRound() : 0;
        const double reference = bench.mosquittoSubRound();
        if (!first)
            client = bench.clientRound();
        if (client <= 0 || reference <= 0)
            return 1;
        ours.append(client);
        theirs.append(reference);
        ratios.append(client / reference);
        std::printf("MqttClient %7.0f/s  mosquitto_sub %7.0f/s  ratio %.2f\n", client, reference, ratios.last());
    }
    std::printf("median: MqttClient %.0f/s, mosquitto_sub %.0f/s, ratio %.2f\n", medianOf(ours), medianOf(theirs),
                medianOf(ratios));
    return medianOf(ratios) >= budget ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QCommandLineParser parser;
    const QCommandLineOption messages(QStringLiteral("messages"), {}, QStringLiteral("N"), QStringLiteral("200000"));
    const QCommandLineOption pairs(QStringLiteral("pairs"), {}, QStringLiteral("P"), QStringLiteral("5"));
    const QCommandLineOption tls(QStringLiteral("tls"));
    const QCommandLineOption budget(QStringLiteral("budget"), {}, QStringLiteral("RATIO"), QStringLiteral("0"));
    const QCommandLineOption publish(QStringLiteral("publish"), {}, QStringLiteral("PORT"));
    parser.addOptions({messages, pairs, tls, budget, publish});
    parser.process(application);
    if (parser.isSet(publish))
        return publishFlood(parser.value(publish).toUShort(), parser.value(messages).toInt());
    return compare(parser.value(messages).toInt(), parser.value(pairs).toInt(), parser.isSet(tls),
                   parser.value(budget).toDouble());
}
