// SPDX-License-Identifier: GPL-3.0-or-later
#include "brokerbench.h"

#include "rawmqtt.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

namespace thingsdesk::bench {

using namespace tests;

namespace {

constexpr int devices = 100;
constexpr int blockSize = 1000;

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

void waitForLine()
{
    while (true) {
        const int c = std::getchar();
        if (c == '\n' || c == EOF)
            return;
    }
}

int publishFlood(quint16 port, int messages, int perSecond)
{
    QByteArray block;
    QList<qsizetype> ends;
    for (int i = 0; i < blockSize; ++i) {
        block += publishPacket("my-app/devices/sensor-" + QByteArray::number(i % devices) + "/up",
                               uplinkOf600Bytes(i % devices, i));
        ends.append(block.size());
    }
    NetworkPublisher network(port);
    if (!network.isConnected())
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    waitForLine();
    const int step = perSecond > 0 ? std::clamp(perSecond / 100, 1, blockSize) : blockSize;
    const auto begin = std::chrono::steady_clock::now();
    for (int sent = 0; sent < messages; sent += step) {
        if (perSecond > 0)
            std::this_thread::sleep_until(begin + std::chrono::microseconds(qint64(sent) * 1'000'000 / perSecond));
        network.write(block.first(ends[std::min(messages - sent, step) - 1]));
        network.flush();
    }
    waitForLine();
    return 0;
}

} // namespace

BrokerBench::BrokerBench(int messages, bool tls)
    : m_messages(messages)
    , m_tls(tls)
{
}

bool BrokerBench::start()
{
    m_tlsPort = m_broker.addTlsListener(makeServer(m_ca, "DNS:localhost"));
    return m_broker.start();
}

std::unique_ptr<QProcess> BrokerBench::publisher(int perSecond)
{
    auto process = std::make_unique<QProcess>();
    process->start(QCoreApplication::applicationFilePath(),
                   {QStringLiteral("--publish"), QString::number(m_broker.plainPort()), QString::number(m_messages),
                    QString::number(perSecond)});
    return process->waitForReadyRead() ? std::move(process) : nullptr;
}

void BrokerBench::release(QProcess &publisher)
{
    publisher.write("go\n");
    publisher.waitForBytesWritten();
}

void BrokerBench::end(QProcess &publisher)
{
    publisher.write("stop\n");
    publisher.closeWriteChannel();
    publisher.waitForFinished();
}

double BrokerBench::mosquittoSubRound()
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
    const auto flood = publisher();
    if (!flood)
        return 0;
    QElapsedTimer timer;
    timer.start();
    release(*flood);
    subscriber.waitForFinished(-1);
    const double result = rate(timer);
    end(*flood);
    return result;
}

std::optional<int> publisherMain(const QStringList &arguments)
{
    if (arguments.size() < 5 || arguments[1] != u"--publish")
        return {};
    return publishFlood(arguments[2].toUShort(), arguments[3].toInt(), arguments[4].toInt());
}

double medianOf(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace thingsdesk::bench
