// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/downlinkmessage.h"
#include "gui/base/applicationpage.h"
#include "gui/downlinks/encoderpreview.h"
#include "gui/downlinks/payloaddraft.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;

namespace thingsdesk {

namespace Ui {
class DownlinkComposer;
}

/// Where a downlink is written: device, payload in one of four forms, port, confirmed, schedule. Says at each field
/// what is wrong, how long it will be on air, and when it will go out.
class DownlinkComposer final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkComposer)
public:
    explicit DownlinkComposer(const PageContext &context, QWidget *parent = nullptr);
    ~DownlinkComposer() override;

    /// Reads again what depends on the network.
    void activate();
    /// Fills the fields; what stood there can be had back by restore().
    void compose(const DownlinkMessage &message);
    void restore();
    bool isEdited() const { return m_isEdited; } ///< something was typed that is not sent

    /// Sends, or goes to the first field that is wrong.
    void send();
    /// Why nothing can be sent at all; empty = it can.
    QString obstacle() const;
    void focusPayload();
    QWidget *deviceField() const;

Q_SIGNALS:
    void sent(qint64 recordId);
    void failed(const thingsdesk::Failure &failure);

private:
    struct Draft
    {
        QString device;
        PayloadDraft payload;
        int port = 1;
        bool confirmed = false;
        int schedule = 0;
    };

    void setUpFields();
    void connectFields();
    void updateDeviceList();
    void takeEdit();
    void takePayloadText();
    void switchForm();
    void takeEncoded(const EncodeResult &result);
    Draft draft() const;
    void setDraft(const Draft &draft);
    Result<DownlinkMessage> message() const;
    std::optional<DeviceActivity> activity() const;
    std::optional<int> payloadSize() const;

    void updateAll();
    void updateDevice();
    void updatePayload();
    void updateAirtime();
    void updateWhen();
    void updateSending();

    PageContext m_context;
    const std::unique_ptr<Ui::DownlinkComposer> m_ui;
    EncoderPreview m_preview;
    PayloadDraft m_payload;
    std::optional<QByteArray> m_encoded; ///< what the encoder makes of the present fields
    QString m_encoderNote;
    bool m_isEncoderAtFault = false;
    Draft m_before; ///< of the last compose()
    bool m_wasEdited = false;
    QTimer m_clock;
    Future<qint64> m_sending;
    bool m_isSending = false;
    bool m_isEdited = false;
};

} // namespace thingsdesk
