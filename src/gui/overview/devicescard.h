// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/devicetablemodel.h"

#include <QGroupBox>
#include <QTimer>

class QLabel;

namespace thingsdesk {

class FactList;

/// How many devices there are, how many are alive, and which ones went quiet.
class DevicesCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DevicesCard)
public:
    explicit DevicesCard(DeviceTableModel &devices, QWidget *parent = nullptr);

    /// Counts anew what the model holds.
    void refresh();

Q_SIGNALS:
    void deviceWanted(const thingsdesk::DevId &devId);
    void devicesWanted();

private:
    QString quietText(const QStringList &quiet) const;

    DeviceTableModel &m_devices;
    FactList *const m_facts;
    QLabel *const m_quiet;
    QTimer m_pause; ///< changes are gathered
};

} // namespace thingsdesk
