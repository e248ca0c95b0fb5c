// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historyrecord.h"

#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace thingsdesk {

/// When and how a message crossed the air, as labelled lines that can be selected. The lines stay where they are; what
/// a record does not tell shows a dash.
class RadioView final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RadioView)
public:
    explicit RadioView(QWidget *parent = nullptr);

    void setRecord(const HistoryRecord &record);

private:
    QLabel *addLine(QFormLayout *form, const QString &name, const char *objectName);
    void showUplink(const HistoryRecord &record);
    void showTransmission(const DownlinkTransmission &sent);

    QList<QLabel *> m_values;
    QLabel *m_received;
    QLabel *m_serverTime;
    QLabel *m_counter;
    QLabel *m_port;
    QLabel *m_confirmed;
    QLabel *m_frequency;
    QLabel *m_dataRate;
    QLabel *m_codingRate;
    QLabel *m_airtime;
    QLabel *m_gateway;
    QLabel *m_signal;
    QLabel *m_power;
};

} // namespace thingsdesk
