// SPDX-License-Identifier: GPL-3.0-or-later
// The connection check: every step, and every way in which one fails.
#include "network/connectioncheck.h"
#include "support/madecertificate.h"
#include "support/sandboxprocess.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;
using Id = CheckStep::Id;

namespace {

constexpr int patience = 60'000;

struct Outcome
{
    QList<CheckStep> steps;
    KeyRights rights;
    bool ok = false;
    bool finished = false;

    const CheckStep *last() const { return steps.isEmpty() ? nullptr : &steps.last(); }
};

} // namespace

class TestConnectionCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
        QFile file(m_sandbox.authorityPath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_authority = file.readAll();
        m_key = m_sandbox.application(u"weather-station"_s).accessKey;
    }

    void everyStepInItsOrder()
    {
        const Outcome outcome = checked(u"weather-station"_s, m_key, settings());
        QVERIFY(outcome.finished);
        QVERIFY2(outcome.ok,
                 qPrintable(outcome.last() && outcome.last()->failure ? outcome.last()->failure->text : QString()));
        const QList<Id> expected{Id::DiscoveryReached,  Id::CertificateTrusted, Id::HandlerFound,
                                 Id::HandlerReached,    Id::KeyAccepted,        Id::BrokerReached,
                                 Id::BrokerAcceptedKey, Id::Subscribed};
        QList<Id> told;
        for (const CheckStep &step : outcome.steps) {
            told.append(step.id);
            QVERIFY(step.ok);
            QVERIFY(!checkStepName(step.id).isEmpty());
        }
        QCOMPARE(told, expected);
        QCOMPARE(outcome.rights.settings, std::optional(true));
        QCOMPARE(outcome.rights.devices, std::optional(true));
        QCOMPARE(outcome.rights.readUplinks, std::optional(true));
        QCOMPARE(outcome.rights.sendDownlinks, std::optional(true));
    }

    void rightsOfAKey_data()
    {
        QTest::addColumn<QString>("right");
        for (const char *right : {"settings", "devices", "messages:up:r", "messages:down:w"})
            QTest::newRow(right) << QString::fromLatin1(right);
    }
    void rightsOfAKey()
    {
        QFETCH(QString, right);
        const QByteArray key = m_sandbox.application(u"weather-station"_s).keyWith({right});
        QVERIFY(!key.isEmpty());
        const Outcome outcome = checked(u"weather-station"_s, key, settings());
        QVERIFY(outcome.finished);
        QCOMPARE(outcome.rights.settings, std::optional(right == u"settings"));
        QCOMPARE(outcome.rights.devices, std::optional(right == u"devices"));
        QCOMPARE(outcome.rights.readUplinks, std::optional(right == u"messages:up:r"));
        QCOMPARE(outcome.rights.sendDownlinks, std::optional(right == u"messages:down:w"));
        QCOMPARE(outcome.ok, right == u"messages:up:r");
    }

    void closedPort()
    {
        ConnectionSettings with = settings();
        with.discoveryAddress = u"127.0.0.1:%1"_s.arg(closedPortNumber());
        fails(u"weather-station"_s, m_key, with, Id::DiscoveryReached, Cause::ConnectionRefused);
    }

    void unknownName()
    {
        ConnectionSettings with = settings();
        with.discoveryAddress = u"no-such-host.invalid:1900"_s;
        fails(u"weather-station"_s, m_key, with, Id::DiscoveryReached, Cause::NameNotFound);
    }

    void badAddress()
    {
        ConnectionSettings with = settings();
        with.discoveryAddress = u"not an address"_s;
        fails(u"weather-station"_s, m_key, with, Id::DiscoveryReached, Cause::InvalidInput);
    }

    void certificateNotTrusted()
    {
        ConnectionSettings with = settings();
        with.discoveryCa = makeCertificate(u"localhost"_s).pem;
        fails(u"weather-station"_s, m_key, with, Id::CertificateTrusted, Cause::CertificateNotTrusted);
    }

    void unknownApplication()
    {
        fails(u"no-such-app"_s, m_key, settings(), Id::HandlerFound, Cause::ApplicationNotFound);
    }

    void wrongHandlerCertificate()
    {
        ConnectionSettings with = settings();
        with.handlerAddress = m_sandbox.handler();
        with.handlerCertificate = makeCertificate(u"localhost"_s).pem;
        fails(u"weather-station"_s, m_key, with, Id::HandlerReached, Cause::CertificateNotTrusted);
    }

    void handlerGone()
    {
        ConnectionSettings with = settings();
        with.handlerAddress = u"localhost:%1"_s.arg(closedPortNumber());
        fails(u"weather-station"_s, m_key, with, Id::HandlerReached, Cause::ConnectionRefused);
    }

    void wrongKey()
    {
        fails(u"weather-station"_s, "ttn-account-v2.wrongwrongwrong", settings(), Id::KeyAccepted, Cause::KeyRejected);
    }

    void keyOfAnotherApplication()
    {
        fails(u"weather-station"_s, m_sandbox.application(u"parking"_s).accessKey, settings(), Id::KeyAccepted,
              Cause::KeyRejected);
    }

    void brokerGone()
    {
        ConnectionSettings with = settings();
        with.mqttAddress = u"mqtt://localhost:%1"_s.arg(closedPortNumber());
        fails(u"weather-station"_s, m_key, with, Id::BrokerReached, Cause::ConnectionRefused);
    }

    void brokerOverTls()
    {
        ConnectionSettings with = settings();
        with.mqttAddress = u"mqtts://"_s + m_sandbox.mqtts();
        fails(u"weather-station"_s, m_key, with, Id::BrokerReached, Cause::CertificateNotTrusted);
        with.mqttCa = m_authority;
        QVERIFY(checked(u"weather-station"_s, m_key, with).ok);
    }

    void plainTextBeyondThisMachine()
    {
        ConnectionSettings with = settings();
        with.mqttAddress = u"mqtt://broker.invalid:1883"_s;
        fails(u"weather-station"_s, m_key, with, Id::BrokerReached, Cause::PlaintextNotAllowed);
    }

    void cancelled()
    {
        NetworkThread network;
        ConnectionCheck check(*AppId::parse(u"weather-station"_s), *Credentials::accessKey(m_key), settings(), network);
        QSignalSpy finished(&check, &ConnectionCheck::finished);
        check.run();
        check.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
        QCOMPARE(finished.first().first().toBool(), false);
    }

    void destroyedAtAnyStep()
    {
        for (int steps = 0; steps < 8; ++steps) {
            auto check = std::make_unique<ConnectionCheck>(*AppId::parse(u"weather-station"_s),
                                                           *Credentials::accessKey(m_key), settings(), m_network);
            QSignalSpy told(check.get(), &ConnectionCheck::stepFinished);
            check->run();
            QTRY_VERIFY_WITH_TIMEOUT(told.size() >= steps, patience);
        }
    }

private:
    ConnectionSettings settings() const
    {
        ConnectionSettings with;
        with.discoveryAddress = m_sandbox.discovery();
        with.discoveryCa = m_authority;
        return with;
    }

    static quint16 closedPortNumber()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(1);
    }

    Outcome checked(const QString &appId, const QByteArray &key, const ConnectionSettings &with)
    {
        Outcome outcome;
        ConnectionCheck check(*AppId::parse(appId), *Credentials::accessKey(key), with, m_network);
        connect(&check, &ConnectionCheck::stepFinished, this,
                [&outcome](const CheckStep &step) { outcome.steps.append(step); });
        connect(&check, &ConnectionCheck::finished, this, [&outcome](bool ok) {
            outcome.ok = ok;
            outcome.finished = true;
        });
        check.run();
        if (!QTest::qWaitFor([&outcome] { return outcome.finished; }, patience))
            qWarning("the check does not end");
        outcome.rights = check.rights();
        return outcome;
    }

    void fails(const QString &appId, const QByteArray &key, const ConnectionSettings &with, Id step, Cause cause)
    {
        const Outcome outcome = checked(appId, key, with);
        QVERIFY(outcome.finished);
        QVERIFY(!outcome.ok);
        QVERIFY(outcome.last());
        QCOMPARE(outcome.last()->id, step);
        QVERIFY(outcome.last()->failure);
        QVERIFY2(outcome.last()->failure->cause == cause, qPrintable(outcome.last()->failure->text));
        QVERIFY2(!outcome.last()->failure->text.contains(QString::fromLatin1(key)), "no key in a text");
    }

    NetworkThread m_network;
    SandboxProcess m_sandbox;
    QByteArray m_authority;
    QByteArray m_key;
};

QTEST_GUILESS_MAIN(TestConnectionCheck)
#include "tst_connectioncheck.moc"
