// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identifiers.h"
#include "core/result.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace thingsdesk {

class LiveMessage;

/// A line under the table: bytes and a port that the network publishes as if the device had sent them. Hidden until a
/// device is given.
class SimulateForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimulateForm)
public:
    explicit SimulateForm(QWidget *parent = nullptr);

    void open(const DevId &devId);
    void setBusy(bool busy);

Q_SIGNALS:
    void sendWanted(const thingsdesk::DevId &devId, const QByteArray &bytes, quint8 port);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    Result<QByteArray> bytes() const;
    void refresh();
    void send();

    DevId m_devId;
    bool m_isBusy = false;
    QLabel *m_title = nullptr;
    QLineEdit *m_bytes = nullptr;
    QSpinBox *m_port = nullptr;
    QPushButton *m_send = nullptr;
    LiveMessage *m_message = nullptr;
};

} // namespace thingsdesk
