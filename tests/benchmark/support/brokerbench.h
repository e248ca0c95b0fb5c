// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "testbroker.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace thingsdesk::bench {

/// A broker, a publisher that floods it with uplinks of 600 bytes for "my-app", and mosquitto_sub to compare with.
///
/// A round: the subscriber is there; the publisher, a process of its own that only writes packets encoded beforehand,
/// gets its word; the clock runs until the subscriber has all messages. The broker drops nothing (max_queued_messages
/// 0), so that all arrive however slow a subscriber is. All of it shares the machine's cores, as in real life.
class BrokerBench
{
public:
    BrokerBench(int messages, bool tls);

    bool start();

    tests::TestBroker &broker() { return m_broker; }
    const tests::KeyAndCertificate &ca() const { return m_ca; }
    quint16 port() const { return m_tls ? m_tlsPort : m_broker.plainPort(); }
    int messages() const { return m_messages; }
    bool isTls() const { return m_tls; }

    /// Starts a publisher and waits until it is connected; nothing where it fails. `perSecond` 0 = as fast as it goes.
    std::unique_ptr<QProcess> publisher(int perSecond = 0);
    static void release(QProcess &publisher); ///< its word
    static void end(QProcess &publisher);     ///< once all is received: brokers do not wait for closed connections

    double rate(const QElapsedTimer &timer) const { return m_messages * 1e9 / double(timer.nsecsElapsed()); }
    /// Messages a second that mosquitto_sub takes, written to /dev/null; 0 where it fails.
    double mosquittoSubRound();

private:
    tests::TestBroker m_broker;
    tests::KeyAndCertificate m_ca = tests::makeCa("CA of the benchmark");
    QTemporaryDir m_directory;
    quint16 m_tlsPort = 0;
    int m_messages;
    int m_round = 0;
    bool m_tls;
};

/// The publisher's own process: the benchmark's main() hands over to it where its first argument is "--publish".
/// Nothing where it is not.
std::optional<int> publisherMain(const QStringList &arguments);

double medianOf(QList<double> values);

} // namespace thingsdesk::bench
