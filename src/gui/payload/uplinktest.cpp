// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/uplinktest.h"

#include "core/futures.h"

#include <QElapsedTimer>

namespace thingsdesk {

using namespace std::chrono_literals;

UplinkTest::UplinkTest(const PageContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &UplinkTest::runHere);
}

UplinkTest::~UplinkTest()
{
    m_here.cancel();
    m_handler.cancel();
}

void UplinkTest::setCase(const UplinkCase &newCase)
{
    if (newCase == m_case)
        return;
    m_case = newCase;
    m_handler.cancel();
    m_pause.start();
    Q_EMIT handlerOutdated();
}

void UplinkTest::runHere()
{
    m_here.cancel();
    m_here = m_context.functions.decode(m_case.format, m_case.functions, {{m_case.bytes, m_case.port}});
    whenFinished<QList<DecodeResult>>(this, m_here, [this](Future<QList<DecodeResult>> done) {
        const Result<QList<DecodeResult>> results = resultOf(done);
        if (results && !results->isEmpty())
            Q_EMIT decodedHere(results->first());
        else if (!results && results.error().kind != Failure::Kind::Cancelled)
            Q_EMIT failedHere(results.error());
    });
}

void UplinkTest::askHandler()
{
    m_handler.cancel();
    auto clock = std::make_shared<QElapsedTimer>();
    m_handler = andThen(this, m_context.session.registry(), [asked = m_case, clock](ApplicationClient *client) {
        clock->start();
        return client->dryUplink(asked.format, asked.functions, asked.bytes, asked.port);
    });
    whenFinished<DecodeResult>(this, m_handler, [this, clock](Future<DecodeResult> done) {
        const Result<DecodeResult> result = resultOf(done);
        if (!result && result.error().kind == Failure::Kind::Cancelled)
            return;
        if (result)
            Q_EMIT decodedByHandler(*result, std::chrono::milliseconds(clock->elapsed()));
        else
            Q_EMIT failedAtHandler(result.error());
    });
}

} // namespace thingsdesk
