// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/devices/devicecalls.h"
#include "models/devicetablemodel.h"

#include <QWidget>

#include <memory>

class QLineEdit;

namespace thingsdesk {

class KeyField;
class LiveMessage;

namespace Ui {
class DeviceForm;
}

/// Everything that can be said about a device, with a live message under each field. The same for a new device and for
/// one that is there; what is asked of the network (a free DevAddr) is asked for by a signal.
class DeviceForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceForm)
public:
    explicit DeviceForm(DeviceTableModel &devices, QWidget *parent = nullptr);
    ~DeviceForm() override;

    /// Empty but for what can be made: the AppEUI of the other devices and keys.
    void startNew();
    /// The same settings for the next device: ID counted up, what was generated made anew, what was typed left out.
    void startNext();
    void startEdit(const Device &device);

    bool isNew() const noexcept { return m_isNew; }
    /// Whether anything differs from how it began. False where nothing would be lost.
    bool isTouched() const;
    /// What was given; the Failure names field and rule. A new ABP device may have no DevAddr yet.
    Result<Device> device() const;
    /// device() with the copy that the edit began with.
    Result<DeviceEdit> edit() const;
    const Device &base() const noexcept { return m_base; }
    /// Puts the cursor where device() fails.
    void focusFirstProblem();
    void focusFirst();
    void setDevAddr(const DevAddr &address);
    void concealKeys();

Q_SIGNALS:
    void changed();
    void addressWanted();

private:
    void setUpKeys();
    void setUpConnections();
    void setActivation(Activation activation);
    Activation activation() const;
    void showActivation();
    void fillKeys();
    void showCounters();
    void checkLive();
    void checkIdentity();
    void splitCoordinates();
    Result<void> readKeys(Device &device) const;
    Result<void> readPlace(Device &device) const;
    Result<void> checkUnique(const Device &device) const;
    Result<DevId> readId() const;

    DeviceTableModel &m_devices;
    const std::unique_ptr<Ui::DeviceForm> m_ui;
    Device m_base;
    bool m_isNew = true;
    bool m_isTouched = false;
    bool m_isFilling = false;

    /// The last look for the same EUIs among thousands of devices; not done anew at each letter of a description.
    struct UniqueCheck
    {
        AppEui appEui;
        DevEui devEui;
        DevId devId;
        int rows = -1;
        Result<void> result;
    };
    UniqueCheck m_uniqueCheck;
};

} // namespace thingsdesk
