// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/live/livepage.h"
#include "models/devicetablemodel.h"
#include "network/networkthread.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"
#include "support/waiting.h"

#include <QTemporaryDir>

class QAbstractButton;
class QFrame;
class QLineEdit;

namespace thingsdesk {
class TrafficModel;
class TrafficView;
} // namespace thingsdesk

namespace thingsdesk::test {

/// An uplink as the network would publish it, with its raw JSON.
UplinkMessage madeUplink(const QString &device, quint32 counter, const QByteArray &fields, quint8 port = 1);
TrafficMessage received(const UplinkMessage &uplink, qint64 milliseconds);
TrafficMessage received(const DeviceEvent &event, qint64 milliseconds);

/// Real histories and pages on them; the session is not started, so that nothing but the test writes.
class LiveFixture final
{
    Q_DISABLE_COPY_MOVE(LiveFixture)
public:
    LiveFixture();
    ~LiveFixture();

    /// `count` uplinks of "greenhouse", "door-2" and "cold-1" in turn, one a second up to now, on ports 1 to 3, with
    /// `temperature` = number % 50 and `n` = number.
    bool fill(int count);
    bool add(const QList<TrafficMessage> &messages);
    /// One more uplink of "greenhouse", received now.
    bool addUplink(const QByteArray &fields = R"({"temperature":21.5})");

    /// A new page, shown, as after a restart of the window.
    bool open(QSize size = {1000, 720});
    void close() { m_page.reset(); }

    LivePage &page() { return *m_page; }
    HistoryStore &history() { return m_session->history(); }
    ApplicationSession &session() { return *m_session; }
    Preferences &preferences() { return *m_preferences; }
    TrafficModel &model() const;
    TrafficView &table() const;

    template <class Widget>
    Widget *find(const char *objectName) const
    {
        auto *widget = m_page->findChild<Widget *>(QLatin1String(objectName));
        if (!widget)
            qWarning("There is no %s", objectName);
        return widget;
    }
    void click(const char *buttonName) const;
    void type(const char *editName, const QString &text) const;
    void trigger(const char *actionName) const;
    /// Ticks a value in a facet's list, as a user does. False where it is not there.
    bool tick(const char *facetName, const QString &value) const;
    QString labelText(const char *labelName) const;
    /// Selects the record with this ID and waits for the details.
    bool choose(qint64 id);
    qint64 lastId() { return history().extent().lastId; }
    QString cellText(int row, int column) const;
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
    NetworkThread m_network;
    FunctionRunner m_functions;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<DeviceTableModel> m_devices;
    std::unique_ptr<LivePage> m_page;
    quint32 m_counter = 1'000'000;
};

} // namespace thingsdesk::test
