// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/encoderpreview.h"

#include "core/futures.h"

namespace thingsdesk {

using namespace std::chrono_literals;

EncoderPreview::EncoderPreview(const PageContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &EncoderPreview::run);
}

EncoderPreview::~EncoderPreview()
{
    m_read.cancel();
    m_call.cancel();
}

void EncoderPreview::readFunctions()
{
    m_read.cancel();
    m_read =
        andThen(this, m_context.session.registry(), [](ApplicationClient *client) { return client->application(); });
    whenFinished<Application>(this, m_read, [this](Future<Application> done) {
        const Result<Application> application = resultOf(done);
        if (!application && application.error().kind == Failure::Kind::Cancelled)
            return;
        // What was known before stays where it cannot be read now.
        if (application)
            m_application = *application;
        m_failure = application ? std::nullopt : std::optional(application.error());
        if (!m_fields.isEmpty())
            m_pause.start();
    });
}

void EncoderPreview::setFields(const QByteArray &fields, quint8 port)
{
    m_fields = fields;
    m_port = port;
    m_call.cancel();
    if (fields.isEmpty())
        m_pause.stop();
    else
        m_pause.start();
}

void EncoderPreview::run()
{
    if (!m_application) {
        if (m_failure)
            Q_EMIT failed(*m_failure);
        return;
    }
    m_call = m_context.functions.encode(m_application->format, m_application->functions, {{m_fields, m_port}});
    whenFinished<QList<EncodeResult>>(this, m_call, [this](Future<QList<EncodeResult>> done) {
        const Result<QList<EncodeResult>> results = resultOf(done);
        if (results && !results->isEmpty())
            Q_EMIT encoded(results->first());
        else if (!results && results.error().kind != Failure::Kind::Cancelled)
            Q_EMIT failed(results.error());
    });
}

} // namespace thingsdesk
