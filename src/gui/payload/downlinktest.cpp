// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/downlinktest.h"

#include "core/futures.h"

#include <QElapsedTimer>

namespace thingsdesk {

using namespace std::chrono_literals;

DownlinkTest::DownlinkTest(const PageContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &DownlinkTest::runHere);
}

DownlinkTest::~DownlinkTest()
{
    m_here.cancel();
    m_again.cancel();
    m_handler.cancel();
}

void DownlinkTest::setCase(const DownlinkCase &newCase)
{
    if (newCase == m_case)
        return;
    m_case = newCase;
    m_handler.cancel();
    m_pause.start();
    Q_EMIT handlerOutdated();
}

void DownlinkTest::runHere()
{
    m_here.cancel();
    m_again.cancel();
    if (m_case.fields.isEmpty())
        return;
    m_here = m_context.functions.encode(m_case.format, m_case.functions, {{m_case.fields, m_case.port}});
    whenFinished<QList<EncodeResult>>(this, m_here, [this](Future<QList<EncodeResult>> done) {
        const Result<QList<EncodeResult>> results = resultOf(done);
        if (results && !results->isEmpty()) {
            Q_EMIT encodedHere(results->first());
            if (!results->first().error)
                decodeAgain(results->first().bytes);
        } else if (!results && results.error().kind != Failure::Kind::Cancelled) {
            Q_EMIT failedHere(results.error());
        }
    });
}

void DownlinkTest::decodeAgain(const QByteArray &bytes)
{
    m_again = m_context.functions.decode(m_case.format, m_case.functions, {{bytes, m_case.port}});
    whenFinished<QList<DecodeResult>>(this, m_again, [this](Future<QList<DecodeResult>> done) {
        if (const auto results = resultOf(done); results && !results->isEmpty())
            Q_EMIT decodedAgain(results->first());
    });
}

void DownlinkTest::askHandler()
{
    m_handler.cancel();
    auto clock = std::make_shared<QElapsedTimer>();
    m_handler = andThen(this, m_context.session.registry(), [asked = m_case, clock](ApplicationClient *client) {
        clock->start();
        return client->dryDownlink(asked.format, asked.functions, asked.fields, asked.port);
    });
    whenFinished<EncodeResult>(this, m_handler, [this, clock](Future<EncodeResult> done) {
        const Result<EncodeResult> result = resultOf(done);
        if (!result && result.error().kind == Failure::Kind::Cancelled)
            return;
        if (result)
            Q_EMIT encodedByHandler(*result, std::chrono::milliseconds(clock->elapsed()));
        else
            Q_EMIT failedAtHandler(result.error());
    });
}

} // namespace thingsdesk
