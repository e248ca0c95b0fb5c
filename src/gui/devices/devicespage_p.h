// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/devices/bannerprompt.h"
#include "gui/devices/devicecalls.h"
#include "gui/devices/devicedeletion.h"
#include "gui/devices/devicespage.h"
#include "models/devicefiltermodel.h"
#include "models/devicetablemodel.h"
#include "settings/preferences.h"
#include "ui_devicespage.h"

#include <QTimer>

class QAction;

namespace thingsdesk {

class DeviceActions;
class DeviceSheet;
class FirmwareSheet;

class DevicesPage::Private final
{
    Q_DISABLE_COPY_MOVE(Private)
public:
    Private(DevicesPage *page, const PageContext &context);

    // devicespage.cpp: what is seen
    void setUp();
    void connectModels();
    void connectSheets();
    void restoreState();
    void applyFilter();
    void showList();
    void showEmpty(Icon sign, const QString &title, const QString &text, QAction *action);
    void showCount();
    void showListFailure(const Failure &failure);
    void refreshActions();
    void showSheet(QWidget *widget);
    void hideSheets();
    bool mayWrite() const;
    QString appId() const;

    // devicespageactions.cpp: what is done
    void connectActions();
    void connectDeletion();
    void openNew();
    void openEdit(const DevId &devId);
    void copy(CopiedField field, CopyForm form);
    void copyFromServer(const DevId &devId, CopiedField field, CopyForm form);
    void showTraffic();
    void sendDownlink();
    void simulate(const DevId &devId, const QByteArray &bytes, quint8 port);
    void showFirmware(const QList<Device> &devices);
    void readFirmware();
    void askToDelete();
    void deletionFinished(int left, const std::optional<Failure> &failure);
    void undoFinished(const std::optional<Failure> &failure);
    void askToPersonalize();
    void personalize(const DevId &devId);
    void setUndo(const QString &text, const std::function<void()> &work);
    void runUndo();
    void undoDeletion();
    void offerUndo(const Device &before, const Device &after);
    void undoEdit(const Device &before, const Device &after);
    void setWork(const QString &text);
    void fail(const Failure &failure, const std::function<void()> &again) const;

    DevicesPage *const q;
    const PageContext context;
    Ui::DevicesPage ui;
    DeviceFilterModel *filter = nullptr;
    DeviceActions *actions = nullptr;
    BannerPrompt *prompt = nullptr;
    DeviceSheet *sheet = nullptr;
    FirmwareSheet *firmware = nullptr;
    DeviceDeletion *deletion = nullptr;
    QTimer typingPause;
    QTimer countPause;
    QTimer minute; ///< "3 min ago" goes on while nothing comes
    bool wasRead = false;
    bool showsListFailure = false;
    std::function<void()> undo; ///< takes the last save or deletion back; empty = nothing to take back
};

} // namespace thingsdesk
