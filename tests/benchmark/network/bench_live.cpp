// SPDX-License-Identifier: GPL-3.0-or-later
//
// Live messages a second: MqttClient, which reads every message into an UplinkMessage and hands it to the main thread,
// against mosquitto_sub, which writes the bytes to /dev/null. Both take the same uplinks from the same broker, one
// after the other, in pairs; the order changes from pair to pair (see BrokerBench).
//
// bench_live [--messages N] [--pairs P] [--tls] [--budget RATIO]
#include "brokerbench.h"

#include "network/mqtt/mqtttransport.h"
#include "network/mqttclient.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QEventLoop>

#include <cstdio>

using namespace thingsdesk;
using namespace thingsdesk::bench;

namespace {

MqttSettings settingsFor(BrokerBench &bench)
{
    MqttSettings settings;
    settings.appId = AppId::fromServer(QStringLiteral("my-app"));
    settings.key = Secret(tests::TestBroker::password);
    settings.broker = {QStringLiteral("localhost"), bench.port()};
    settings.tls = bench.isTls();
    settings.caCertificates = bench.ca().certificate;
    return settings;
}

double clientRound(BrokerBench &bench, NetworkThread &network)
{
    MqttClient client(settingsFor(bench), network);
    QEventLoop loop;
    qint64 received = 0;
    qint64 uplinks = 0;
    QObject::connect(&client, &MqttClient::online, &loop, &QEventLoop::quit);
    QObject::connect(&client, &MqttClient::batchReceived, &loop, [&](const QList<TrafficMessage> &messages) {
        received += messages.size();
        for (const TrafficMessage &message : messages)
            uplinks += std::holds_alternative<UplinkMessage>(message.body) ? 1 : 0;
        if (received >= bench.messages())
            loop.quit();
    });
    client.start();
    loop.exec();
    const auto publisher = bench.publisher();
    if (!publisher)
        return 0;
    QElapsedTimer timer;
    timer.start();
    BrokerBench::release(*publisher);
    loop.exec();
    const double result = bench.rate(timer);
    BrokerBench::end(*publisher);
    return uplinks == bench.messages() ? result : 0;
}

int compare(int messages, int pairs, bool tls, double budget)
{
    BrokerBench bench(messages, tls);
    NetworkThread network;
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
        double client = first ? clientRound(bench, network) : 0;
        const double reference = bench.mosquittoSubRound();
        if (!first)
            client = clientRound(bench, network);
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
    if (const auto code = publisherMain(application.arguments()))
        return *code;
    QCommandLineParser parser;
    const QCommandLineOption messages(QStringLiteral("messages"), {}, QStringLiteral("N"), QStringLiteral("200000"));
    const QCommandLineOption pairs(QStringLiteral("pairs"), {}, QStringLiteral("P"), QStringLiteral("5"));
    const QCommandLineOption tls(QStringLiteral("tls"));
    const QCommandLineOption budget(QStringLiteral("budget"), {}, QStringLiteral("RATIO"), QStringLiteral("0"));
    parser.addOptions({messages, pairs, tls, budget});
    parser.process(application);
    return compare(parser.value(messages).toInt(), parser.value(pairs).toInt(), parser.isSet(tls),
                   parser.value(budget).toDouble());
}
