// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/downlinktest.h"
#include "gui/payload/scripterror.h"

#include "payload/testvector.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace thingsdesk {

class CodeView;
class ResultView;

/// JSON fields and a port in, bytes out, here and by the handler; and what the decoder makes of these bytes.
class DownlinkTestPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkTestPane)
public:
    explicit DownlinkTestPane(const PageContext &context, QWidget *parent = nullptr);

    void setFunctions(PayloadFormat format, const PayloadFunctions &functions);
    void setInput(const QJsonObject &fields, quint8 port);
    /// The fields with what comes of them here now; nothing while there is none.
    std::optional<TestVector> vector() const;
    void askHandler();
    void setHandlerEnabled(bool enabled, const QString &reason);

Q_SIGNALS:
    void handlerWanted();
    /// Of the last run here; nothing where it went well.
    void errorFound(const std::optional<thingsdesk::ScriptError> &error);
    void loggedHere(const QList<thingsdesk::PayloadLogEntry> &entries);
    void loggedByHandler(const QList<thingsdesk::PayloadLogEntry> &entries);

private:
    void makeInput();
    void makeLayout();
    void connectTest();
    void updateCase();
    void updateButton();
    void showHere(const EncodeResult &result);
    void showAgain(const DecodeResult &result);
    void setAgain(const QString &text, const QString &status);

    DownlinkTest m_test;
    PayloadFormat m_format = PayloadFormat::None;
    PayloadFunctions m_functions;
    bool m_hasFunctions = false;
    std::optional<EncodeResult> m_here; ///< of the present case
    bool m_isHandlerEnabled = true;
    QString m_reason;
    QPlainTextEdit *m_fields = nullptr;
    QLabel *m_message = nullptr;
    QSpinBox *m_port = nullptr;
    QPushButton *m_handlerButton = nullptr;
    ResultView *m_result = nullptr;
    QLabel *m_againStatus = nullptr;
    CodeView *m_again = nullptr;
};

} // namespace thingsdesk
