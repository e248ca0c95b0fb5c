// SPDX-License-Identifier: GPL-3.0-or-later
// The add-application form against a real network: the good way, and every way in which the check fails.
#include "gui/connect/addapplicationpage.h"
#include "gui/connect/certificatefield.h"
#include "gui/connect/checkstepline.h"
#include "gui/connect/connectioncheckview.h"
#include "gui/connect/registerapplicationpanel.h"
#include "support/madecertificate.h"
#include "support/pictures.h"
#include "support/sandboxprocess.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000;
const QByteArray wrongKey = "ttn-account-v2.wrongwrongwrong";

QString closedPort()
{
    QTcpServer server;
    return QString::number(server.listen(QHostAddress::LocalHost) ? server.serverPort() : 1);
}

} // namespace

class TestAddApplication final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        applyPlainStyle();
        QVERIFY2(m_sandbox.start(), qPrintable(m_sandbox.error()));
        m_key = m_sandbox.application(u"weather-station"_s).accessKey;
        QVERIFY(!m_key.isEmpty());
    }

    void init()
    {
        m_page = std::make_unique<AddApplicationPage>(m_network);
        m_page->resize(800, 720);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void cleanup() { m_page.reset(); }

    void goodInputPassesAndIsAccepted()
    {
        fill(u"weather-station"_s, m_key);
        type("networkNameEdit", u"My network"_s);
        QSignalSpy accepted(m_page.get(), &AddApplicationPage::accepted);
        check();
        QVERIFY(view()->passed().value_or(false));
        QVERIFY(text("checkSummaryLabel").contains(u"send downlinks: yes"));
        QVERIFY(text("addNote").contains(u"checked"));
        savePicture(*m_page, u"add-passed"_s);
        QTest::mouseClick(button("addButton"), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        const auto profile = accepted[0][0].value<Profile>();
        QCOMPARE(profile.networkName, u"My network"_s);
        QCOMPARE(profile.appId.toString(), u"weather-station"_s);
        QCOMPARE(profile.connection.discoveryAddress, m_sandbox.discovery());
        QVERIFY(profile.connection.discoveryCa.contains("BEGIN CERTIFICATE"));
        QCOMPARE(profile.secretPlace, SecretPlace::Keychain);
        QVERIFY(!profile.usesToken);
        QCOMPARE(accepted[0][1].value<Credentials>().secret().expose(), m_key);
    }

    void messagesAtTheFields()
    {
        savePicture(*m_page, u"add-empty"_s);
        QVERIFY(!button("addButton")->isEnabled());
        QTest::mouseClick(button("checkButton"), Qt::LeftButton);
        QVERIFY(text("appIdNote").contains(u"must not be empty"));
        QVERIFY(text("keyNote").contains(u"must not be empty"));
        type("appIdEdit", u"Weather"_s);
        QVERIFY(text("appIdNote").contains(u"lower case"));
        type("secretEdit", u"nodot"_s);
        QVERIFY(text("keyNote").contains(u"dot"));
        QVERIFY(!text("keyNote").contains(u"nodot"));
        type("discoveryEdit", u"host:99999"_s);
        QVERIFY(text("discoveryNote").startsWith(u"⚠"));
        type("mqttEdit", u"ftp://x"_s);
        QVERIFY(text("mqttNote").startsWith(u"⚠"));
        part<QAbstractButton>("advancedButton")->click();
        QVERIFY(part<QWidget>("advancedPanel")->isVisible());
        savePicture(*m_page, u"add-problems"_s);
        QVERIFY(!button("addButton")->isEnabled());
        QCOMPARE(part<QLineEdit>("appIdEdit")->text(), u"Weather"_s);
        QVERIFY(part<QLineEdit>("appIdEdit")->accessibleDescription().contains(u"lower case"));
        type("appIdEdit", u"weather"_s);
        QVERIFY(!text("appIdNote").contains(u"⚠"));
    }

    void enterAddsAndEscapeGivesUp()
    {
        QSignalSpy accepted(m_page.get(), &AddApplicationPage::accepted);
        QSignalSpy cancelled(m_page.get(), &AddApplicationPage::cancelled);
        fill(u"weather-station"_s, m_key);
        QVERIFY(text("addNote").contains(u"Not checked"));
        QTest::keyClick(part<QLineEdit>("discoveryEdit"), Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        QTest::keyClick(part<QLineEdit>("appIdEdit"), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }

    void withoutKeychain()
    {
        m_page->setKeychainState(
            u"the system's keychain"_s,
            Failure{Failure::Kind::Permanent, Failure::Cause::KeychainUnavailable, u"No keychain answers."_s, {}});
        QVERIFY(part<QRadioButton>("askRadio")->isChecked());
        QVERIFY(!part<QRadioButton>("keychainRadio")->isEnabled());
        QSignalSpy accepted(m_page.get(), &AddApplicationPage::accepted);
        fill(u"weather-station"_s, m_key);
        button("addButton")->click();
        QCOMPARE(accepted[0][0].value<Profile>().secretPlace, SecretPlace::Session);
    }

    void nameNotFound()
    {
        fill(u"weather-station"_s, m_key);
        type("discoveryEdit", u"no-such-host.invalid:1900"_s);
        fails("discoveryReachedStep", u"misspelt"_s, "editAddressButton");
        QTRY_VERIFY(part<QLineEdit>("discoveryEdit")->hasFocus());
    }

    void portClosed()
    {
        fill(u"weather-station"_s, m_key);
        type("discoveryEdit", u"localhost:"_s + closedPort());
        fails("discoveryReachedStep", u"port is another one"_s, "editAddressButton");
        savePicture(*m_page, u"add-closed-port"_s);
    }

    void certificateNotTrusted()
    {
        fill(u"weather-station"_s, m_key);
        part<CertificateField>("discoveryCaField")->clear();
        fails("certificateTrustedStep", u"choose the file of its CA certificate"_s, "chooseCertificateButton");
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_page->findChild<QFileDialog *>(u"certificateDialog"_s)));
        QVERIFY(part<QWidget>("advancedPanel")->isVisible());
        dialog->selectFile(m_sandbox.authorityPath());
        Q_EMIT dialog->fileSelected(m_sandbox.authorityPath());
        dialog->close();
        QVERIFY(text("checkSummaryLabel").contains(u"changed"));
        check();
        QVERIFY(view()->passed().value_or(false));
    }

    void certificateOfAnotherHost() { failsWithCertificate(u"other.example.org"_s, 0, 30, u"name"_s); }
    void certificateExpired() { failsWithCertificate(u"localhost"_s, -9, -2, u"not renewed"_s); }

    void noTlsThere()
    {
        fill(u"weather-station"_s, m_key);
        type("mqttEdit", u"mqtts://"_s + m_sandbox.mqtt());
        fails("brokerReachedStep", u"plain text"_s, "editAddressButton");
        QTRY_VERIFY(part<QLineEdit>("mqttEdit")->hasFocus());
    }

    void plainTextRefusedThenAllowed()
    {
        fill(u"weather-station"_s, m_key);
        type("mqttEdit", u"mqtt://broker.invalid:1883"_s);
        fails("brokerReachedStep", u"without TLS"_s, "allowPlaintextButton");
        QTRY_VERIFY(part<QCheckBox>("plaintextCheck")->isChecked());
        // It starts anew by itself, and comes one step further.
        QTRY_VERIFY_WITH_TIMEOUT(line("brokerReachedStep")->step().failure &&
                                     line("brokerReachedStep")->step().failure->cause == Failure::Cause::NameNotFound,
                                 patience);
        QVERIFY(line("brokerReachedStep")->findChild<QLabel *>(u"causesText"_s)->text().contains(u"Advanced"));
    }

    void handlerWithAnotherCertificate()
    {
        fill(u"weather-station"_s, m_key);
        type("handlerEdit", m_sandbox.handler());
        load("handlerCertificateField", makeCertificate(u"localhost"_s).pem);
        fails("handlerReachedStep", u"new certificate"_s, "chooseCertificateButton");
        QTRY_VERIFY(m_page->findChild<QFileDialog *>(u"certificateDialog"_s));
    }

    void keyWrong()
    {
        fill(u"weather-station"_s, wrongKey);
        fails("keyAcceptedStep", u"not copied completely"_s, "enterKeyButton");
        QTRY_VERIFY(part<QLineEdit>("secretEdit")->hasFocus());
        savePicture(*m_page, u"add-wrong-key"_s);
    }

    void keyOfAnotherApplication()
    {
        fill(u"weather-station"_s, m_sandbox.application(u"parking"_s).accessKey);
        fails("keyAcceptedStep", u"another application"_s, "editApplicationIdButton");
        QTRY_VERIFY(part<QLineEdit>("appIdEdit")->hasFocus());
    }

    void rightMissing()
    {
        const QByteArray key = m_sandbox.application(u"weather-station"_s).keyWith({u"settings"_s});
        QVERIFY(!key.isEmpty());
        fill(u"weather-station"_s, key);
        fails("subscribedStep", u"without this right"_s, "enterKeyButton");
    }

    void applicationUnknown()
    {
        fill(u"no-such-app"_s, m_key);
        fails("handlerFoundStep", u"not registered at a handler"_s, "editApplicationIdButton");
    }

    void brokerDown()
    {
        fill(u"weather-station"_s, m_key);
        type("mqttEdit", u"mqtt://localhost:"_s + closedPort());
        fails("brokerReachedStep", u"8883"_s, "editAddressButton");
    }

    void reportIsCopiedWithoutTheKey()
    {
        fill(u"weather-station"_s, wrongKey);
        check();
        QTest::mouseClick(button("copyReportButton"), Qt::LeftButton);
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(u"Discovery reached: ok"));
        QVERIFY(report.contains(u"Key accepted: failed"));
        QVERIFY(report.contains(u"Subscribed to the messages: not tried"));
        QVERIFY(!report.contains(u"wrongwrongwrong"));
    }

    void checkIsStopped()
    {
        fill(u"weather-station"_s, m_key);
        button("checkButton")->click();
        QVERIFY(view()->isRunning());
        button("stopCheckButton")->click();
        QTRY_VERIFY(!view()->isRunning());
        QVERIFY(text("checkSummaryLabel").contains(u"stopped"));
        QVERIFY(button("checkButton")->isEnabled());
    }

    void unregisteredApplicationIsRegistered()
    {
        fill(u"new-app"_s, m_sandbox.application(u"new-app"_s).accessKey);
        fails("handlerFoundStep", u"not registered at a handler"_s, "registerApplicationButton");
        QTRY_VERIFY(m_page->findChild<RegisterApplicationPanel *>());
        auto *handlers = part<QComboBox>("handlerCombo");
        QTRY_VERIFY_WITH_TIMEOUT(handlers->count() > 0 && handlers->isEnabled(), patience);
        savePicture(*m_page, u"add-register"_s);
        button("registerApplicationConfirmButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(view()->passed().value_or(false), patience);
        QTRY_VERIFY(!m_page->findChild<RegisterApplicationPanel *>());
    }

private:
    template <class T>
    T *part(const char *name) const
    {
        T *found = m_page->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QPushButton *button(const char *name) const { return part<QPushButton>(name); }
    QString text(const char *label) const { return part<QLabel>(label)->text(); }
    void type(const char *edit, const QString &text) const { part<QLineEdit>(edit)->setText(text); }
    ConnectionCheckView *view() const { return part<ConnectionCheckView>("checkView"); }
    CheckStepLine *line(const char *name) const { return part<CheckStepLine>(name); }

    void load(const char *field, const QByteArray &pem) const
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"made.pem"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pem);
        file.close();
        part<CertificateField>(field)->load(file.fileName());
        QVERIFY(part<CertificateField>(field)->problem().isEmpty());
    }

    void fill(const QString &appId, const QByteArray &key) const
    {
        type("appIdEdit", appId);
        type("secretEdit", QString::fromLatin1(key));
        type("discoveryEdit", m_sandbox.discovery());
        part<CertificateField>("discoveryCaField")->load(m_sandbox.authorityPath());
    }

    void check() const
    {
        QSignalSpy finished(view(), &ConnectionCheckView::finished);
        QTest::mouseClick(button("checkButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    }

    /// Runs the check, sees it fail at this step with this cause among the likely ones, and presses the button.
    void fails(const char *step, const QString &cause, const char *help) const
    {
        check();
        QVERIFY(!view()->passed().value_or(true));
        const CheckStepLine *failed = line(step);
        QCOMPARE(failed->state(), CheckStepLine::State::Failed);
        QVERIFY2(failed->findChild<QLabel *>(u"failureText"_s), "says what happened");
        const QString causes = failed->findChild<QLabel *>(u"causesText"_s)->text();
        QVERIFY2(causes.contains(cause), qPrintable(causes));
        auto *helping = failed->findChild<QPushButton *>(QString::fromLatin1(help));
        QVERIFY2(helping, help);
        QVERIFY(helping->isVisible());
        helping->click();
    }

    void failsWithCertificate(const QString &host, int firstDay, int lastDay, const QString &cause)
    {
        const MadeCertificate made = makeCertificate(host, firstDay, lastDay);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(made.pem));
        configuration.setPrivateKey(QSslKey(made.key, QSsl::Ec).isNull() ? QSslKey(made.key, QSsl::Rsa)
                                                                         : QSslKey(made.key, QSsl::Ec));
        QSslServer server;
        server.setSslConfiguration(configuration);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        fill(u"weather-station"_s, m_key);
        type("discoveryEdit", u"localhost:%1"_s.arg(server.serverPort()));
        load("discoveryCaField", made.pem);
        fails("certificateTrustedStep", cause, "chooseCertificateButton");
    }

    NetworkThread m_network;
    SandboxProcess m_sandbox;
    QByteArray m_key;
    std::unique_ptr<AddApplicationPage> m_page;
};

QTEST_MAIN(TestAddApplication)
#include "tst_addapplication.moc"
