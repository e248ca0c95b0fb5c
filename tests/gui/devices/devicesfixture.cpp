// SPDX-License-Identifier: GPL-3.0-or-later
#include "devicesfixture.h"

#include "core/generate.h"
#include "gui/base/banner.h"
#include "gui/devices/devicetable.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>

namespace thingsdesk::test {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

DevicesFixture::DevicesFixture(SandboxProcess &sandbox, const QString &appId, const QByteArray &key)
    : m_sandbox(sandbox)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Demo network");
    profile.appId = AppId::fromServer(appId);
    profile.connection.discoveryAddress = sandbox.discovery();
    profile.connection.discoveryCa = contents(sandbox.authorityPath());
    profile.connection.mqttCa = profile.connection.discoveryCa;
    const Result<Credentials> full = Credentials::accessKey(sandbox.application(appId).accessKey);
    const Result<Credentials> used = key.isEmpty() ? full : Credentials::accessKey(key);
    m_direct = std::make_unique<HandlerClient>(profile.appId, *full, profile.connection, m_network);
    const Result<ApplicationClient *> client = waited(m_direct->application());
    auto history = std::make_unique<HistoryStore>(m_folder.filePath(QStringLiteral("history")), profile.appId);
    if (!client || !waited(history->open()))
        return;
    m_server = *client;
    m_session = std::make_unique<ApplicationSession>(profile, *used, m_network, std::move(history));
    m_preferences = std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("preferences.ini")));
    m_devices = std::make_unique<DeviceTableModel>(*m_session);
    reopenPage();
}

DevicesFixture::~DevicesFixture() = default;

void DevicesFixture::reopenPage()
{
    m_page.reset();
    m_page = std::make_unique<DevicesPage>(PageContext{*m_session, *m_devices, m_functions, *m_preferences});
    m_page->resize(1200, 800);
}

bool DevicesFixture::open()
{
    m_page->show();
    m_page->activateWindow();
    m_page->activate();
    return QTest::qWaitForWindowActive(m_page.get()) &&
           QTest::qWaitFor([this] { return !m_devices->isLoading() && !m_devices->failure(); }, patience);
}

Device DevicesFixture::onServer(const QString &devId)
{
    const Result<Device> device = waited(m_server->device(DevId::fromServer(devId)));
    return device ? *device : Device();
}

QLineEdit *DevicesFixture::edit(const char *objectName) const
{
    return find<QLineEdit>(objectName);
}

void DevicesFixture::type(const char *objectName, const QString &text)
{
    QLineEdit *edit = this->edit(objectName);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

bool DevicesFixture::click(const char *objectName)
{
    const bool ready = QTest::qWaitFor(
        [&] {
            const auto buttons = m_page->findChildren<QAbstractButton *>(QLatin1String(objectName));
            return std::any_of(buttons.begin(), buttons.end(),
                               [](const QAbstractButton *b) { return b->isVisible() && b->isEnabled(); });
        },
        patience);
    if (!ready)
        return false;
    for (QAbstractButton *button : m_page->findChildren<QAbstractButton *>(QLatin1String(objectName))) {
        if (button->isVisible() && button->isEnabled()) {
            button->click();
            return true;
        }
    }
    return false;
}

bool DevicesFixture::isShown(const char *objectName) const
{
    const auto *widget = m_page->findChild<QWidget *>(QLatin1String(objectName));
    return widget && widget->isVisible();
}

QString DevicesFixture::banner() const
{
    const auto *banner = find<Banner>("banner");
    return banner->isShowing() ? banner->text() : QString();
}

bool DevicesFixture::select(const QStringList &devIds)
{
    auto *table = find<DeviceTable>("deviceTable");
    table->setFocus();
    table->clearSelection();
    for (const QString &id : devIds) {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, DeviceTableModel::IdColumn);
            if (index.data(DeviceTableModel::ValueRole).toString() == id)
                table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    return table->selectedCount() == devIds.size();
}

Device otaaDevice(const QString &id)
{
    Device device;
    device.devId = DevId::fromServer(id);
    device.description = QStringLiteral("for a test");
    device.appEui = generateRandom<AppEui>();
    device.devEui = generateDevEui();
    device.appKey = generateRandom<AppKey>();
    return device;
}

Device abpDevice(const QString &id, const DevAddr &address)
{
    Device device = otaaDevice(id);
    device.appKey = AppKey();
    device.devAddr = address;
    device.nwkSKey = generateRandom<NwkSKey>();
    device.appSKey = generateRandom<AppSKey>();
    device.counterUp = 4711;
    device.counterDown = 12;
    return device;
}

} // namespace thingsdesk::test
