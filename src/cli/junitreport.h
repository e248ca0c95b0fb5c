// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace thingsdesk::cli {

/// One test of a report.
struct JunitCase
{
    QString name;
    QString failure; ///< empty = passed
};

/// A report in the XML that build servers read from JUnit: one suite. What XML cannot hold (control characters) is
/// replaced by U+FFFD.
QByteArray junitReport(const QString &suite, const QList<JunitCase> &cases);

} // namespace thingsdesk::cli
