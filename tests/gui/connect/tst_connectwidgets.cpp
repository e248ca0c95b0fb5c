// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the connect room that need no network: the doors, secrets, certificates, another key.
#include "gui/connect/certificatefield.h"
#include "gui/connect/connectionform.h"
#include "gui/connect/credentialsfield.h"
#include "gui/connect/keyentrypanel.h"
#include "gui/connect/welcomepage.h"
#include "support/madecertificate.h"
#include "support/pictures.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

template <class T>
T *part(QWidget &of, const char *name)
{
    return of.findChild<T *>(QString::fromLatin1(name));
}

const Failure noKeychain{Failure::Kind::Permanent, Failure::Cause::KeychainUnavailable, u"no service answers."_s, {}};

} // namespace

class TestConnectWidgets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyPlainStyle(); }

    void welcomeHasTwoDoors()
    {
        WelcomePage page;
        page.resize(800, 600);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QSignalSpy demo(&page, &WelcomePage::demoWanted);
        QSignalSpy connectTo(&page, &WelcomePage::connectWanted);
        savePicture(page, u"welcome"_s);
        QTest::mouseClick(part<QAbstractButton>(page, "connectButton"), Qt::LeftButton);
        QTest::keyClick(part<QAbstractButton>(page, "demoButton"), Qt::Key_Space);
        QCOMPARE(connectTo.size(), 1);
        QCOMPARE(demo.size(), 1);
        page.setDemoProgress(u"Starting the built-in network…"_s);
        savePicture(page, u"welcome-starting"_s);
        QVERIFY(!part<QAbstractButton>(page, "demoButton")->isEnabled());
        QVERIFY(part<QWidget>(page, "demoProgress")->isVisible());
        page.showFailure({Failure::Kind::Permanent, Failure::Cause::FileUnusable,
                          u"The built-in network could not be started: its program is missing."_s, u"ENOENT"_s});
        savePicture(page, u"welcome-failed"_s);
        QVERIFY(part<QAbstractButton>(page, "demoButton")->isEnabled());
        QVERIFY(!part<QWidget>(page, "demoProgress")->isVisible());
        QVERIFY(part<QWidget>(page, "banner")->isVisible());
    }

    void secretIsMaskedUntilRevealed()
    {
        CredentialsField field;
        field.show();
        auto *edit = part<QLineEdit>(field, "secretEdit");
        auto *reveal = part<QToolButton>(field, "revealButton");
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QTest::mouseClick(reveal, Qt::LeftButton);
        QCOMPARE(edit->echoMode(), QLineEdit::Normal);
        field.clear();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QGuiApplication::clipboard()->setText(u"  ttn-account-v2.pasted \n"_s);
        QTest::mouseClick(part<QToolButton>(field, "pasteButton"), Qt::LeftButton);
        QCOMPARE(field.credentials()->kind(), Credentials::Kind::AccessKey);
        QCOMPARE(field.credentials()->secret().expose(), "ttn-account-v2.pasted");
        QGuiApplication::clipboard()->clear();
    }

    void pastedTokenChoosesItsKind()
    {
        CredentialsField field;
        QCOMPARE(field.kind(), Credentials::Kind::AccessKey);
        part<QLineEdit>(field, "secretEdit")->setText(u"Bearer eyJhbGciOi.eyJzdWIi.c2ln"_s);
        QCOMPARE(field.kind(), Credentials::Kind::Token);
        QVERIFY(field.credentials().has_value());
    }

    void certificatesAreCheckedAndTakenAlone()
    {
        const MadeCertificate made = makeCertificate(u"localhost"_s);
        QVERIFY(!certificatesOnly("hello").has_value());
        const Result<QByteArray> key = certificatesOnly(made.key);
        QVERIFY(!key.has_value());
        QVERIFY(key.error().text.contains(u"private key"));
        const Result<QByteArray> both = certificatesOnly(made.key + made.pem);
        QVERIFY(both.has_value());
        QVERIFY(!both->contains("PRIVATE"));
        QVERIFY(both->contains("BEGIN CERTIFICATE"));
    }

    void badCertificateFileLeavesTheGoodOne()
    {
        QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        };
        QVERIFY(write(u"good.pem"_s, makeCertificate(u"lora.example.org"_s).pem));
        QVERIFY(write(u"bad.pem"_s, "no certificate"));
        CertificateField field;
        field.load(folder.filePath(u"good.pem"_s));
        QVERIFY(field.problem().isEmpty());
        QVERIFY(part<QLabel>(field, "certificateLabel")->text().contains(u"lora.example.org"));
        const QByteArray good = field.pem();
        QVERIFY(!good.isEmpty());
        for (const QString &name : {u"bad.pem"_s, u"missing.pem"_s}) {
            field.load(folder.filePath(name));
            QVERIFY(!field.problem().isEmpty());
            QCOMPARE(field.pem(), good);
        }
        field.clear();
        QVERIFY(field.pem().isEmpty());
        QVERIFY(field.problem().isEmpty());
    }

    void networkNameIsSuggested()
    {
        QCOMPARE(suggestedNetworkName(u"discovery.example.org:1900"_s), u"example.org"_s);
        QCOMPARE(suggestedNetworkName(u"lora.example.org"_s), u"lora.example.org"_s);
        QCOMPARE(suggestedNetworkName({}), u"thethings.network"_s);
        QCOMPARE(suggestedNetworkName(u"no address"_s), QString());
    }

    void anotherKeyIsAskedFor()
    {
        KeyEntryPanel panel;
        panel.resize(720, 300);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy accepted(&panel, &KeyEntryPanel::accepted);
        QSignalSpy cancelled(&panel, &KeyEntryPanel::cancelled);
        Profile profile;
        profile.appId = *AppId::parse(u"weather-station"_s);
        profile.networkName = u"lora.example.org"_s;
        panel.setKeychainState(u"the system's keychain"_s, std::nullopt);
        panel.ask(profile, Failure{Failure::Kind::Permanent,
                                   Failure::Cause::KeyRejected,
                                   u"The broker refused the access key."_s,
                                   {}});
        auto *edit = part<QLineEdit>(panel, "secretEdit");
        auto *use = part<QPushButton>(panel, "useKeyButton");
        QVERIFY(part<QLabel>(panel, "keyEntryReasonLabel")->text().contains(u"refused"));
        QVERIFY(part<QLabel>(panel, "keyEntryTitleLabel")->text().contains(u"weather-station"));
        QVERIFY(!use->isEnabled());
        edit->setText(u"nodot"_s);
        QVERIFY(!use->isEnabled());
        QVERIFY(part<QLabel>(panel, "keyEntryNote")->text().contains(u"dot"));
        savePicture(panel, u"key-entry"_s);
        edit->setText(u"ttn-account-v2.other"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted[0][0].value<Credentials>().secret().expose(), "ttn-account-v2.other");
        QCOMPARE(accepted[0][1].value<SecretPlace>(), SecretPlace::Keychain);
        QVERIFY(edit->text().isEmpty());
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }

    void withoutKeychainItIsAskedForAtEachStart()
    {
        KeyEntryPanel panel;
        QSignalSpy accepted(&panel, &KeyEntryPanel::accepted);
        panel.setKeychainState(u"the system's keychain"_s, noKeychain);
        Profile profile;
        profile.appId = *AppId::parse(u"weather-station"_s);
        panel.ask(profile, std::nullopt);
        QVERIFY(!part<QRadioButton>(panel, "keychainRadio")->isEnabled());
        QVERIFY(part<QRadioButton>(panel, "askRadio")->isChecked());
        QVERIFY(part<QLabel>(panel, "secretPlaceNote")->text().contains(u"no service answers"));
        part<QLineEdit>(panel, "secretEdit")->setText(u"ttn-account-v2.other"_s);
        part<QPushButton>(panel, "useKeyButton")->click();
        QCOMPARE(accepted[0][1].value<SecretPlace>(), SecretPlace::Session);
    }
};

QTEST_MAIN(TestConnectWidgets)
#include "tst_connectwidgets.moc"
