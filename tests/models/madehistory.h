// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QTest>

namespace thingsdesk::test {

constexpr int patience = 60'000;

template <class T>
Result<T> waited(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        return fail(
            {Failure::Kind::Transient, Failure::Cause::TimedOut, QStringLiteral("the test waited too long"), {}});
    return future.isCanceled() || future.resultCount() == 0 ? Result<T>(fail(Failure::cancelled())) : future.result();
}

/// "dev-0", "dev-1", …
DevId deviceName(int number);

/// An uplink as the network writes it: of device `number` mod 10, its counter one tenth of the number, port 1 or 2,
/// field `n` with the number.
TrafficMessage madeUplink(int number, const Timestamp &received);

/// Appends uplinks `first` to `first + count − 1`, the last one received at `end` and each ten seconds after the one
/// before.
Result<void> appendUplinks(HistoryStore &history, int first, int count, const Timestamp &end = Timestamp::now());

/// Appends records of a network's events and of our downlinks, in their order.
Result<void> appendRecords(HistoryStore &history, const QList<HistoryRecord> &records);

} // namespace thingsdesk::test
