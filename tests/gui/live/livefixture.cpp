// SPDX-License-Identifier: GPL-3.0-or-later
#include "livefixture.h"

#include "gui/live/trafficview.h"
#include "models/trafficmodel.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

namespace thingsdesk::test {

UplinkMessage madeUplink(const QString &device, quint32 counter, const QByteArray &fields, quint8 port)
{
    UplinkMessage uplink;
    uplink.appId = AppId::fromServer(QStringLiteral("weather-station"));
    uplink.devId = DevId::fromServer(device);
    uplink.port = port;
    uplink.counter = counter;
    uplink.payload = QByteArray::fromHex("021c007b");
    uplink.fields = fields;
    uplink.metadata.time = Timestamp::fromMilliseconds(1'700'000'000'000 + qint64(counter) * 1000);
    uplink.metadata.frequency = 868'300'000;
    uplink.metadata.modulation = QStringLiteral("LORA");
    uplink.metadata.dataRate = counter % 4 == 0 ? QStringLiteral("SF9BW125") : QStringLiteral("SF7BW125");
    uplink.metadata.codingRate = QStringLiteral("4/5");
    uplink.metadata.airtime = 46'336'000;
    GatewayReception roof;
    roof.gatewayId = QStringLiteral("gateway-roof");
    roof.rssi = -97;
    roof.snr = 7.2;
    GatewayReception hill = roof;
    hill.gatewayId = QStringLiteral("gateway-hill");
    hill.rssi = -110;
    uplink.metadata.gateways = {roof, hill};
    uplink.raw = uplink.toJson();
    return uplink;
}

TrafficMessage received(const UplinkMessage &uplink, qint64 milliseconds)
{
    return {Timestamp::fromMilliseconds(milliseconds), uplink};
}

TrafficMessage received(const DeviceEvent &event, qint64 milliseconds)
{
    return {Timestamp::fromMilliseconds(milliseconds), event};
}

LiveFixture::LiveFixture()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Test network");
    profile.appId = AppId::fromServer(QStringLiteral("weather-station"));
    auto history = std::make_unique<HistoryStore>(m_folder.filePath(QStringLiteral("history")), profile.appId);
    if (const auto opened = waited(history->open()); !opened)
        qFatal("%s", qPrintable(said(opened)));
    m_session = std::make_unique<ApplicationSession>(profile, Credentials(), m_network, std::move(history));
    m_preferences = std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("preferences.ini")));
    m_devices = std::make_unique<DeviceTableModel>(*m_session);
}

LiveFixture::~LiveFixture() = default;

bool LiveFixture::fill(int count)
{
    const qint64 now = Timestamp::now().nanoseconds / 1'000'000;
    const QString devices[] = {QStringLiteral("greenhouse"), QStringLiteral("door-2"), QStringLiteral("cold-1")};
    QList<TrafficMessage> batch;
    for (int n = 0; n < count; ++n) {
        const QByteArray fields = QByteArrayLiteral("{\"n\":") + QByteArray::number(n) +
                                  ",\"temperature\":" + QByteArray::number(n % 50) + '}';
        batch.append(received(madeUplink(devices[n % 3], quint32(n / 3), fields, quint8(n % 3 + 1)),
                              now - qint64(count - n) * 1000));
        if (batch.size() == 5000 || n == count - 1) {
            if (!add(batch))
                return false;
            batch.clear();
        }
    }
    return true;
}

bool LiveFixture::add(const QList<TrafficMessage> &messages)
{
    return waited(history().append(messages)).has_value();
}

bool LiveFixture::addUplink(const QByteArray &fields)
{
    return add({received(madeUplink(QStringLiteral("greenhouse"), ++m_counter, fields),
                         Timestamp::now().nanoseconds / 1'000'000)});
}

bool LiveFixture::open(QSize size)
{
    m_page.reset();
    m_page = std::make_unique<LivePage>(PageContext{*m_session, *m_devices, m_functions, *m_preferences});
    m_page->resize(size);
    m_page->show();
    m_page->activateWindow();
    m_page->activate();
    m_page->mainPart()->setFocus(); // as the frame does
    return QTest::qWaitForWindowActive(m_page.get()) &&
           QTest::qWaitFor([this] { return !model().isSearching(); }, patience);
}

TrafficModel &LiveFixture::model() const
{
    return *m_page->findChild<TrafficModel *>();
}

TrafficView &LiveFixture::table() const
{
    return *find<TrafficView>("trafficTable");
}

void LiveFixture::click(const char *buttonName) const
{
    QTest::mouseClick(find<QAbstractButton>(buttonName), Qt::LeftButton);
}

void LiveFixture::type(const char *editName, const QString &text) const
{
    auto *edit = find<QLineEdit>(editName);
    edit->setFocus();
    edit->selectAll();
    if (text.isEmpty())
        QTest::keyClick(edit, Qt::Key_Delete);
    else
        QTest::keyClicks(edit, text);
}

void LiveFixture::trigger(const char *actionName) const
{
    find<QAction>(actionName)->trigger();
}

bool LiveFixture::tick(const char *facetName, const QString &value) const
{
    click(facetName);
    auto *list = find<QWidget>(facetName)->findChild<QListWidget *>(QStringLiteral("facetList"));
    const auto item = [list, value]() -> QListWidgetItem * {
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text().startsWith(value))
                return list->item(row);
        return nullptr;
    };
    if (!QTest::qWaitFor([&] { return item() != nullptr; }, patience))
        return false;
    list->setCurrentItem(item());
    QTest::keyClick(list, Qt::Key_Space);
    const bool ticked = item()->checkState() == Qt::Checked;
    list->window()->close();
    return ticked;
}

QString LiveFixture::labelText(const char *labelName) const
{
    return find<QLabel>(labelName)->text();
}

bool LiveFixture::choose(qint64 id)
{
    m_page->showRecord(id);
    return QTest::qWaitFor(
        [this, id] {
            const auto *record = model().record(table().currentIndex().row());
            return record && record->id == id && find<QWidget>("detailPane")->isVisible();
        },
        patience);
}

QString LiveFixture::cellText(int row, int column) const
{
    return table().model()->index(row, column).data().toString();
}

} // namespace thingsdesk::test
