// SPDX-License-Identifier: GPL-3.0-or-later
// The part of DownlinkComposer that tells what would be sent, what is wrong with it, and when it will go out.
#include "gui/downlinks/downlinkcomposer.h"

#include "gui/base/texts.h"
#include "gui/base/tones.h"
#include "gui/downlinks/airtime.h"
#include "gui/downlinks/downlinktexts.h"
#include "models/devicetablemodel.h"

#include "ui_downlinkcomposer.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Form = PayloadDraft::Form;

namespace {

void setNote(QLabel &label, const QString &text, Tone tone = Tone::Text)
{
    QPalette colors = label.palette();
    const QPalette around = label.parentWidget()->palette();
    colors.setColor(QPalette::WindowText, toneColor(tone, around));
    label.setPalette(colors);
    const bool isTrouble = tone == Tone::Error || tone == Tone::Warning;
    label.setText(isTrouble && !text.isEmpty() ? u"⚠ "_s + text : text);
}

} // namespace

Result<DownlinkMessage> DownlinkComposer::message() const
{
    DownlinkMessage message;
    message.appId = m_context.session.appId();
    Result<DevId> devId = DevId::parse(m_ui->deviceCombo->currentText().trimmed());
    if (!devId)
        return fail(devId.error());
    message.devId = *std::move(devId);
    Result<QByteArray> content = m_payload.form() == Form::Fields ? m_payload.fields() : m_payload.bytes();
    if (!content)
        return fail(content.error());
    (m_payload.form() == Form::Fields ? message.fields : message.payload) = *std::move(content);
    message.port = quint8(m_ui->portBox->value());
    message.confirmed = m_ui->confirmedBox->isChecked();
    message.schedule = Schedule(m_ui->scheduleCombo->currentData().toInt());
    if (const Result<void> valid = message.check(); !valid)
        return fail(valid.error());
    return message;
}

std::optional<DeviceActivity> DownlinkComposer::activity() const
{
    const DevId devId = DevId::fromServer(m_ui->deviceCombo->currentText().trimmed());
    const QModelIndex index = m_context.devices.indexOf(devId);
    if (!index.isValid())
        return {};
    return index.data(DeviceTableModel::ActivityRole).value<DeviceActivity>();
}

std::optional<int> DownlinkComposer::payloadSize() const
{
    if (m_payload.form() == Form::Fields)
        return m_encoded ? std::optional(int(m_encoded->size())) : std::nullopt;
    const Result<QByteArray> bytes = m_payload.bytes();
    return bytes ? std::optional(int(bytes->size())) : std::nullopt;
}

QString DownlinkComposer::obstacle() const
{
    if (!m_context.session.rights().sendDownlinks.value_or(true))
        return tr("The access key has not the right to send downlinks (\"messages:down:w\").");
    if (m_context.session.state() != ApplicationSession::State::Online)
        return tr("Not connected: downlinks can be sent when the connection is back. What you write stays.");
    return {};
}

void DownlinkComposer::updateAll()
{
    updateDevice();
    updatePayload();
    updateAirtime();
    updateWhen();
    updateSending();
    setNote(*m_ui->scheduleHint, scheduleHint(Schedule(m_ui->scheduleCombo->currentData().toInt())), Tone::Muted);
}

void DownlinkComposer::updateDevice()
{
    const QString text = m_ui->deviceCombo->currentText().trimmed();
    const Result<DevId> devId = DevId::parse(text);
    if (text.isEmpty())
        setNote(*m_ui->deviceMessage, {});
    else if (!devId)
        setNote(*m_ui->deviceMessage, devId.error().text, Tone::Error);
    else if (!m_context.devices.device(*devId) && !m_context.devices.isLoading())
        setNote(*m_ui->deviceMessage,
                tr("No such device in the list. The network drops what is for unknown devices, without a word."),
                Tone::Warning);
    else
        setNote(*m_ui->deviceMessage, {});
    m_ui->deviceCombo->setAccessibleDescription(m_ui->deviceMessage->text());
}

void DownlinkComposer::updatePayload()
{
    const std::optional<int> size = payloadSize();
    m_ui->countLabel->setText(size ? byteCountText(*size) : QString());
    const bool isFields = m_payload.form() == Form::Fields;
    const Result<QByteArray> content = isFields ? m_payload.fields() : m_payload.bytes();
    if (m_payload.isEmpty())
        setNote(*m_ui->payloadMessage, {});
    else if (!content)
        setNote(*m_ui->payloadMessage, content.error().text, Tone::Error);
    else
        setNote(*m_ui->payloadMessage, m_encoderNote, m_isEncoderAtFault ? Tone::Warning : Tone::Text);
    m_ui->payloadEdit->setPlaceholderText(isFields                           ? u"{ \"on\": true }"_s
                                          : m_payload.form() == Form::Hex    ? u"08 01 00 FF"_s
                                          : m_payload.form() == Form::Base64 ? u"CAEA/w=="_s
                                                                             : QString());
    m_ui->payloadEdit->setAccessibleDescription(m_ui->payloadMessage->text());
}

void DownlinkComposer::updateAirtime()
{
    const std::optional<int> size = payloadSize();
    const std::optional<DeviceActivity> known = activity();
    const auto rate = known ? LoraDataRate::parse(known->dataRate) : std::nullopt;
    if (size && *size > DownlinkMessage::maximumPayload)
        return setNote(
            *m_ui->airtimeLabel,
            tr("%1 bytes are more than LoRaWAN can carry (%2).").arg(*size).arg(DownlinkMessage::maximumPayload),
            Tone::Error);
    if (!size || !rate)
        return setNote(*m_ui->airtimeLabel, {});
    const int most = maximumPayload(*rate);
    if (*size > most)
        return setNote(*m_ui->airtimeLabel,
                       tr("Will not fit: at %1, the device's last data rate, EU868 carries at most %2 bytes.")
                           .arg(texts::dataRate(known->dataRate))
                           .arg(most),
                       Tone::Warning);
    setNote(*m_ui->airtimeLabel,
            tr("%1 on air at %2, the device's last data rate (at most %3 bytes).")
                .arg(texts::airtime(downlinkAirtime(*rate, *size).count()), texts::dataRate(known->dataRate))
                .arg(most),
            Tone::Text);
}

void DownlinkComposer::updateWhen()
{
    const QString device = m_ui->deviceCombo->currentText().trimmed();
    const std::optional<DeviceActivity> known = activity();
    if (device.isEmpty() || !known)
        return setNote(*m_ui->whenLabel,
                       tr("A device listens after its own uplinks: a downlink goes out after the next one."),
                       Tone::Muted);
    if (!known->lastSeen)
        return setNote(*m_ui->whenLabel,
                       tr("%1 was not heard yet: the downlink waits for its first uplink.").arg(device), Tone::Muted);
    const QString begin = tr("Goes out after the next uplink of %1").arg(device);
    if (known->usualInterval <= 0ms)
        return setNote(*m_ui->whenLabel, tr("%1. It was heard %2.").arg(begin, texts::ago(*known->lastSeen)),
                       Tone::Muted);
    const auto passed = std::chrono::nanoseconds(Timestamp::now().nanoseconds - known->lastSeen->nanoseconds);
    const auto left = std::chrono::ceil<std::chrono::seconds>(known->usualInterval - passed);
    const QString usual = texts::duration(known->usualInterval);
    if (left > 0s)
        setNote(*m_ui->whenLabel,
                tr("%1, expected in about %2 (it usually sends every %3).").arg(begin, texts::duration(left), usual),
                Tone::Muted);
    else
        setNote(*m_ui->whenLabel,
                tr("%1, which is due (it usually sends every %2, last heard %3).")
                    .arg(begin, usual, texts::ago(*known->lastSeen)),
                Tone::Muted);
}

void DownlinkComposer::updateSending()
{
    const QString reason = obstacle();
    m_ui->sendButton->setEnabled(reason.isEmpty() && !m_isSending);
    m_ui->sendButton->setToolTip(reason.isEmpty() ? tr("Send the downlink (Ctrl+Enter)") : reason);
    setNote(*m_ui->reasonLabel, reason, reason.isEmpty() ? Tone::Text : Tone::Warning);
}

} // namespace thingsdesk
