// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/futures.h"
#include "gui/devices/devicespage.h"
#include "models/devicetablemodel.h"
#include "network/handlerclient.h"
#include "network/networkthread.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"
#include "support/sandboxprocess.h"

#include <QTest>

class QAbstractButton;
class QLineEdit;

namespace thingsdesk::test {

inline constexpr int patience = 60'000; // milliseconds

/// A DevicesPage over a session on a sandbox, and a second client that sees what the server holds.
class DevicesFixture final
{
    Q_DISABLE_COPY_MOVE(DevicesFixture)
public:
    DevicesFixture(SandboxProcess &sandbox, const QString &appId, const QByteArray &key = {});
    ~DevicesFixture();

    bool isReady() const { return m_page != nullptr; }
    /// Shows the page and waits for the list.
    bool open();
    /// Another page over the same session and preferences, as after a restart of the window.
    void reopenPage();

    DevicesPage &page() { return *m_page; }
    DeviceTableModel &devices() { return *m_devices; }
    ApplicationSession &session() { return *m_session; }
    ApplicationClient &server() { return *m_server; }
    Preferences &preferences() { return *m_preferences; }

    /// What the server holds now; an empty device where there is none.
    Device onServer(const QString &devId);

    template <class Widget>
    Widget *find(const char *objectName) const
    {
        auto *widget = m_page->findChild<Widget *>(QLatin1String(objectName));
        if (!widget)
            qWarning("There is no %s", objectName);
        return widget;
    }
    QLineEdit *edit(const char *objectName) const;
    void type(const char *objectName, const QString &text);
    /// Waits until the button can be pressed, and presses it. False where it never can.
    bool click(const char *objectName);
    bool isShown(const char *objectName) const;
    QString banner() const;
    bool select(const QStringList &devIds);

private:
    SandboxProcess &m_sandbox;
    QTemporaryDir m_folder;
    NetworkThread m_network;
    FunctionRunner m_functions;
    std::unique_ptr<HandlerClient> m_direct;
    ApplicationClient *m_server = nullptr;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<DeviceTableModel> m_devices;
    std::unique_ptr<DevicesPage> m_page;
};

template <class T>
Result<T> waited(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        return fail(
            {Failure::Kind::Transient, Failure::Cause::TimedOut, QStringLiteral("the test waited too long"), {}});
    return resultOf<T>(future);
}

Device otaaDevice(const QString &id);
Device abpDevice(const QString &id, const DevAddr &address);

} // namespace thingsdesk::test
