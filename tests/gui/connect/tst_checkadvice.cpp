// SPDX-License-Identifier: GPL-3.0-or-later
// The advice at a failed step: each cause has its own, and the button that helps.
#include "gui/connect/checkadvice.h"

#include <QSet>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;
using Cause = Failure::Cause;
using Id = CheckStep::Id;

namespace {

CheckStep failedStep(Id id, Cause cause, const QString &text = u"It failed."_s)
{
    CheckStep step;
    step.id = id;
    step.failure = Failure{Failure::Kind::Permanent, cause, text, {}};
    return step;
}

const QList<Cause> &toldApart()
{
    static const QList<Cause> causes{Cause::NameNotFound,
                                     Cause::ConnectionRefused,
                                     Cause::TimedOut,
                                     Cause::CertificateNotTrusted,
                                     Cause::CertificateWrongHost,
                                     Cause::CertificateExpired,
                                     Cause::NotTls,
                                     Cause::PlaintextNotAllowed,
                                     Cause::KeyRejected,
                                     Cause::RightMissing,
                                     Cause::ApplicationNotFound,
                                     Cause::ApplicationNotRegistered};
    return causes;
}

} // namespace

class TestCheckAdvice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void causesAreToldApart()
    {
        QSet<QString> first;
        for (const Cause cause : toldApart()) {
            const CheckAdvice advice = adviceFor(failedStep(Id::HandlerReached, cause));
            QVERIFY(!advice.causes.isEmpty());
            QVERIFY2(!first.contains(advice.causes.first()), qPrintable(advice.causes.first()));
            first.insert(advice.causes.first());
        }
    }

    void everyCauseHasAdviceAtEveryStep()
    {
        for (int id = 0; id <= static_cast<int>(Id::Subscribed); ++id) {
            for (int cause = 0; cause <= static_cast<int>(Cause::KeychainDenied); ++cause) {
                const CheckAdvice advice = adviceFor(failedStep(static_cast<Id>(id), static_cast<Cause>(cause)));
                QVERIFY(!advice.causes.isEmpty());
                for (const QString &text : advice.causes)
                    QVERIFY(!text.trimmed().isEmpty());
                for (const CheckHelp help : advice.helps) {
                    QVERIFY(!helpLabel(help).isEmpty());
                    QVERIFY(!helpName(help).isEmpty());
                }
            }
        }
    }

    void firstHelp_data()
    {
        QTest::addColumn<int>("cause");
        QTest::addColumn<int>("help");
        const auto row = [](const char *name, Cause cause, CheckHelp help) {
            QTest::newRow(name) << static_cast<int>(cause) << static_cast<int>(help);
        };
        row("name", Cause::NameNotFound, CheckHelp::EditAddress);
        row("port", Cause::ConnectionRefused, CheckHelp::EditAddress);
        row("certificate", Cause::CertificateNotTrusted, CheckHelp::ChooseCertificate);
        row("host", Cause::CertificateWrongHost, CheckHelp::EditAddress);
        row("plain text", Cause::PlaintextNotAllowed, CheckHelp::AllowPlaintext);
        row("key", Cause::KeyRejected, CheckHelp::EnterKey);
        row("right", Cause::RightMissing, CheckHelp::EnterKey);
        row("unknown application", Cause::ApplicationNotFound, CheckHelp::RegisterApplication);
        row("unregistered application", Cause::ApplicationNotRegistered, CheckHelp::RegisterApplication);
    }
    void firstHelp()
    {
        QFETCH(int, cause);
        QFETCH(int, help);
        const CheckAdvice advice = adviceFor(failedStep(Id::HandlerReached, static_cast<Cause>(cause)));
        QVERIFY(!advice.helps.isEmpty());
        QCOMPARE(static_cast<int>(advice.helps.first()), help);
    }

    void publicNetworkIsGone()
    {
        const CheckAdvice there = adviceFor(failedStep(Id::DiscoveryReached, Cause::NameNotFound,
                                                       u"The name \"discovery.thethings.network\" was not found."_s));
        const CheckAdvice other = adviceFor(failedStep(Id::DiscoveryReached, Cause::NameNotFound));
        QVERIFY(there.causes.first().contains(u"switched off"));
        QVERIFY(!other.causes.first().contains(u"switched off"));
    }

    void portsAreThoseOfTheServer()
    {
        const auto first = [](Id id) { return adviceFor(failedStep(id, Cause::ConnectionRefused)).causes.first(); };
        QVERIFY(first(Id::DiscoveryReached).contains(u"1900"));
        QVERIFY(first(Id::HandlerReached).contains(u"1904"));
        QVERIFY(first(Id::BrokerReached).contains(u"8883"));
    }
};

QTEST_GUILESS_MAIN(TestCheckAdvice)
#include "tst_checkadvice.moc"
