// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "payload/functionrunner.h"

#include <QObject>
#include <QTimer>

namespace thingsdesk {

/// Encodes fields as the handler will: with the application's stored format and functions, in the local worker.
class EncoderPreview final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EncoderPreview)
public:
    explicit EncoderPreview(const PageContext &context, QObject *parent = nullptr);
    ~EncoderPreview() override;

    /// Reads the application's functions anew.
    void readFunctions();
    /// Answered by `encoded` or `failed` a little later; empty fields stop what is under way.
    void setFields(const QByteArray &fields, quint8 port);

Q_SIGNALS:
    void encoded(const thingsdesk::EncodeResult &result);
    void failed(const thingsdesk::Failure &failure);

private:
    void run();

    PageContext m_context;
    std::optional<Application> m_application;
    std::optional<Failure> m_failure;
    QByteArray m_fields;
    quint8 m_port = 1;
    QTimer m_pause;
    Future<Application> m_read;
    Future<QList<EncodeResult>> m_call;
};

} // namespace thingsdesk
