// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/payloadtext.h"

#include "cli/output.h"
#include "core/fixedbytes.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray logsJson(const QList<PayloadLogEntry> &logs)
{
    QByteArray text = "[";
    for (const PayloadLogEntry &entry : logs) {
        QByteArray values = "[";
        for (const QByteArray &value : entry.values)
            values += (values.size() > 1 ? "," : "") + jsonString(QString::fromUtf8(value));
        text += (text.size() > 1 ? "," : "") +
                JsonObjectWriter().addString("function", entry.function).add("fields", values + ']').finish();
    }
    return text + ']';
}

QByteArray errorJson(const std::optional<PayloadError> &error)
{
    return error ? jsonString(error->text) : QByteArray("null");
}

QString logsText(const QList<PayloadLogEntry> &logs)
{
    QString text;
    for (const PayloadLogEntry &entry : logs)
        text += "\n    "_L1 + entry.function + ": "_L1 + QString::fromUtf8(entry.values.join(' '));
    return text;
}

} // namespace

QByteArray decodeJson(const DecodeResult &result)
{
    return JsonObjectWriter()
        .add("fields", result.error || result.fields.isEmpty() ? QByteArray("null") : result.fields)
        .addBool("valid", result.valid)
        .add("logs", logsJson(result.logs))
        .add("error", errorJson(result.error))
        .finish();
}

QByteArray encodeJson(const EncodeResult &result)
{
    JsonObjectWriter writer;
    if (result.error)
        writer.add("payload_raw", "null");
    else
        writer.addString("payload_raw", QString::fromLatin1(result.bytes.toBase64()));
    return writer.add("logs", logsJson(result.logs)).add("error", errorJson(result.error)).finish();
}

QString decodeText(const QByteArray &bytes, const DecodeResult &result)
{
    QString text = toHex(bytes) + "  "_L1;
    if (result.error)
        text += "error: "_L1 + result.error->text;
    else
        text += QString::fromUtf8(result.fields) + (result.valid ? QString() : u"  not valid"_s);
    return plainText(text + logsText(result.logs));
}

QString encodeText(const EncodeResult &result)
{
    const QString text = result.error ? "error: "_L1 + result.error->text : toHex(result.bytes);
    return plainText(text + logsText(result.logs));
}

} // namespace thingsdesk::cli
