// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/dryruncalls.h"

#include "core/futures.h"
#include "sandbox/gotexts.h"
#include "sandbox/state/wiredevice.h"

namespace thingsdesk::sandbox {

namespace {

/// No format counts as custom here.
Reply<PayloadFormat> formatOf(const handler::Application &app)
{
    const PayloadFormat format = payloadFormatFromName(textOf(app.payload_format()));
    if (format == PayloadFormat::Unknown)
        return refuse(Refusal::invalid("App", "unknown payload format"));
    return format == PayloadFormat::None ? PayloadFormat::Custom : format;
}

PayloadFunctions functionsOf(const handler::Application &app)
{
    return {textOf(app.decoder()), textOf(app.converter()), textOf(app.validator()), textOf(app.encoder())};
}

Refusal refusalOf(const PayloadError &error)
{
    Refusal::Code code = Refusal::Code::Internal;
    if (error.code == PayloadError::Code::InvalidArgument)
        code = Refusal::Code::InvalidArgument;
    else if (error.code == PayloadError::Code::Unknown)
        code = Refusal::Code::Unknown;
    return {code, error.text.toUtf8()};
}

template <class Reply>
void addLogs(Reply &reply, const QList<PayloadLogEntry> &logs)
{
    for (const PayloadLogEntry &log : logs) {
        handler::LogEntry &entry = *reply.add_logs();
        entry.set_function(log.function.toStdString());
        for (const QByteArray &value : log.values)
            entry.add_fields(value.toStdString());
    }
}

/// The one result of a run of one input; refuses the call where there is none.
template <class RunResult>
std::optional<RunResult> onlyResult(const QFuture<Result<QList<RunResult>>> &future, Call &call)
{
    if (future.resultCount() > 0 && future.result() && !future.result()->isEmpty()) {
        const RunResult result = future.result()->first();
        if (!result.error)
            return result;
        call.refuse(refusalOf(*result.error));
        return std::nullopt;
    }
    const bool failed = future.resultCount() > 0 && !future.result();
    call.refuse({Refusal::Code::Internal,
                 "Internal error: " + (failed ? future.result().error().text.toUtf8() : QByteArray("cancelled"))});
    return std::nullopt;
}

/// What Go says about text that is no JSON object; empty = it is one, or null.
QByteArray objectError(const QByteArray &json)
{
    if (QByteArray error = jsonSyntaxError(json); !error.isEmpty())
        return error;
    const auto mismatch = [](const char *kind) {
        return QByteArray("json: cannot unmarshal ") + kind + " into Go value of type map[string]interface {}";
    };
    switch (json.trimmed().at(0)) {
    case '{':
    case 'n':
        return {};
    case '[':
        return mismatch("array");
    case '"':
        return mismatch("string");
    case 't':
    case 'f':
        return mismatch("bool");
    default:
        return mismatch("number");
    }
}

} // namespace

DryRunCalls::DryRunCalls(RpcServer &server, FunctionRunner &functions, QObject *parent)
    : QObject(parent)
    , m_functions(functions)
{
    addMethod<handler::DryUplinkMessage>(
        server, "/handler.ApplicationManager/DryUplink",
        [this](const CallPointer &call, const handler::DryUplinkMessage &request) { dryUplink(call, request); });
    addMethod<handler::DryDownlinkMessage>(
        server, "/handler.ApplicationManager/DryDownlink",
        [this](const CallPointer &call, const handler::DryDownlinkMessage &request) { dryDownlink(call, request); });
}

void DryRunCalls::dryUplink(const CallPointer &call, const handler::DryUplinkMessage &request)
{
    const Reply<PayloadFormat> format = formatOf(request.app());
    if (!format)
        return call->refuse(format.error());
    const QByteArray payload = QByteArray::fromStdString(request.payload());
    whenFinished<QList<DecodeResult>>(
        this, m_functions.decode(*format, functionsOf(request.app()), {{payload, quint8(request.port())}}),
        [call, payload](const Future<QList<DecodeResult>> &future) {
            const auto result = onlyResult(future, *call);
            if (!result)
                return;
            handler::DryUplinkResult reply;
            reply.set_payload(payload.toStdString());
            reply.set_fields(result->fields.toStdString());
            reply.set_valid(result->valid);
            addLogs(reply, result->logs);
            call->answer(reply);
        });
}

void DryRunCalls::dryDownlink(const CallPointer &call, const handler::DryDownlinkMessage &request)
{
    const QByteArray fields = QByteArray::fromStdString(request.fields());
    const auto invalid = [&call](const QByteArray &what, const QByteArray &why) {
        call->refuse(Refusal::invalid(what, why));
    };
    if (!request.payload().empty() && !fields.isEmpty())
        return call->refuse({Refusal::Code::InvalidArgument, "Downlink not valid: Both Fields and Payload provided"});
    if (!request.payload().empty()) {
        handler::DryDownlinkResult reply;
        reply.set_payload(request.payload());
        return call->answer(reply);
    }
    if (fields.isEmpty())
        return invalid("Downlink", "Neither Fields nor Payload provided");
    if (const QByteArray error = objectError(fields); !error.isEmpty())
        return invalid("Fields", error);
    const Reply<PayloadFormat> format = formatOf(request.app());
    if (!format)
        return call->refuse(format.error());
    whenFinished<QList<EncodeResult>>(
        this, m_functions.encode(*format, functionsOf(request.app()), {{fields, quint8(request.port())}}),
        [call](const Future<QList<EncodeResult>> &future) {
            const auto result = onlyResult(future, *call);
            if (!result)
                return;
            handler::DryDownlinkResult reply;
            reply.set_payload(result->bytes.toStdString());
            addLogs(reply, result->logs);
            call->answer(reply);
        });
}

} // namespace thingsdesk::sandbox
