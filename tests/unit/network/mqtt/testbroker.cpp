// SPDX-License-Identifier: GPL-3.0-or-later
#include "testbroker.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <sys/prctl.h>

namespace thingsdesk::tests {

namespace {

QString program(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty()
               ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")})
               : found;
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

TestBroker::TestBroker()
    : m_plainPort(freePort())
{
    write(QStringLiteral("acl"), "user my-app\ntopic read my-app/devices/+/up\ntopic read my-app/devices/+/up/#\n"
                                 "topic read my-app/devices/+/events/#\ntopic read my-app/events/#\n"
                                 "topic write my-app/devices/+/down\n"
                                 "user read-only\ntopic read read-only/devices/+/up\n"
                                 "user network\ntopic readwrite #\n");
    bool first = true;
    for (const char *user : {"my-app", "read-only", "network"}) {
        QStringList arguments{QStringLiteral("-b"), pathOf(QStringLiteral("passwords")), QString::fromLatin1(user),
                              QString::fromLatin1(password)};
        if (std::exchange(first, false))
            arguments.prepend(QStringLiteral("-c"));
        QProcess::execute(program(QStringLiteral("mosquitto_passwd")), arguments);
    }
}

TestBroker::~TestBroker()
{
    kill();
}

quint16 TestBroker::addTlsListener(const KeyAndCertificate &server)
{
    const QString name = QStringLiteral("server%1").arg(m_listeners++);
    write(name + QStringLiteral(".key"), server.key);
    write(name + QStringLiteral(".pem"), server.certificate);
    const quint16 port = freePort();
    m_tlsListeners += "listener " + QByteArray::number(port) + " 127.0.0.1\ncertfile " +
                      pathOf(name + QStringLiteral(".pem")).toLocal8Bit() + "\nkeyfile " +
                      pathOf(name + QStringLiteral(".key")).toLocal8Bit() + "\n";
    return port;
}

QByteArray TestBroker::configuration() const
{
    // "user root" only matters where the tests run as root: the files above are ours alone.
    return "per_listener_settings false\nuser root\nallow_anonymous false\nmax_queued_messages 0\npersistence false\n"
           "log_type subscribe\nlog_dest stderr\npassword_file " +
           pathOf(QStringLiteral("passwords")).toLocal8Bit() + "\nacl_file " +
           pathOf(QStringLiteral("acl")).toLocal8Bit() + "\nlistener " + QByteArray::number(m_plainPort) +
           " 127.0.0.1\n" + m_tlsListeners;
}

bool TestBroker::start()
{
    write(QStringLiteral("conf"), configuration());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(pathOf(QStringLiteral("log"))); // where the broker does not buffer
    // However the test ends, its broker ends with it.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program(QStringLiteral("mosquitto")), {QStringLiteral("-c"), pathOf(QStringLiteral("conf"))});
    const QDeadlineTimer deadline(20'000);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_plainPort);
        if (probe.waitForConnected(1000))
            return true;
        m_process.waitForFinished(20); // the pause between two tries
    }
    return false;
}

void TestBroker::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool TestBroker::hasSubscriber(const QByteArray &clientId) const
{
    QFile log(pathOf(QStringLiteral("log")));
    return log.open(QIODevice::ReadOnly) && log.readAll().contains(": " + clientId + " 0 ");
}

void TestBroker::write(const QString &name, const QByteArray &text) const
{
    QFile file(pathOf(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

} // namespace thingsdesk::tests
