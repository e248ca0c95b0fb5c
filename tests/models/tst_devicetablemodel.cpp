// SPDX-License-Identifier: GPL-3.0-or-later
// The device table over a real session on the built-in network, with 3,000 devices.
#include "core/generate.h"
#include "madehistory.h"
#include "models/devicefiltermodel.h"
#include "models/devicetablemodel.h"
#include "network/networkthread.h"
#include "support/sandboxprocess.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int filled = 3000;

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Device otaaDevice(const QString &id)
{
    Device device;
    device.appId = AppId::fromServer(u"cold-chain"_s);
    device.devId = DevId::fromServer(id);
    device.appEui = generateRandom<AppEui>();
    device.devEui = generateDevEui();
    device.appKey = generateRandom<AppKey>();
    return device;
}

TrafficMessage deviceEvent(const DevId &devId, EventType type)
{
    const QString name = eventTypeName(type);
    DeviceEvent event = *DeviceEvent::fromJson(name, type == EventType::DeviceDeleted ? "null" : "{}");
    event.appId = AppId::fromServer(u"cold-chain"_s);
    event.devId = devId;
    return {Timestamp::now(), event};
}

/// What a model did.
struct Changes
{
    explicit Changes(const QAbstractItemModel &model)
        : inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , changed(&model, &QAbstractItemModel::dataChanged)
        , reset(&model, &QAbstractItemModel::modelReset)
    {
    }

    bool isNone() const { return inserted.isEmpty() && removed.isEmpty() && changed.isEmpty() && reset.isEmpty(); }

    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
    QSignalSpy reset;
};

} // namespace

class TestDeviceTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_sandbox.start({u"--fill"_s, QString::number(filled)}), qPrintable(m_sandbox.error()));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = openSession(u"history"_s);
        m_other = openSession(u"other"_s);
        QVERIFY(m_session && m_other);
        m_model = std::make_unique<DeviceTableModel>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_session.reset();
        m_other.reset();
    }

    void fillsPageByPage()
    {
        Changes changes(*m_model);
        QSignalSpy loading(m_model.get(), &DeviceTableModel::loadingChanged);
        m_model->refresh();
        QVERIFY(m_model->isLoading());
        m_model->refresh(); // is under way
        QTRY_VERIFY_WITH_TIMEOUT(!m_model->isLoading(), patience);
        QCOMPARE(m_model->rowCount(), filled);
        QCOMPARE(m_model->total(), std::optional<quint64>(filled));
        QList<int> pages;
        for (const QList<QVariant> &signal : std::as_const(changes.inserted))
            pages.append(signal[2].toInt() - signal[1].toInt() + 1);
        QCOMPARE(pages, QList<int>({100, 1000, 1000, 900})); // the first one is small, to be there soon
        QCOMPARE(changes.reset.size(), 0);
        QCOMPARE(changes.removed.size(), 0);
        QCOMPARE(loading.size(), 2);
        QVERIFY(!m_model->failure());
        const QList<DevId> ids = m_model->ids();
        QVERIFY(std::is_sorted(ids.begin(), ids.end()));
        for (const int row : {0, 1234, filled - 1}) {
            QCOMPARE(m_model->indexOf(ids[row]).row(), row);
            QCOMPARE(m_model->device(ids[row])->devId, ids[row]);
            QCOMPARE(value(row, DeviceTableModel::IdColumn).toString(), ids[row].toString());
            QVERIFY(!value(row, DeviceTableModel::LastSeenColumn).isValid());
            QVERIFY(!value(row, DeviceTableModel::LossColumn).isValid());
        }
        QVERIFY(!m_model->device(DevId::fromServer(u"not-there"_s)));
        QVERIFY(!m_model->indexOf(DevId::fromServer(u"not-there"_s)).isValid());

        Changes again(*m_model);
        QVERIFY(refreshed());
        QVERIFY(again.isNone());
    }

    void mergesInPlace()
    {
        ApplicationClient *const client = *waited(m_other->registry());
        QVERIFY(refreshed());
        const QList<DevId> ids = m_model->ids();
        const DevId edited = ids[1500];
        const DevId deleted = ids[700];
        QVERIFY(waited(client->registerDevice(otaaDevice(u"aa-first"_s))));
        QVERIFY(waited(client->registerDevice(otaaDevice(u"zz-last"_s))));
        DeviceChanges edit;
        edit.description = u"moved"_s;
        QVERIFY(waited(client->updateDevice(edited, edit)));
        QVERIFY(waited(client->deleteDevice(deleted)));

        const QPersistentModelIndex keptEdited(m_model->indexOf(edited));
        const QPersistentModelIndex keptDeleted(m_model->indexOf(deleted));
        const QPersistentModelIndex keptLast(m_model->index(m_model->rowCount() - 1, 3));
        Changes changes(*m_model);
        QVERIFY(refreshed());
        QCOMPARE(keptEdited.row(), 1500); // one more and one less before it
        QCOMPARE(value(keptEdited.row(), DeviceTableModel::DescriptionColumn).toString(), u"moved"_s);
        QVERIFY(!keptDeleted.isValid());
        QCOMPARE(keptLast.row(), filled - 1);
        QCOMPARE(m_model->rowCount(), filled + 1);
        QCOMPARE(m_model->total(), std::optional<quint64>(filled + 1));
        QCOMPARE(changes.inserted.size(), 2);
        QCOMPARE(changes.removed.size(), 1);
        QCOMPARE(changes.changed.size(), 1);
        QCOMPARE(changes.reset.size(), 0);
        QVERIFY(waited(client->deleteDevice(DevId::fromServer(u"aa-first"_s))));
        QVERIFY(waited(client->deleteDevice(DevId::fromServer(u"zz-last"_s))));
        QVERIFY(waited(client->registerDevice(otaaDevice(deleted.toString()))));
    }

    void ourOwnEditsAreThereAtOnce()
    {
        QVERIFY(refreshed());
        const QList<DevId> ids = m_model->ids();
        Device made = otaaDevice(u"aa-made"_s);
        made.counterUp = 7; // a single read tells it, a list does not
        m_model->put(made);
        QCOMPARE(m_model->rowCount(), filled + 1);
        QCOMPARE(m_model->total(), std::optional<quint64>(filled + 1));
        QCOMPARE(m_model->device(made.devId)->counterUp, 0u);
        made.description = u"in the cellar"_s;
        Changes changes(*m_model);
        m_model->put(made);
        m_model->put(made);
        QCOMPARE(changes.changed.size(), 1);
        QCOMPARE(m_model->device(made.devId)->description, made.description);
        m_model->remove(ids[5]);
        m_model->remove(ids[5]);
        QCOMPARE(m_model->rowCount(), filled);
        // The server knows better.
        QVERIFY(refreshed());
        QCOMPARE(m_model->ids(), ids);
    }

    void whatWePutWhileTheListIsReadStays()
    {
        QVERIFY(refreshed());
        const QList<DevId> ids = m_model->ids();
        const Device made = otaaDevice(u"aa-made"_s);
        m_model->refresh();
        m_model->put(made);
        m_model->remove(ids[2000]);
        QTRY_VERIFY_WITH_TIMEOUT(!m_model->isLoading(), patience);
        QVERIFY(m_model->device(made.devId));
        QVERIFY(!m_model->device(ids[2000]));
        QVERIFY(refreshed());
        QCOMPARE(m_model->ids(), ids);
    }

    void knowsWhatTheHistoryKnows()
    {
        QVERIFY(refreshed());
        const QList<DevId> ids = m_model->ids();
        Changes changes(*m_model);
        const Timestamp now = Timestamp::now();
        QVERIFY(waited(m_session->history().append({uplinkOf(ids[10], 4, now), uplinkOf(ids[10], 6, now)})));
        QTRY_VERIFY_WITH_TIMEOUT(value(10, DeviceTableModel::LastSeenColumn).isValid(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(value(10, DeviceTableModel::CounterUpColumn).toInt(), 6, patience);
        QCOMPARE(value(10, DeviceTableModel::LastSeenColumn).toDateTime(), now.toDateTime());
        QVERIFY(value(10, DeviceTableModel::RssiColumn).isValid());
        QVERIFY(value(10, DeviceTableModel::SnrColumn).isValid());
        QCOMPARE(value(10, DeviceTableModel::LossColumn).toDouble(), 1.0 / 3);
        QVERIFY(!m_model->index(10, 0).data(DeviceTableModel::IsQuietRole).toBool());
        QVERIFY(!value(11, DeviceTableModel::LastSeenColumn).isValid());
        for (const QList<QVariant> &signal : std::as_const(changes.changed)) {
            QCOMPARE(signal[0].toModelIndex().row(), 10);
            QCOMPARE(signal[1].toModelIndex().row(), 10);
        }
        const Timestamp old{now.nanoseconds - 3 * 86'400'000'000'000, 0};
        QVERIFY(waited(m_session->history().append({uplinkOf(ids[20], 1, old)})));
        QTRY_VERIFY_WITH_TIMEOUT(m_model->index(20, 0).data(DeviceTableModel::IsQuietRole).toBool(), patience);
        const auto activity = m_model->index(20, 0).data(DeviceTableModel::ActivityRole).value<DeviceActivity>();
        QCOMPARE(activity.lastSeen->nanoseconds, old.nanoseconds);
        // A model that comes later knows it too.
        DeviceTableModel later(*m_session);
        later.put(*m_model->device(ids[20]));
        QTRY_VERIFY_WITH_TIMEOUT(later.index(0, DeviceTableModel::LastSeenColumn).data().isValid(), patience);
    }

    void followsWhatOthersChange()
    {
        ApplicationClient *const client = *waited(m_other->registry());
        QVERIFY(refreshed());
        QSignalSpy loading(m_model.get(), &DeviceTableModel::loadingChanged);
        const Device made = otaaDevice(u"aa-theirs"_s);
        QVERIFY(waited(client->registerDevice(made)));
        QVERIFY(waited(m_session->history().append({deviceEvent(made.devId, EventType::DeviceCreated)})));
        QTRY_VERIFY_WITH_TIMEOUT(m_model->device(made.devId), patience);
        QCOMPARE(m_model->device(made.devId)->devEui, made.devEui);
        DeviceChanges edit;
        edit.description = u"theirs"_s;
        QVERIFY(waited(client->updateDevice(made.devId, edit)));
        QVERIFY(waited(m_session->history().append({deviceEvent(made.devId, EventType::DeviceUpdated)})));
        QTRY_COMPARE_WITH_TIMEOUT(m_model->device(made.devId)->description, u"theirs"_s, patience);
        QVERIFY(waited(client->deleteDevice(made.devId)));
        QVERIFY(waited(m_session->history().append({deviceEvent(made.devId, EventType::DeviceDeleted)})));
        QTRY_VERIFY_WITH_TIMEOUT(!m_model->device(made.devId), patience);
        QCOMPARE(loading.size(), 0); // one by one

        QList<TrafficMessage> many;
        for (int i = 0; i < 20; ++i)
            many.append(deviceEvent(m_model->ids()[i], EventType::DeviceUpdated));
        QVERIFY(waited(m_session->history().append(many)));
        QTRY_COMPARE_WITH_TIMEOUT(loading.size(), 2, patience); // the whole list, once
    }

    void theMostFrequentAppEuiFirst()
    {
        Device one = otaaDevice(u"one"_s);
        Device two = otaaDevice(u"two"_s);
        Device three = otaaDevice(u"three"_s);
        two.appEui = three.appEui;
        Device none = otaaDevice(u"none"_s);
        none.appEui = {};
        for (const Device &device : {one, two, three, none})
            m_model->put(device);
        QCOMPARE(m_model->appEuis(), QStringList({three.appEui.toHex(), one.appEui.toHex()}));
    }

    void isFilteredAndSortedWhileItFills()
    {
        DeviceFilterModel proxy;
        proxy.setSourceModel(m_model.get());
        QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
        proxy.sort(DeviceTableModel::DevEuiColumn, Qt::DescendingOrder);
        QVERIFY(refreshed());
        QCOMPARE(proxy.rowCount(), filled);
        const QString wanted = m_model->ids()[77].toString();
        QVERIFY(proxy.setFilterText(u"\""_s + wanted + u"\" quiet:5m"_s));
        QVERIFY(proxy.rowCount() >= 1);
        bool isFound = false;
        for (int row = 0; row < proxy.rowCount(); ++row)
            isFound = isFound || proxy.index(row, DeviceTableModel::IdColumn).data().toString() == wanted;
        QVERIFY(isFound);
    }

    void aModelMayGoWhileItLoads()
    {
        m_model->refresh();
        m_tester.reset();
        m_model.reset();
        QTest::qWait(200);
    }

    /// The last one: the network does not come back.
    void aRefreshThatFailsKeepsTheRows()
    {
        QVERIFY(refreshed());
        m_sandbox.kill();
        Changes changes(*m_model);
        QSignalSpy failed(m_model.get(), &DeviceTableModel::refreshFailed);
        m_model->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 2 * patience);
        QVERIFY(!m_model->isLoading());
        QVERIFY(m_model->failure());
        QVERIFY(m_model->failure()->isTransient());
        QVERIFY(!m_model->failure()->text.isEmpty());
        QCOMPARE(m_model->rowCount(), filled);
        QVERIFY(changes.isNone());
    }

private:
    std::unique_ptr<ApplicationSession> openSession(const QString &file)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.networkName = u"Demo network"_s;
        profile.appId = AppId::fromServer(u"cold-chain"_s);
        profile.connection.discoveryAddress = m_sandbox.discovery();
        profile.connection.discoveryCa = contents(m_sandbox.authorityPath());
        profile.connection.mqttCa = profile.connection.discoveryCa;
        auto history = std::make_unique<HistoryStore>(m_folder->filePath(file), profile.appId);
        if (!waited(history->open()))
            return nullptr;
        const auto credentials = Credentials::accessKey(m_sandbox.application(u"cold-chain"_s).accessKey);
        return std::make_unique<ApplicationSession>(profile, *credentials, m_network, std::move(history));
    }

    bool refreshed()
    {
        QSignalSpy done(m_model.get(), &DeviceTableModel::refreshed);
        m_model->refresh();
        return QTest::qWaitFor([&] { return !done.isEmpty(); }, patience);
    }

    QVariant value(int row, int column) const { return m_model->index(row, column).data(DeviceTableModel::ValueRole); }

    static TrafficMessage uplinkOf(const DevId &devId, quint32 counter, const Timestamp &received)
    {
        TrafficMessage message = madeUplink(int(counter) * 10, received);
        UplinkMessage &uplink = std::get<UplinkMessage>(message.body);
        uplink.devId = devId;
        uplink.raw = uplink.toJson();
        return message;
    }

    SandboxProcess m_sandbox;
    NetworkThread m_network;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<ApplicationSession> m_other; ///< another program on the same application
    std::unique_ptr<DeviceTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_GUILESS_MAIN(TestDeviceTableModel)
#include "tst_devicetablemodel.moc"
