// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/tlsprobe.h"
#include "support/madecertificate.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;

namespace {

std::unique_ptr<QSslServer> serveWith(const MadeCertificate &certificate)
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(certificate.pem));
    configuration.setPrivateKey(QSslKey(certificate.key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server->setSslConfiguration(configuration);
    if (!server->listen(QHostAddress::LocalHost))
        qFatal("cannot listen");
    return server;
}

Result<ProbeReport> probed(ProbeRequest request)
{
    Future<ProbeReport> future = probeEndpoint(request);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        qFatal("the probe does not end");
    return future.result();
}

} // namespace

class TestTlsProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_good = makeCertificate(u"localhost"_s);
        m_goodServer = serveWith(m_good);
    }

    void trusted()
    {
        const Result<ProbeReport> report =
            probed({{u"localhost"_s, m_goodServer->serverPort()}, true, m_good.pem, true});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().text));
        QVERIFY(report->protocol.startsWith(u"TLS 1."));
        QCOMPARE(report->fingerprint, QSslCertificate(m_good.pem).digest(QCryptographicHash::Sha256));
        QVERIFY(report->certificateExpiry > QDateTime::currentDateTimeUtc());
    }

    void withoutTls()
    {
        const Result<ProbeReport> report = probed({{u"localhost"_s, m_goodServer->serverPort()}, false, {}, false});
        QVERIFY(report);
        QVERIFY(report->protocol.isEmpty());
        QVERIFY(!report->address.isEmpty());
    }

    void untrusted() { check(m_goodServer->serverPort(), u"localhost"_s, {}, Cause::CertificateNotTrusted); }

    void wrongRoot()
    {
        const MadeCertificate other = makeCertificate(u"other.example"_s);
        check(m_goodServer->serverPort(), u"localhost"_s, other.pem, Cause::CertificateNotTrusted);
    }

    void wrongHost() { check(m_goodServer->serverPort(), u"127.0.0.1"_s, m_good.pem, Cause::CertificateWrongHost); }

    void expired()
    {
        const MadeCertificate old = makeCertificate(u"localhost"_s, -2, -1);
        const auto server = serveWith(old);
        check(server->serverPort(), u"localhost"_s, old.pem, Cause::CertificateExpired);
    }

    void serverWithoutTls()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            socket->write("this is no TLS server\n");
        });
        check(server.serverPort(), u"localhost"_s, m_good.pem, Cause::NotTls);
    }

    void serverThatHangsUp()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] { server.nextPendingConnection()->close(); });
        check(server.serverPort(), u"localhost"_s, m_good.pem, Cause::NotTls);
    }

    void silentServer()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        ProbeRequest request{{u"localhost"_s, server.serverPort()}, true, m_good.pem, true};
        request.timeout = std::chrono::milliseconds(200);
        const Result<ProbeReport> report = probed(request);
        QVERIFY(!report);
        QCOMPARE(report.error().cause, Cause::TimedOut);
        QVERIFY(report.error().isTransient());
    }

    void closedPort()
    {
        quint16 port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        const Result<ProbeReport> report = probed({{u"127.0.0.1"_s, port}, true, {}, false});
        QVERIFY(!report);
        QCOMPARE(report.error().cause, Cause::ConnectionRefused);
        QVERIFY(report.error().isTransient());
        QVERIFY(report.error().text.contains(u"127.0.0.1:%1"_s.arg(port)));
    }

    void unknownName()
    {
        const Result<ProbeReport> report = probed({{u"no-such-host.invalid"_s, 1900}, true, {}, false});
        QVERIFY(!report);
        QCOMPARE(report.error().cause, Cause::NameNotFound);
        QVERIFY(report.error().text.contains(u"no-such-host.invalid"));
    }

    void cancelled()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Future<ProbeReport> future = probeEndpoint({{u"localhost"_s, server.serverPort()}, true, {}, false});
        future.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(future.isCanceled());
    }

private:
    void check(quint16 port, const QString &host, const QByteArray &roots, Failure::Cause cause)
    {
        const Result<ProbeReport> report = probed({{host, port}, true, roots, true});
        QVERIFY(!report);
        QVERIFY2(report.error().cause == cause, qPrintable(report.error().text + report.error().detail));
        QCOMPARE(report.error().kind, Failure::Kind::Permanent);
        QVERIFY2(report.error().text.contains(QString::number(port)), qPrintable(report.error().text));
        QVERIFY(!report.error().text.contains(u'%'));
    }

    MadeCertificate m_good;
    std::unique_ptr<QSslServer> m_goodServer;
};

QTEST_GUILESS_MAIN(TestTlsProbe)
#include "tst_tlsprobe.moc"
