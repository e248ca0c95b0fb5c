// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/vectorrun.h"

#include "core/futures.h"

#include <QJsonDocument>

namespace thingsdesk {

namespace {

using Direction = TestVector::Direction;

/// Puts each direction's results to their vectors.
QList<VectorOutcome> outcomes(const QList<TestVector> &vectors, const QList<DecodeResult> &decoded,
                              const QList<EncodeResult> &encoded)
{
    QList<VectorOutcome> result;
    qsizetype uplink = 0;
    qsizetype downlink = 0;
    for (const TestVector &vector : vectors)
        result.append(vector.direction == Direction::Uplink ? judged(vector, decoded.value(uplink++))
                                                            : judged(vector, encoded.value(downlink++)));
    return result;
}

} // namespace

Future<QList<VectorOutcome>> runVectors(QObject *context, FunctionRunner &runner, PayloadFormat format,
                                        const PayloadFunctions &functions, const QList<TestVector> &vectors)
{
    QList<DecodeInput> uplinks;
    QList<EncodeInput> downlinks;
    for (const TestVector &vector : vectors) {
        if (vector.direction == Direction::Uplink)
            uplinks.append({vector.bytes, vector.port});
        else
            downlinks.append({QJsonDocument(vector.fields).toJson(QJsonDocument::Compact), vector.port});
    }
    const auto encoding = runner.encode(format, functions, downlinks);
    return andThen(context, runner.decode(format, functions, uplinks),
                   [context, encoding, vectors](const QList<DecodeResult> &decoded) {
                       return mapped<QList<VectorOutcome>>(context, encoding,
                                                           [vectors, decoded](const QList<EncodeResult> &encoded) {
                                                               return outcomes(vectors, decoded, encoded);
                                                           });
                   });
}

} // namespace thingsdesk
