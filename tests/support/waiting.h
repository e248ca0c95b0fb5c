// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QTest>

namespace thingsdesk::test {

/// Long enough for sanitizers on a busy machine, in milliseconds.
inline constexpr int patience = 60'000;

/// The Result of a Future, with the event loop running meanwhile.
template <class T>
Result<T> waited(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        return fail(
            {Failure::Kind::Transient, Failure::Cause::TimedOut, QStringLiteral("the test waited too long"), {}});
    return future.isCanceled() ? Result<T>(fail(Failure::cancelled())) : future.result();
}

/// What a failed Result says.
template <class T>
QString said(const Result<T> &result)
{
    return result ? QString() : result.error().text + QStringLiteral(" | ") + result.error().detail;
}

} // namespace thingsdesk::test
