// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "payload/testvector.h"

namespace thingsdesk::vectorfiles {

/// Where an application's tests are kept: beside its history, and removed with it.
QString fileOf(const HistoryStore &history);

Result<QList<TestVector>> read(const QString &path);
/// The same; a file that is not there has no tests.
Result<QList<TestVector>> readKept(const QString &path);
/// Atomic.
Result<void> write(const QString &path, const QList<TestVector> &vectors);

} // namespace thingsdesk::vectorfiles
