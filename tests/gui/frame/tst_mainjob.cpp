// SPDX-License-Identifier: GPL-3.0-or-later
// The whole main job in the real window, by object names, against a real network: each function goes on where the one
// before it stopped.
#include "gui/connect/certificatefield.h"
#include "jobfixture.h"

#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTabBar>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestMainJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_job.start(), qPrintable(m_job.sandbox.error())); }

    void cleanup()
    {
        if (QTest::currentTestFailed())
            m_job.console.savePicture(QString::fromLatin1(QTest::currentTestFunction()));
    }

    void addsTheApplicationByDiscovery()
    {
        m_job.console.console().start({});
        QVERIFY(hand().press(u"connectButton"_s));
        QVERIFY(hand().type(u"appIdEdit"_s, u"weather-station"_s));
        QVERIFY(hand().type(u"secretEdit"_s, QString::fromLatin1(m_job.key())));
        QVERIFY(hand().type(u"discoveryEdit"_s, m_job.sandbox.discovery()));
        QVERIFY(hand().check(u"advancedButton"_s, true));
        auto *authority = qobject_cast<CertificateField *>(hand().find(u"discoveryCaField"_s));
        QVERIFY(authority);
        authority->load(m_job.sandbox.authorityPath()); // what its file dialog does with the chosen name
        QVERIFY(hand().press(u"checkButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(hand().says(u"checkSummaryLabel"_s).contains(u"send downlinks: yes"), patience);
        QVERIFY(hand().press(u"addButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_job.console.isOnline(), patience);
        QCOMPARE(hand().says(u"applicationName"_s), u"weather-station"_s);
        m_job.console.savePicture(u"job-added"_s);
    }

    void registersOtaaAndAbp()
    {
        QVERIFY(goTo(ApplicationPage::Id::Devices));
        QTRY_VERIFY_WITH_TIMEOUT(m_job.deviceRow(u"plug-ws523"_s).isValid(), patience);
        QVERIFY(registerDevice(u"otaa-by-hand"_s, u"deviceSheet/otaaRadio"_s));
        QVERIFY(registerDevice(u"abp-by-hand"_s, u"deviceSheet/abpRadio"_s));
        QVERIFY(m_job.deviceRow(u"otaa-by-hand"_s).isValid() && m_job.deviceRow(u"abp-by-hand"_s).isValid());
    }

    void seesTheFirstUplinkDecoded()
    {
        QVERIFY(hand().selectRow(u"deviceTable"_s, u"abp-by-hand"_s));
        QVERIFY(simulate());
        QVERIFY(goTo(ApplicationPage::Id::Live));
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesFields(u"abp-by-hand"_s, "temperature"), patience);
    }

    void savesAnotherDecoderAndSeesTheNextUplinkChanged()
    {
        QVERIFY(goTo(ApplicationPage::Id::PayloadFunctions));
        QTRY_VERIFY_WITH_TIMEOUT(hand().sees(u"decoderEditor"_s), patience);
        QVERIFY(hand().append(u"decoderEditor"_s,
                              u"\nvar before = Decoder;\nDecoder = function (bytes, port) {\n"
                              "  var fields = before(bytes, port);\n  fields.changed_by = \"hand\";\n"
                              "  return fields;\n};\n"_s));
        QVERIFY(hand().press(u"payloadPage/saveButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(hand().says(u"payloadPage/unsavedLabel"_s).isEmpty(), patience);
        QVERIFY(goTo(ApplicationPage::Id::Devices));
        QVERIFY(hand().selectRow(u"deviceTable"_s, u"abp-by-hand"_s));
        QVERIFY(simulate());
        QVERIFY(goTo(ApplicationPage::Id::Live));
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesFields(u"abp-by-hand"_s, "changed_by"), patience);
    }

    void carriesAnUplinkToTheFunctions()
    {
        // Offscreen has no drags of its own: what one would send, from the list over the tab to the pane.
        auto *list = qobject_cast<QAbstractItemView *>(hand().find(u"trafficTable"_s));
        auto *tabs = qobject_cast<QTabBar *>(hand().find(u"pageTabs"_s));
        QVERIFY(list && list->dragEnabled() && tabs);
        QModelIndex row;
        UplinkMessage carried;
        for (int i = 0; i < list->model()->rowCount(); ++i) {
            const QModelIndex index = list->model()->index(i, 0);
            const auto record = index.data(TrafficModel::RecordRole).value<HistoryRecord>();
            if (record.uplink() && record.uplink()->devId.toString() == u"abp-by-hand") {
                row = index;
                carried = *record.uplink();
            }
        }
        QVERIFY(row.isValid() && row.flags().testFlag(Qt::ItemIsDragEnabled));
        const std::unique_ptr<QMimeData> data(list->model()->mimeData({row}));
        QVERIFY(data);

        constexpr int target = int(ApplicationPage::Id::PayloadFunctions);
        const QPoint onTab = tabs->tabRect(target).center();
        QDragEnterEvent enter(onTab, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(tabs, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(onTab, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(tabs, &move);
        QTRY_COMPARE_WITH_TIMEOUT(tabs->currentIndex(), target, patience);

        QTRY_VERIFY_WITH_TIMEOUT(hand().sees(u"uplinkResult"_s), patience);
        QWidget *const pane = hand().find(u"uplinkResult"_s);
        QDragEnterEvent arrive(pane->rect().center(), Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(pane, &arrive);
        QVERIFY(arrive.isAccepted());
        QDropEvent drop(pane->rect().center(), Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(pane, &drop);
        QVERIFY(drop.isAccepted());
        auto *bytes = qobject_cast<QLineEdit *>(hand().find(u"uplinkBytesField/bytesEdit"_s));
        QVERIFY(bytes);
        QCOMPARE(QByteArray::fromHex(bytes->text().toLatin1()), carried.payload);
        m_job.console.savePicture(u"job-carried"_s);
    }

    void sendsAConfirmedDownlinkAndSeesItAcknowledged()
    {
        QVERIFY(goTo(ApplicationPage::Id::Downlinks));
        QVERIFY(hand().type(u"downlinkComposer/deviceEdit"_s, u"plug-ws523"_s));
        QVERIFY(hand().choose(u"downlinkComposer/formCombo"_s, u"Hex"_s));
        QVERIFY(hand().type(u"downlinkComposer/payloadEdit"_s, u"08 01 00 FF"_s));
        QVERIFY(hand().type(u"downlinkComposer/portBox"_s, u"85"_s));
        QVERIFY(hand().check(u"downlinkComposer/confirmedBox"_s, true));
        QVERIFY(hand().press(u"downlinkComposer/sendButton"_s));
        // It waits for an uplink of the device, is sent, and acknowledged with the next uplink.
        QTRY_VERIFY_WITH_TIMEOUT(m_job.seesAcknowledgement(), 4 * patience);
        m_job.console.savePicture(u"job-acknowledged"_s);
    }

    void deletesAndUndoes()
    {
        QVERIFY(goTo(ApplicationPage::Id::Devices));
        QVERIFY(hand().selectRow(u"deviceTable"_s, u"otaa-by-hand"_s));
        QVERIFY(hand().press(u"devicesPage/deleteButton"_s));
        QVERIFY(hand().says(u"devicesPage/bannerText"_s).contains(u"otaa-by-hand"));
        QTRY_VERIFY(hand().sees(u"confirmDeleteButton"_s)); // shown with the next turn of the event loop
        QVERIFY(hand().press(u"confirmDeleteButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!m_job.deviceRow(u"otaa-by-hand"_s).isValid(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(hand().sees(u"undoDeleteButton"_s), patience);
        QVERIFY(hand().press(u"undoDeleteButton"_s));
        QTRY_VERIFY_WITH_TIMEOUT(m_job.deviceRow(u"otaa-by-hand"_s).isValid(), patience);
        m_job.console.savePicture(u"job-undone"_s);
    }

private:
    const TourHand &hand() const { return m_job.hand(); }

    bool goTo(ApplicationPage::Id page) const { return hand().trigger(u"showPage%1Action"_s.arg(int(page) + 1)); }

    bool registerDevice(const QString &devId, const QString &activation) const
    {
        return hand().press(u"devicesPage/registerButton"_s) && hand().type(u"deviceSheet/idEdit"_s, devId) &&
               hand().check(activation, true) &&
               QTest::qWaitFor([&] { return hand().press(u"deviceSheet/devEuiGenerateButton"_s); }, patience) &&
               hand().press(u"deviceSheet/registerDeviceButton"_s) &&
               QTest::qWaitFor([&] { return hand().press(u"firmwareSheet/firmwareCloseButton"_s); }, patience);
    }

    /// Battery, temperature and humidity, as a Milesight EM300 sends them.
    bool simulate() const
    {
        return hand().trigger(u"simulateAction"_s) &&
               hand().type(u"simulateForm/simulateBytesEdit"_s, u"01755A03673401046865"_s) &&
               hand().type(u"simulateForm/simulatePortBox"_s, u"85"_s) &&
               hand().press(u"simulateForm/simulateButton"_s);
    }

    JobFixture m_job;
};

QTEST_MAIN(TestMainJob)
#include "tst_mainjob.moc"
