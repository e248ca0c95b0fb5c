// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "payload/functionrunner.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace thingsdesk {

/// Fields and the functions to encode them with.
struct DownlinkCase
{
    PayloadFormat format = PayloadFormat::None;
    PayloadFunctions functions;
    QByteArray fields; ///< JSON object; empty = none that can be read
    quint8 port = 1;

    friend bool operator==(const DownlinkCase &, const DownlinkCase &) = default;
};

/// Encodes a case in the local worker, shortly after it changed, decodes the bytes again, and encodes at the handler
/// when asked to.
class DownlinkTest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DownlinkTest)
public:
    explicit DownlinkTest(const PageContext &context, QObject *parent = nullptr);
    ~DownlinkTest() override;

    void setCase(const DownlinkCase &newCase);
    const DownlinkCase &currentCase() const { return m_case; }
    void askHandler();

Q_SIGNALS:
    void encodedHere(const thingsdesk::EncodeResult &result);
    void decodedAgain(const thingsdesk::DecodeResult &result);
    void failedHere(const thingsdesk::Failure &failure);
    void encodedByHandler(const thingsdesk::EncodeResult &result, std::chrono::milliseconds time);
    void failedAtHandler(const thingsdesk::Failure &failure);
    /// What the handler said is about another case.
    void handlerOutdated();

private:
    void runHere();
    void decodeAgain(const QByteArray &bytes);

    PageContext m_context;
    DownlinkCase m_case;
    QTimer m_pause;
    Future<QList<EncodeResult>> m_here;
    Future<QList<DecodeResult>> m_again;
    Future<EncodeResult> m_handler;
};

} // namespace thingsdesk
