// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"
#include "gui/devices/devicecopymenu.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace thingsdesk {

/// What goes into a device's firmware: ID, EUIs, address and keys as hex and as C arrays of both byte orders, to copy
/// one by one or all together. Keys are masked until they are shown; nothing is written to a file.
class FirmwareSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirmwareSheet)
public:
    explicit FirmwareSheet(QWidget *parent = nullptr);

    /// One or several, the last one in front.
    void setDevices(const QList<Device> &devices);
    /// Everything about all of them as text, keys in the clear.
    QString text() const;

Q_SIGNALS:
    void closeWanted();
    void copied(const QString &what);

private:
    void makeParts();
    QWidget *makeFooter();
    void showDevice();
    void addValue(const Device &device, CopiedField field);

    QList<Device> m_devices;
    QLabel *m_title = nullptr;
    QComboBox *m_deviceBox = nullptr;
    QVBoxLayout *m_values = nullptr;
    QCheckBox *m_reveal = nullptr;
};

/// The same values as lines of text; for a template with a hint what it is.
QString firmwareText(const Device &device);

} // namespace thingsdesk
