// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace thingsdesk {

/// One call of console.log.
struct PayloadLogEntry
{
    QString function;         ///< "Decoder", "Converter", "Validator" or "Encoder"
    QList<QByteArray> values; ///< each argument as JSON text (or the word `undefined`), as the handler lists them

    friend bool operator==(const PayloadLogEntry &, const PayloadLogEntry &) = default;
};

/// Why a payload could not be decoded or encoded, in the V2 handler's words.
struct PayloadError
{
    /// Which gRPC code the handler gives it (wire-v2 section 12); also tells what to do with it.
    enum class Code {
        InvalidArgument, ///< a function returns the wrong thing, or there is no encoder
        Internal,        ///< a function threw, or took too long
        Unknown,         ///< the result has no JSON form (NaN, Infinity); Cayenne LPP errors
        WorkerLost,      ///< ours: the worker was killed by this payload (crash, memory) or could not be started
    };

    Code code = Code::Internal;
    QString text;

    friend bool operator==(const PayloadError &, const PayloadError &) = default;
};

/// What became of one uplink's bytes.
struct DecodeResult
{
    QByteArray
        fields; ///< JSON object, keys sorted as the handler writes them; `null` without any function; empty on error
    bool valid = true; ///< the Validator's word; true where there is none
    QList<PayloadLogEntry> logs;
    std::optional<PayloadError> error;
    qint64 nanoseconds = 0; ///< time spent in the functions

    friend bool operator==(const DecodeResult &, const DecodeResult &) = default;
};

/// What became of one downlink's fields.
struct EncodeResult
{
    QByteArray bytes;
    QList<PayloadLogEntry> logs;
    std::optional<PayloadError> error;
    qint64 nanoseconds = 0;

    friend bool operator==(const EncodeResult &, const EncodeResult &) = default;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::DecodeResult)
Q_DECLARE_METATYPE(thingsdesk::EncodeResult)
