// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/futures.h"
#include "gui/base/applicationpage.h"
#include "gui/base/banner.h"
#include "models/devicetablemodel.h"
#include "network/handlerclient.h"
#include "network/networkthread.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"
#include "support/pictures.h"
#include "support/sandboxprocess.h"
#include "support/waiting.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPointer>

namespace thingsdesk::test {

/// An application as a client of its own sees it, and a session on it, on a sandbox.
class SessionFixture
{
    Q_DISABLE_COPY_MOVE(SessionFixture)
public:
    /// `historyFile`: one that is there already, used where it lies; else a new one.
    explicit SessionFixture(const SandboxProcess &sandbox, const QString &appId = QStringLiteral("weather-station"),
                            const QByteArray &key = {}, const QString &historyFile = {})
        : m_functions(QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload"))
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
        m_other = std::make_unique<HandlerClient>(profile.appId, *full, profile.connection, m_network);
        if (const auto client = waited(m_other->application()))
            m_server = *client;
        auto history = std::make_unique<HistoryStore>(
            historyFile.isEmpty() ? m_folder.filePath(QStringLiteral("history")) : historyFile, profile.appId);
        if (!waited(history->open()))
            qWarning("The history cannot be opened");
        m_session = std::make_unique<ApplicationSession>(profile, *used, m_network, std::move(history));
        m_preferences = std::make_unique<Preferences>(m_folder.filePath(QStringLiteral("preferences.ini")));
        m_devices = std::make_unique<DeviceTableModel>(*m_session);
    }

    PageContext context() { return {*m_session, *m_devices, m_functions, *m_preferences}; }
    ApplicationSession &session() { return *m_session; }
    DeviceTableModel &devices() { return *m_devices; }
    /// Someone else's client with all rights.
    ApplicationClient &server() { return *m_server; }
    QString folder() const { return m_folder.path(); }

    bool goOnline()
    {
        m_session->start();
        return QTest::qWaitFor([this] { return m_session->state() == ApplicationSession::State::Online; }, patience);
    }

private:
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    NetworkThread m_network;
    FunctionRunner m_functions;
    std::unique_ptr<HandlerClient> m_other;
    ApplicationClient *m_server = nullptr;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<DeviceTableModel> m_devices;
};

/// A page over such a session.
template <class Page>
class PageFixture final : public SessionFixture
{
public:
    explicit PageFixture(const SandboxProcess &sandbox, const QString &appId = QStringLiteral("weather-station"),
                         const QByteArray &key = {}, const QString &historyFile = {})
        : SessionFixture(sandbox, appId, key, historyFile)
        , m_page(std::make_unique<Page>(context()))
    {
        m_page->resize(1100, 720);
    }

    Page &page() { return *m_page; }

    bool open()
    {
        m_page->show();
        m_page->activateWindow();
        m_page->activate();
        return QTest::qWaitForWindowActive(m_page.get());
    }

    template <class Widget>
    Widget *find(const char *objectName) const
    {
        auto *widget = m_page->template findChild<Widget *>(QLatin1String(objectName));
        if (!widget)
            qFatal("There is no %s", objectName);
        return widget;
    }
    bool isShown(const char *objectName) const
    {
        const auto *widget = m_page->template findChild<QWidget *>(QLatin1String(objectName));
        return widget && widget->isVisible();
    }
    /// Waits until the button can be pressed, and presses it. False where it never can.
    bool click(const char *objectName)
    {
        QPointer<QAbstractButton> ready;
        const bool isReady = QTest::qWaitFor(
            [&] {
                for (auto *button : m_page->template findChildren<QAbstractButton *>(QLatin1String(objectName))) {
                    if (button->isVisible() && button->isEnabled())
                        ready = button;
                }
                return !ready.isNull();
            },
            patience);
        if (isReady)
            ready->click();
        return isReady;
    }
    QString banner() const
    {
        const auto *banner = find<Banner>("banner");
        return banner->isShowing() ? banner->text() : QString();
    }

private:
    std::unique_ptr<Page> m_page;
};

} // namespace thingsdesk::test
