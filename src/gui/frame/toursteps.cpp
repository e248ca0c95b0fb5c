// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/toursteps.h"

#include "gui/frame/consoleapplication.h"
#include "gui/frame/mainwindow.h"
#include "gui/frame/pagestack.h"
#include "gui/frame/tourhand.h"
#include "models/downlinktimelinemodel.h"
#include "models/trafficmodel.h"

#include <QAbstractItemView>
#include <memory>

namespace thingsdesk {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Id = ApplicationPage::Id;

/// The tour's plan: what it does in the window, and how it sees what came of it.
class Plan
{
public:
    explicit Plan(ConsoleApplication &console)
        : m_window(console.window())
        , m_hand(console.window())
    {
    }

    QList<TourStep> steps();

private:
    TourStep arrive();
    TourStep seeOverview();
    TourStep seeDevices();
    QList<TourStep> registerDevice();
    QList<TourStep> watch();
    QList<TourStep> editDecoder();
    QList<TourStep> sendDownlink();

    bool goTo(Id page) const { return m_hand.trigger(u"showPage%1Action"_s.arg(int(page) + 1)); }

    /// The messages of a page's list, newest last.
    template <class Fits>
    bool anyRecord(Fits fits) const
    {
        const auto *view = qobject_cast<QAbstractItemView *>(m_hand.find(u"trafficTable"_s));
        for (int row = view ? view->model()->rowCount() - 1 : -1; row >= 0; --row) {
            const QModelIndex index = view->model()->index(row, 0);
            if (fits(index.data(TrafficModel::RecordRole).template value<HistoryRecord>(), index))
                return true;
        }
        return false;
    }

    MainWindow &m_window;
    const TourHand m_hand;
};

QList<TourStep> Plan::steps()
{
    QList<TourStep> all{arrive(), seeOverview(), seeDevices()};
    all += registerDevice();
    all += watch();
    all += editDecoder();
    all += sendDownlink();
    return all;
}

TourStep Plan::arrive()
{
    return {.name = u"start the built-in network, and connect to its application"_s,
            .act = [this] { return m_window.currentSession() != nullptr; },
            .done = [this] { return m_window.currentSession()->state() == ApplicationSession::State::Online; },
            .picture = {},
            .limit = 180s};
}

TourStep Plan::seeOverview()
{
    return {.name = u"look at the application, once messages have come"_s,
            .act =
                [this] {
                    // It is read when it comes to the front.
                    return m_window.currentSession()->messagesPerMinute() >= 10 && goTo(Id::Live) && goTo(Id::Overview);
                },
            .done = [this] { return m_hand.says(u"overviewPage/dayTextLabel"_s).contains(u"uplink"_s); },
            .picture = u"1-overview"_s,
            .limit = 180s};
}

TourStep Plan::seeDevices()
{
    return {.name = u"look at its devices"_s,
            .act = [this] { return goTo(Id::Devices); },
            .done = [this] { return m_hand.selectRow(u"deviceTable"_s, u"plug-ws523"_s); },
            .picture = u"2-devices"_s};
}

QList<TourStep> Plan::registerDevice()
{
    return {{.name = u"open the sheet for a new device"_s,
             .act = [this] { return m_hand.press(u"devicesPage/registerButton"_s); },
             .done = [this] { return m_hand.sees(u"deviceSheet/idEdit"_s); },
             .picture = {}},
            {.name = u"fill it in: OTAA, with generated EUI and key"_s,
             .act =
                 [this] {
                     return m_hand.type(u"deviceSheet/idEdit"_s, u"my-first-node"_s) &&
                            m_hand.type(u"deviceSheet/descriptionEdit"_s, u"My first node"_s) &&
                            m_hand.check(u"deviceSheet/otaaRadio"_s, true) &&
                            m_hand.press(u"deviceSheet/devEuiGenerateButton"_s) &&
                            m_hand.press(u"deviceSheet/appKeyGenerateButton"_s);
                 },
             .done =
                 [this] {
                     const QWidget *button = m_hand.find(u"deviceSheet/registerDeviceButton"_s);
                     return button && button->isEnabled();
                 },
             .picture = u"3-register"_s},
            {.name = u"register it"_s,
             .act = [this] { return m_hand.press(u"deviceSheet/registerDeviceButton"_s); },
             .done = [this] { return m_hand.sees(u"firmwareSheet"_s); },
             .picture = u"4-registered"_s},
            {.name = u"close the sheet, and find the device in the table"_s,
             .act = [this] { return m_hand.press(u"firmwareSheet/firmwareCloseButton"_s); },
             .done = [this] { return m_hand.selectRow(u"deviceTable"_s, u"my-first-node"_s); },
             .picture = {}}};
}

QList<TourStep> Plan::watch()
{
    const auto isDecoded = [this](const HistoryRecord &record, const QModelIndex &index) {
        const UplinkMessage *uplink = record.uplink();
        if (!uplink || uplink->devId.toString() != u"my-first-node" || uplink->fields.isEmpty())
            return false;
        auto *view = qobject_cast<QAbstractItemView *>(m_hand.find(u"trafficTable"_s));
        view->setCurrentIndex(index);
        return true;
    };
    return {{.name = u"let the network act as if the device had sent a reading"_s,
             .act =
                 [this] {
                     // Battery, temperature and humidity as a Milesight EM300 sends them.
                     return m_hand.trigger(u"simulateAction"_s) &&
                            m_hand.type(u"simulateForm/simulateBytesEdit"_s, u"01755A03673401046865"_s) &&
                            m_hand.type(u"simulateForm/simulatePortBox"_s, u"85"_s) &&
                            m_hand.press(u"simulateForm/simulateButton"_s);
                 },
             .done = [this] { return m_hand.says(u"devicesPage/bannerText"_s).contains(u"uplink"_s); },
             .picture = {}},
            {.name = u"see it among the live messages, decoded"_s,
             .act = [this] { return goTo(Id::Live); },
             .done = [this, isDecoded] { return anyRecord(isDecoded); },
             .picture = u"5-live"_s}};
}

QList<TourStep> Plan::editDecoder()
{
    const auto change = u"\n"
                        "var decoderBefore = Decoder;\n"
                        "Decoder = function (bytes, port) {\n"
                        "  var fields = decoderBefore(bytes, port);\n"
                        "  fields.changed_by = \"tour\";\n"
                        "  return fields;\n"
                        "};\n"_s;
    const auto isChanged = [](const HistoryRecord &record, const QModelIndex &) {
        return record.uplink() && record.uplink()->fields.contains("changed_by");
    };
    return {{.name = u"change the decoder"_s,
             .act = [this] { return goTo(Id::PayloadFunctions); },
             .done = [this, change] { return m_hand.append(u"decoderEditor"_s, change); },
             .picture = u"6-decoder"_s},
            {.name = u"save it at the handler"_s,
             .act = [this] { return m_hand.press(u"payloadPage/saveButton"_s); },
             .done = [this] { return m_hand.says(u"payloadPage/unsavedLabel"_s).isEmpty(); },
             .picture = {}},
            {.name = u"see an uplink with the changed fields"_s,
             .act = [this] { return goTo(Id::Live); },
             .done = [this, isChanged] { return anyRecord(isChanged); },
             .picture = {},
             .limit = 180s}};
}

QList<TourStep> Plan::sendDownlink()
{
    const auto isAcknowledged = [this] {
        const auto *list = qobject_cast<QAbstractItemView *>(m_hand.find(u"downlinkList"_s));
        for (int row = 0; list && list->model() && row < list->model()->rowCount(); ++row) {
            const auto entry = list->model()
                                   ->index(row, 0)
                                   .data(DownlinkTimelineModel::EntryRole)
                                   .value<DownlinkTimelineModel::Entry>();
            if (entry.isOurs && !entry.steps.isEmpty() && entry.steps.last().stage == DownlinkTracker::Stage::Acked)
                return true;
        }
        return false;
    };
    return {{.name = u"write a confirmed downlink: switch the socket on"_s,
             .act = [this] { return goTo(Id::Downlinks); },
             .done =
                 [this] {
                     return m_hand.type(u"downlinkComposer/deviceEdit"_s, u"plug-ws523"_s) &&
                            m_hand.choose(u"downlinkComposer/formCombo"_s, u"Hex"_s) &&
                            m_hand.type(u"downlinkComposer/payloadEdit"_s, u"08 01 00 FF"_s) &&
                            m_hand.type(u"downlinkComposer/portBox"_s, u"85"_s) &&
                            m_hand.check(u"downlinkComposer/confirmedBox"_s, true);
                 },
             .picture = {}},
            {.name = u"send it, and see it acknowledged"_s,
             .act = [this] { return m_hand.press(u"downlinkComposer/sendButton"_s); },
             .done = isAcknowledged,
             .picture = u"7-downlinks"_s,
             .limit = 300s}};
}

} // namespace

QList<TourStep> tourSteps(ConsoleApplication &console)
{
    // Kept by the steps that call it.
    const auto plan = std::make_shared<Plan>(console);
    QList<TourStep> steps = plan->steps();
    for (TourStep &step : steps)
        step.done = [plan, done = step.done] { return done(); };
    return steps;
}

} // namespace thingsdesk
