// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionstore.h"

#include "core/futures.h"
#include "payload/functionkind.h"

namespace thingsdesk {

namespace {

/// The functions that are not as they were.
PayloadFunctionChanges changesBetween(const PayloadFunctions &before, const PayloadFunctions &after)
{
    const auto changed = [](const QString &one, const QString &other) {
        return one == other ? std::nullopt : std::optional(other);
    };
    return {changed(before.decoder, after.decoder), changed(before.converter, after.converter),
            changed(before.validator, after.validator), changed(before.encoder, after.encoder)};
}

} // namespace

FunctionStore::FunctionStore(ApplicationSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

FunctionStore::~FunctionStore()
{
    m_call.cancel();
}

bool FunctionStore::isSame(const Application &one, const Application &other)
{
    return one.format == other.format && one.formatName == other.formatName && one.functions == other.functions;
}

void FunctionStore::setBusy(bool busy)
{
    if (busy == m_isBusy)
        return;
    m_isBusy = busy;
    Q_EMIT busyChanged(busy);
}

void FunctionStore::accept(const Application &application)
{
    m_base = application;
}

Future<Application> FunctionStore::present()
{
    m_call = andThen(this, m_session.registry(), [](ApplicationClient *client) { return client->application(); });
    return m_call;
}

void FunctionStore::read()
{
    if (m_isBusy)
        return;
    setBusy(true);
    whenFinished<Application>(this, present(), [this](Future<Application> done) {
        const Result<Application> application = resultOf(done);
        setBusy(false);
        if (application)
            Q_EMIT found(*application);
        else
            Q_EMIT readFailed(application.error());
    });
}

void FunctionStore::save(PayloadFormat format, const PayloadFunctions &functions)
{
    if (m_isBusy || !m_base)
        return;
    setBusy(true);
    whenFinished<Application>(this, present(), [this, format, functions](Future<Application> done) {
        const Result<Application> theirs = resultOf(done);
        if (!theirs)
            return endSave(theirs);
        if (isSame(*theirs, *m_base))
            return write(format, functions);
        setBusy(false);
        Q_EMIT conflicted(*theirs);
    });
}

void FunctionStore::write(PayloadFormat format, const PayloadFunctions &functions)
{
    if (functions == m_base->functions)
        return writeFormat(format);
    const PayloadFunctionChanges changes = changesBetween(m_base->functions, functions);
    m_call = andThen(this, m_session.registry(),
                     [changes](ApplicationClient *client) { return client->setPayloadFunctions(changes); });
    whenFinished<Application>(this, m_call, [this, format](Future<Application> done) {
        const Result<Application> written = resultOf(done);
        if (!written)
            return endSave(written);
        m_base = *written;
        writeFormat(format);
    });
}

void FunctionStore::writeFormat(PayloadFormat format)
{
    // The network switches to custom by itself where functions come without a format.
    const bool isSwitched = format == PayloadFormat::None && m_base->format == PayloadFormat::Custom &&
                            m_base->functions != PayloadFunctions();
    if (format == m_base->format || format == PayloadFormat::Unknown || isSwitched)
        return endSave(*m_base);
    m_call = andThen(this, m_session.registry(),
                     [format](ApplicationClient *client) { return client->setPayloadFormat(format); });
    whenFinished<Application>(this, m_call, [this](Future<Application> done) { endSave(resultOf(done)); });
}

void FunctionStore::endSave(const Result<Application> &written)
{
    setBusy(false);
    if (!written) {
        Q_EMIT saveFailed(written.error());
        return;
    }
    m_base = *written;
    Q_EMIT saved(*written);
}

} // namespace thingsdesk
