// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/gotosources.h"

#include "gui/base/icons.h"
#include "gui/base/texts.h"
#include "gui/frame/devicemodels.h"
#include "gui/frame/mainwindow.h"
#include "gui/frame/sidebarmodel.h"
#include "gui/frame/windowactions.h"
#include "models/devicetablemodel.h"

#include <QPointer>

namespace thingsdesk {

namespace {

constexpr int applicationWeight = 6;
constexpr int pageWeight = 4;
constexpr int currentWeight = 3; ///< of the application that is shown

class Collector
{
public:
    Collector(MainWindow &window, DeviceModels &devices, const WindowActions &actions)
        : m_window(window)
        , m_devices(devices)
        , m_actions(actions)
    {
    }

    void addApplication(ApplicationSession &session)
    {
        const QPointer<ApplicationSession> target(&session);
        const QString name = texts::plain(session.appId().toString());
        const QString network = texts::plain(session.profile().networkName);
        const int more = &session == m_window.currentSession() ? currentWeight : 0;
        m_entries.append({name, network, icon(Icon::Network),
                          [window = &m_window, target] {
                              if (target)
                                  window->showSession(target);
                          },
                          applicationWeight + more});
        for (const ApplicationPage::Id page : allPages()) {
            m_entries.append({pageTitle(page), QStringLiteral("%1 · %2").arg(name, network),
                              m_actions.pages[int(page)]->icon(),
                              [window = &m_window, target, page] {
                                  if (target)
                                      window->showPage(*target, page);
                              },
                              pageWeight + more});
        }
        addDevices(session, name, more);
    }

    void addAction(QAction *action)
    {
        if (!action->isEnabled())
            return;
        m_entries.append({action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText),
                          action->icon(),
                          [action = QPointer<QAction>(action)] {
                              if (action)
                                  action->trigger();
                          },
                          0});
    }

    QList<GoToEntry> take() { return std::move(m_entries); }

private:
    void addDevices(ApplicationSession &session, const QString &application, int more)
    {
        const QPointer<ApplicationSession> target(&session);
        DeviceTableModel &model = m_devices.of(session);
        // Its first reading may have come too early; then the list is there the next time.
        if (model.rowCount() == 0 && !model.isLoading())
            model.refresh();
        const QIcon sign = icon(Icon::Device);
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, DeviceTableModel::IdColumn);
            const DevId id = index.data(DeviceTableModel::DeviceRole).value<Device>().devId;
            m_entries.append({texts::plain(id.toString()), application, sign,
                              [window = &m_window, target, id] {
                                  if (target)
                                      window->showDevice(*target, id);
                              },
                              more});
        }
    }

    MainWindow &m_window;
    DeviceModels &m_devices;
    const WindowActions &m_actions;
    QList<GoToEntry> m_entries;
};

} // namespace

QList<GoToEntry> goToEntries(MainWindow &window, const SidebarModel &applications, DeviceModels &devices,
                             const WindowActions &actions)
{
    Collector collector(window, devices, actions);
    for (ApplicationSession *session : applications.sessions())
        collector.addApplication(*session);
    for (QAction *action : actions.all()) {
        // Its own action leads nowhere, and the pages are there by application.
        if (action != actions.goTo && !actions.pages.contains(action))
            collector.addAction(action);
    }
    return collector.take();
}

} // namespace thingsdesk
