// SPDX-License-Identifier: GPL-3.0-or-later
#include "overviewfixture.h"

#include "gui/base/banner.h"

#include <QAbstractButton>
#include <QFile>
#include <QLabel>
#include <QLineEdit>

namespace thingsdesk::test {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

OverviewFixture::OverviewFixture(const SandboxProcess &sandbox, const QString &appId, const QByteArray &key)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.networkName = QStringLiteral("Test network");
    profile.appId = AppId::fromServer(appId);
    profile.connection.discoveryAddress = sandbox.discovery();
    profile.connection.discoveryCa = contents(sandbox.authorityPath());
    ConnectionSettings direct = profile.connection;
    direct.handlerAddress = sandbox.handler();
    direct.handlerCertificate = contents(sandbox.handlerCertificatePath());
    const Result<Credentials> full = Credentials::accessKey(sandbox.application(appId).accessKey);
    const Result<Credentials> used = key.isEmpty() ? full : Credentials::accessKey(key);
    m_direct = std::make_unique<HandlerClient>(profile.appId, *full, direct, m_network);
    const Result<ApplicationClient *> client = waited(m_direct->application());
    auto history = std::make_unique<HistoryStore>(m_folder.filePath(QStringLiteral("history")), profile.appId);
    if (!client || !waited(history->open()))
        return;
    m_handler = *client;
    m_session = std::make_unique<ApplicationSession>(profile, *used, m_network, std::move(history));
    m_preferences = std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("preferences.ini")));
    m_devices = std::make_unique<DeviceTableModel>(*m_session);
    m_page = std::make_unique<OverviewPage>(PageContext{*m_session, *m_devices, m_functions, *m_preferences});
    m_page->resize(1024, 900);
}

OverviewFixture::~OverviewFixture() = default;

bool OverviewFixture::open()
{
    m_page->show();
    m_page->activate();
    return QTest::qWaitForWindowExposed(m_page.get()) &&
           QTest::qWaitFor([this] { return !text("applicationStateLabel").startsWith(u"Reading"); }, patience);
}

QString OverviewFixture::text(const char *label) const
{
    return part<QLabel>(label)->text();
}

void OverviewFixture::click(const char *button) const
{
    auto *found = part<QAbstractButton>(button);
    if (!found->isVisible() || !found->isEnabled())
        qFatal("%s cannot be pressed", button);
    found->click();
}

void OverviewFixture::type(const char *edit, const QString &text) const
{
    part<QLineEdit>(edit)->setText(text);
}

QString OverviewFixture::bannerText() const
{
    return part<Banner>("banner")->text();
}

} // namespace thingsdesk::test
