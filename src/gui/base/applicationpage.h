// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyfilter.h"
#include "session/applicationsession.h"

#include <QWidget>

namespace thingsdesk {

class DeviceTableModel;
class FunctionRunner;
class Preferences;

/// What all pages of one application share. Everything outlives the pages.
struct PageContext
{
    ApplicationSession &session;
    DeviceTableModel &devices;
    FunctionRunner &functions; ///< local worker
    Preferences &preferences;
};

/// One of the five pages of an application. A page asks for what another one does by a signal; the frame knows the way.
class ApplicationPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ApplicationPage)
public:
    enum class Id { Overview, Devices, Live, PayloadFunctions, Downlinks };
    Q_ENUM(Id)

    ~ApplicationPage() override;

    /// The page was brought to the front: read what may have changed.
    virtual void activate() {}
    /// What gets the focus then.
    virtual QWidget *mainPart() { return this; }
    /// Texts or edits that would be lost; completes "… has unsaved changes". Empty = none.
    virtual QString unsavedWork() const { return {}; }
    /// The user does not want it any more: nothing of it comes back at the next start.
    virtual void dropUnsavedWork() {}
    /// Keeps columns, splitters and filters in the preferences.
    virtual void saveState() {}

Q_SIGNALS:
    void pageWanted(thingsdesk::ApplicationPage::Id page);
    void deviceWanted(const thingsdesk::DevId &devId);                ///< on the device page, with its sheet
    void trafficWanted(const thingsdesk::HistoryFilter &filter);      ///< on the live page
    void recordWanted(qint64 recordId);                               ///< on the live page, with its details
    void functionTestWanted(const thingsdesk::UplinkMessage &uplink); ///< on the payload page
    void downlinkWanted(const thingsdesk::DownlinkMessage &draft);    ///< in the composer, not sent yet
    void connectionCheckWanted();
    void newKeyWanted();

protected:
    explicit ApplicationPage(const PageContext &context, QWidget *parent);

    const PageContext &context() const noexcept { return m_context; }
    ApplicationSession &session() const noexcept { return m_context.session; }

private:
    const PageContext m_context;
};

} // namespace thingsdesk
