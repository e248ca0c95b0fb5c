// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionrunner.h"
#include "payload/testvector.h"

namespace thingsdesk {

/// Runs the functions over each vector, both directions, and judges the results, in the order of the vectors. A Failure
/// means that no worker could be run. Call it on the runner's thread; `context` goes first = cancelled.
Future<QList<VectorOutcome>> runVectors(QObject *context, FunctionRunner &runner, PayloadFormat format,
                                        const PayloadFunctions &functions, const QList<TestVector> &vectors);

} // namespace thingsdesk
