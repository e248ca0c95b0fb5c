// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/scripterror.h"
#include "gui/payload/uplinktest.h"
#include "payload/testvector.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace thingsdesk {

class BytesField;
class LppComposer;
class ResultView;

/// Bytes and a port in, fields out: here at every change, by the handler on demand. Takes uplinks that are dropped on
/// it.
class UplinkTestPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UplinkTestPane)
public:
    explicit UplinkTestPane(const PageContext &context, QWidget *parent = nullptr);

    void setFunctions(PayloadFormat format, const PayloadFunctions &functions);
    void setUplink(const UplinkMessage &uplink);
    void setInput(const QByteArray &bytes, quint8 port);
    /// The input with what comes of it here now; nothing while there is none.
    std::optional<TestVector> vector() const;
    /// Takes the last uplink of the history, where nothing was entered yet.
    void takeLastUplink();
    void askHandler();
    void setHandlerEnabled(bool enabled, const QString &reason);

Q_SIGNALS:
    /// The button: the page looks first whether the functions may be sent.
    void handlerWanted();
    /// Of the last run here; nothing where it went well.
    void errorFound(const std::optional<thingsdesk::ScriptError> &error);
    void loggedHere(const QList<thingsdesk::PayloadLogEntry> &entries);
    void loggedByHandler(const QList<thingsdesk::PayloadLogEntry> &entries);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeLayout();
    void connectTest();
    void updateCase();
    void showHere(const DecodeResult &result);
    void showNotes(const DecodeResult &result);
    void offerUplinks();

    PageContext m_context;
    UplinkTest m_test;
    PayloadFormat m_format = PayloadFormat::None;
    PayloadFunctions m_functions;
    bool m_hasFunctions = false;
    std::optional<DecodeResult> m_here; ///< of the present case
    BytesField *m_bytes = nullptr;
    LppComposer *m_composer = nullptr;
    QSpinBox *m_port = nullptr;
    QToolButton *m_fromButton = nullptr;
    QPushButton *m_handlerButton = nullptr;
    ResultView *m_result = nullptr;
    QLabel *m_note = nullptr;
};

} // namespace thingsdesk
