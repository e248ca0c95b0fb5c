// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/futures.h"
#include "gui/overview/overviewpage.h"
#include "models/devicetablemodel.h"
#include "payload/functionrunner.h"
#include "settings/preferences.h"
#include "support/sandboxprocess.h"
#include "support/waiting.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace thingsdesk::test {

/// An overview page with all that stands below it, on one application of a real network.
class OverviewFixture final
{
    Q_DISABLE_COPY_MOVE(OverviewFixture)
public:
    /// Empty key: the application's own, with all rights.
    OverviewFixture(const SandboxProcess &sandbox, const QString &appId, const QByteArray &key = {});
    ~OverviewFixture();

    bool isValid() const { return m_page != nullptr; }
    /// Shows the page and waits until the settings were read or found to be missing.
    bool open();

    OverviewPage &page() { return *m_page; }
    ApplicationSession &session() { return *m_session; }
    HistoryStore &history() { return m_session->history(); }
    DeviceTableModel &devices() { return *m_devices; }
    Preferences &preferences() { return *m_preferences; }
    /// The handler, asked without the page.
    ApplicationClient &handler() { return *m_handler; }

    template <class T>
    T *part(const char *name) const
    {
        T *found = m_page->findChild<T *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString text(const char *label) const;
    void click(const char *button) const;
    void type(const char *edit, const QString &text) const;
    QString bannerText() const;

private:
    QTemporaryDir m_folder;
    NetworkThread m_network;
    std::unique_ptr<HandlerClient> m_direct;
    ApplicationClient *m_handler = nullptr;
    std::unique_ptr<ApplicationSession> m_session;
    std::unique_ptr<DeviceTableModel> m_devices;
    FunctionRunner m_functions;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<OverviewPage> m_page;
};

} // namespace thingsdesk::test
