// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"
#include "core/result.h"

#include <QJsonObject>
#include <QList>

namespace thingsdesk {

/// A payload, and what the functions are expected to make of it.
struct TestVector
{
    enum class Direction {
        Uplink,   ///< bytes are given, fields expected
        Downlink, ///< fields are given, bytes expected
    };

    QString name;
    Direction direction = Direction::Uplink;
    quint8 port = 1;
    QByteArray bytes;
    QJsonObject fields;
    bool valid = true; ///< the Validator's word that is expected
    QString error;     ///< where an error is expected: its text, or a part of it; the result is then not looked at

    friend bool operator==(const TestVector &, const TestVector &) = default;
};

/// Reads a file of vectors: an object with the array "vectors", or the array alone. A member that breaks a rule is
/// named with its vector in the Failure; unknown members are refused, as they may be misspelt.
///
///     {"vectors": [{"name": "warm", "port": 2, "bytes": "02 1C 00 7B", "fields": {"temperature": 21.4}},
///                  {"name": "led", "direction": "downlink", "port": 1, "fields": {"led": true}, "bytes": "01"},
///                  {"name": "cut off", "port": 2, "bytes": "02", "error": "too short"}]}
///
/// Bytes are hex in any pasted form; "direction" is "uplink" where it is missing, "port" 1, "valid" true.
Result<QList<TestVector>> readTestVectors(const QByteArray &json);
QByteArray writeTestVectors(const QList<TestVector> &vectors);

/// The same of a file, up to 64 MiB; the Failure names the file.
Result<QList<TestVector>> readTestVectorFile(const QString &path);
Result<void> writeTestVectorFile(const QString &path, const QList<TestVector> &vectors);

/// Whether the result is the expected one.
struct VectorOutcome
{
    bool passed = false;
    QString difference; ///< in words, where it did not pass

    friend bool operator==(const VectorOutcome &, const VectorOutcome &) = default;
};

VectorOutcome judged(const TestVector &vector, const DecodeResult &result);
VectorOutcome judged(const TestVector &vector, const EncodeResult &result);

} // namespace thingsdesk
