// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "payload/functionrunner.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace thingsdesk {

/// Bytes and the functions to decode them with.
struct UplinkCase
{
    PayloadFormat format = PayloadFormat::None;
    PayloadFunctions functions;
    QByteArray bytes;
    quint8 port = 1;

    friend bool operator==(const UplinkCase &, const UplinkCase &) = default;
};

/// Decodes a case in the local worker, shortly after it changed, and at the handler when asked to.
class UplinkTest final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UplinkTest)
public:
    explicit UplinkTest(const PageContext &context, QObject *parent = nullptr);
    ~UplinkTest() override;

    void setCase(const UplinkCase &newCase);
    const UplinkCase &currentCase() const { return m_case; }
    void askHandler();

Q_SIGNALS:
    void decodedHere(const thingsdesk::DecodeResult &result);
    void failedHere(const thingsdesk::Failure &failure);
    void decodedByHandler(const thingsdesk::DecodeResult &result, std::chrono::milliseconds time);
    void failedAtHandler(const thingsdesk::Failure &failure);
    /// What the handler said is about another case.
    void handlerOutdated();

private:
    void runHere();

    PageContext m_context;
    UplinkCase m_case;
    QTimer m_pause;
    Future<QList<DecodeResult>> m_here;
    Future<DecodeResult> m_handler;
};

} // namespace thingsdesk
