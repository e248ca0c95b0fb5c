// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/radioview.h"

#include "gui/base/texts.h"
#include "gui/live/recordparts.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace thingsdesk {

namespace {

QString oneLine(const Timestamp &time)
{
    return texts::exactTime(time).replace(u'\n', QStringLiteral("   "));
}

QString modulationText(const QString &dataRate, quint32 bitRate)
{
    if (!dataRate.isEmpty())
        return dataRate;
    return bitRate > 0 ? RadioView::tr("FSK, %1 bit/s").arg(texts::count(bitRate)) : QString();
}

} // namespace

RadioView::RadioView(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    auto *left = new QFormLayout;
    auto *right = new QFormLayout;
    m_received = addLine(left, tr("Received"), "receivedLabel");
    m_serverTime = addLine(left, tr("Server's time"), "serverTimeLabel");
    m_counter = addLine(left, tr("Counter"), "counterLabel");
    m_port = addLine(left, tr("Port"), "portLabel");
    m_confirmed = addLine(left, tr("Confirmed"), "confirmedLabel");
    m_gateway = addLine(left, tr("Gateway"), "gatewayLabel");
    m_frequency = addLine(right, tr("Frequency"), "frequencyLabel");
    m_dataRate = addLine(right, tr("Data rate"), "dataRateLabel");
    m_codingRate = addLine(right, tr("Coding rate"), "codingRateLabel");
    m_airtime = addLine(right, tr("Airtime"), "airtimeLabel");
    m_signal = addLine(right, tr("RSSI, SNR"), "signalLabel");
    m_power = addLine(right, tr("Power"), "powerLabel");
    auto *columns = new QHBoxLayout;
    columns->setSpacing(32);
    columns->addLayout(left, 3);
    columns->addLayout(right, 2);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(columns);
    layout->addStretch();
    setWidget(content);
}

QLabel *RadioView::addLine(QFormLayout *form, const QString &name, const char *objectName)
{
    auto *value = new QLabel;
    value->setObjectName(QString::fromLatin1(objectName));
    value->setAccessibleName(name);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form->addRow(name, value);
    m_values.append(value);
    return value;
}

void RadioView::setRecord(const HistoryRecord &record)
{
    for (QLabel *value : std::as_const(m_values))
        value->clear();
    m_received->setText(oneLine(record.received));
    if (const auto port = recordparts::port(record))
        m_port->setText(QString::number(*port));
    showUplink(record);
    if (const auto *event = record.event(); event != nullptr && event->transmission) {
        m_gateway->setText(texts::plain(event->gatewayId));
        showTransmission(*event->transmission);
    }
    if (const auto *published = record.published())
        m_confirmed->setText(published->message.confirmed ? tr("yes") : tr("no"));
    for (QLabel *value : std::as_const(m_values))
        if (value->text().isEmpty())
            value->setText(QStringLiteral("–"));
}

void RadioView::showUplink(const HistoryRecord &record)
{
    if (const auto *uplink = record.uplink()) {
        m_counter->setText(QString::number(uplink->counter));
        m_confirmed->setText(uplink->confirmed ? tr("yes") : tr("no"));
    }
    const RadioMetadata radio = recordparts::metadata(record);
    if (radio.time)
        m_serverTime->setText(oneLine(*radio.time));
    if (radio.frequency > 0)
        m_frequency->setText(texts::megahertz(radio.frequency));
    m_dataRate->setText(texts::plain(modulationText(radio.dataRate, radio.bitRate)));
    m_codingRate->setText(texts::plain(radio.codingRate));
    if (radio.airtime > 0)
        m_airtime->setText(texts::airtime(radio.airtime));
    if (const auto *best = radio.bestGateway()) {
        m_gateway->setText(texts::plain(best->gatewayId));
        m_signal->setText(texts::decibelMilliwatts(best->rssi) + QStringLiteral(", ") + texts::decibels(best->snr));
    }
}

void RadioView::showTransmission(const DownlinkTransmission &sent)
{
    m_counter->setText(QString::number(sent.counter));
    if (sent.frequency > 0)
        m_frequency->setText(texts::megahertz(sent.frequency));
    m_dataRate->setText(texts::plain(modulationText(sent.dataRate, sent.bitRate)));
    if (sent.airtime > 0)
        m_airtime->setText(texts::airtime(sent.airtime));
    m_power->setText(texts::decibelMilliwatts(sent.power));
}

} // namespace thingsdesk
