// SPDX-License-Identifier: GPL-3.0-or-later
// Saving functions: what it changes on the network, what others changed meanwhile, and what is lost when it fails
// (nothing).
#include "core/generate.h"
#include "gui/payload/codeview.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage.h"
#include "gui/payload/scripteditor.h"
#include "pagefixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

using Page = PageFixture<PayloadPage>;

namespace {

const QString changedDecoder = u"function Decoder(bytes) {\n  return { changed_here: bytes[0] + 0 };\n}\n"_s;

} // namespace

class TestPayloadSaving final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyPlainStyle(); }

    void init()
    {
        m_sandbox = std::make_unique<SandboxProcess>();
        QVERIFY2(m_sandbox->start(), qPrintable(m_sandbox->error()));
        m_page = std::make_unique<Page>(*m_sandbox);
        QVERIFY(m_page->open());
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("functionEditors"), patience);
    }

    void cleanup()
    {
        m_page.reset();
        m_sandbox.reset();
    }

    void theNextUplinkIsDecodedWithWhatWasSaved()
    {
        Device device;
        device.devId = DevId::fromServer(u"tested"_s);
        device.devEui = generateDevEui();
        device.appEui = generateRandom<AppEui>();
        device.devAddr = DevAddr({0x26, 0x01, 0x02, 0x03});
        device.nwkSKey = generateRandom<NwkSKey>();
        device.appSKey = generateRandom<AppSKey>();
        QVERIFY(waited(m_page->server().registerDevice(device)));
        QVERIFY(m_page->goOnline());
        for (const FunctionKind kind : allFunctionKinds)
            editors().setText(kind, kind == FunctionKind::Decoder ? changedDecoder : QString());
        QVERIFY(m_page->page().unsavedWork().contains(u"Decoder"));
        QVERIFY(m_page->find<QLabel>("unsavedLabel")->text().contains(u"unsaved"));
        savePicture(m_page->page(), u"payload-unsaved"_s);
        QTest::keyClick(&editors().editor(FunctionKind::Decoder), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Saved"), patience);
        QCOMPARE(m_page->page().unsavedWork(), QString());
        QCOMPARE(onServer().functions, (PayloadFunctions{changedDecoder, {}, {}, {}}));

        HistoryFilter filter;
        filter.kinds = {RecordKind::Uplink};
        QByteArray fields;
        const bool isDecoded = QTest::qWaitFor(
            [&] {
                if (!waited(m_page->server().simulateUplink(device.devId, QByteArray("\x2a"), 1)))
                    return false;
                QTest::qWait(300);
                const auto page = waited(m_page->session().history().pageBefore(filter, 0, 1));
                if (page && !page->records.isEmpty())
                    fields = page->records.last().uplink()->fields;
                return !fields.isEmpty();
            },
            patience);
        QVERIFY(isDecoded);
        QCOMPARE(fields, QByteArray(R"({"changed_here":42})"));
    }

    void threeVersionsWhereSomeoneElseSaved()
    {
        const PayloadFunctions before = onServer().functions;
        editors().setText(FunctionKind::Decoder, changedDecoder);
        editors().setText(FunctionKind::Encoder, u"// my encoder\n"_s + before.encoder);
        const QString theirDecoder = before.decoder + u"\n// theirs\n"_s;
        PayloadFunctionChanges changes;
        changes.decoder = theirDecoder;
        changes.converter = u"function Converter(fields) { return fields; }"_s;
        QVERIFY(waited(m_page->server().setPayloadFunctions(changes)));

        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("conflictView"), patience);
        QCOMPARE(onServer().functions.decoder, theirDecoder); // nothing written yet
        auto *tabs = m_page->find<QTabBar>("conflictTabs");
        QCOMPARE(tabs->count(), 3);
        QCOMPARE(tabs->tabText(0), u"Decoder: choose"_s);
        QCOMPARE(tabs->tabText(1), u"Converter: theirs"_s);
        QCOMPARE(tabs->tabText(2), u"Encoder: yours"_s);
        auto *difference = m_page->find<QWidget>("conflictDifference");
        const auto column = [difference](int i) {
            return difference->findChild<CodeView *>(u"differenceText%1"_s.arg(i))->text();
        };
        QVERIFY(column(1).contains(u"// theirs"));
        QVERIFY(!column(0).contains(u"// theirs"));
        QVERIFY(column(2).contains(u"changed_here"));
        QVERIFY(!m_page->find<QPushButton>("saveMergedButton")->isEnabled());
        savePicture(m_page->page(), u"payload-conflict"_s);

        // Back to the editors: nothing is lost, and the next save asks again.
        QVERIFY(m_page->click("keepEditingButton"));
        QCOMPARE(editors().functions().decoder, changedDecoder);
        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->isShown("conflictView"), patience);
        QVERIFY(m_page->click("keepYoursButton"));
        QVERIFY(m_page->click("saveMergedButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Saved"), patience);
        const PayloadFunctions after = onServer().functions;
        QCOMPARE(after.decoder, changedDecoder);
        QCOMPARE(after.converter, *changes.converter);
        QVERIFY(after.encoder.startsWith(u"// my encoder"));
        QCOMPARE(editors().functions(), after);
        QCOMPARE(m_page->page().unsavedWork(), QString());
    }

    void theirsCanBeKept()
    {
        const PayloadFunctions before = onServer().functions;
        editors().setText(FunctionKind::Decoder, changedDecoder);
        PayloadFunctionChanges changes;
        changes.decoder = u"// theirs\n"_s + before.decoder;
        QVERIFY(waited(m_page->server().setPayloadFunctions(changes)));
        QVERIFY(m_page->click("saveButton"));
        QVERIFY(m_page->click("keepTheirsButton"));
        QVERIFY(m_page->click("saveMergedButton"));
        QCOMPARE(editors().functions().decoder, *changes.decoder);
        QCOMPARE(onServer().functions.decoder, *changes.decoder);
        editors().undo(FunctionKind::Decoder); // ours is not gone
        QCOMPARE(editors().functions().decoder, changedDecoder);
    }

    void changesOfOthersAreShownWhenThePageComesBack()
    {
        PayloadFunctionChanges changes;
        changes.decoder = changedDecoder;
        QVERIFY(waited(m_page->server().setPayloadFunctions(changes)));
        m_page->page().activate();
        QTRY_COMPARE_WITH_TIMEOUT(editors().functions().decoder, changedDecoder, patience);

        editors().setText(FunctionKind::Decoder, u"// mine"_s);
        changes.decoder = u"// theirs"_s;
        QVERIFY(waited(m_page->server().setPayloadFunctions(changes)));
        m_page->page().activate();
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().contains(u"Someone else"), patience);
        QCOMPARE(editors().functions().decoder, u"// mine"_s);
        QVERIFY(m_page->click("showTheirsAction"));
        QVERIFY(m_page->isShown("conflictView"));
    }

    void comparesWithWhatIsSaved()
    {
        QVERIFY(!m_page->find<QPushButton>("compareButton")->isEnabled());
        const QString before = editors().functions().decoder;
        editors().setText(FunctionKind::Decoder, u"// one more line\n"_s + before);
        QVERIFY(m_page->click("compareButton"));
        QVERIFY(m_page->isShown("compareDifference"));
        QCOMPARE(m_page->find<QWidget>("compareDifference")->findChild<QLabel *>(u"differenceSummary"_s)->text(),
                 u"Difference 1 of 1"_s);
        savePicture(m_page->page(), u"payload-compare"_s);
        QTest::keyClick(m_page->find<QTabBar>("compareTabs"), Qt::Key_Escape);
        QVERIFY(m_page->isShown("functionEditors"));
    }

    void revertingAsksAndCanBeUndone()
    {
        const PayloadFunctions before = editors().functions();
        editors().setText(FunctionKind::Decoder, changedDecoder);
        auto *format = m_page->find<QComboBox>("formatCombo");
        format->setCurrentIndex(format->findText(u"Cayenne LPP"_s));
        QCOMPARE(m_page->find<QLabel>("unsavedLabel")->text(), u"● 2 unsaved"_s);
        QVERIFY(m_page->click("revertButton"));
        QCOMPARE(editors().functions().decoder, changedDecoder); // only asked
        QVERIFY(m_page->isShown("confirmBar"));
        savePicture(m_page->page(), u"payload-revert"_s);
        QVERIFY(m_page->click("confirmButton"));
        QCOMPARE(editors().functions(), before);
        QCOMPARE(format->currentText(), u"Custom functions"_s);
        QVERIFY(m_page->click("undoRevertAction"));
        QCOMPARE(editors().functions().decoder, changedDecoder);
        QCOMPARE(format->currentText(), u"Cayenne LPP"_s);
    }

    void theFormatIsSaved()
    {
        auto *format = m_page->find<QComboBox>("formatCombo");
        const PayloadFunctions functions = editors().functions();
        format->setCurrentIndex(format->findText(u"None"_s));
        QVERIFY(m_page->click("saveButton"));
        QVERIFY(m_page->banner().contains(u"empty all four"));
        QCOMPARE(onServer().format, PayloadFormat::Custom);
        format->setCurrentIndex(format->findText(u"Cayenne LPP"_s));
        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Saved"), patience);
        QCOMPARE(onServer().format, PayloadFormat::CayenneLpp);
        QCOMPARE(onServer().functions, functions);
        for (const FunctionKind kind : allFunctionKinds)
            editors().setText(kind, {});
        format->setCurrentIndex(format->findText(u"None"_s));
        m_page->find<Banner>("banner")->clear();
        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Saved"), patience);
        QCOMPARE(onServer().format, PayloadFormat::None);
        QCOMPARE(onServer().functions, PayloadFunctions());
    }

    void nothingIsLostWhenTheHandlerGoes()
    {
        editors().setText(FunctionKind::Decoder, changedDecoder);
        m_sandbox->kill();
        QVERIFY(m_page->click("saveButton"));
        QTRY_VERIFY_WITH_TIMEOUT(m_page->banner().startsWith(u"Not saved"), 2 * patience);
        QCOMPARE(editors().functions().decoder, changedDecoder);
        QVERIFY(m_page->page().unsavedWork().contains(u"Decoder"));
        QVERIFY(m_page->isShown("retrySaveAction"));
        savePicture(m_page->page(), u"payload-handler-gone"_s);
    }

private:
    FunctionEditors &editors() { return *m_page->find<FunctionEditors>("functionEditors"); }
    Application onServer() { return waited(m_page->server().application()).value_or(Application()); }

    std::unique_ptr<SandboxProcess> m_sandbox;
    std::unique_ptr<Page> m_page;
};

QTEST_MAIN(TestPayloadSaving)
#include "tst_payloadsaving.moc"
