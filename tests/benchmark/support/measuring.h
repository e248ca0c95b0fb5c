// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QString>
#include <QTimer>

namespace thingsdesk::bench {

/// Writes a database and its log out, and drops them from the system's cache.
void dropFromCache(const QString &file);

/// Memory of this process in megabytes: "VmRSS:" all that is resident, "RssAnon:" its own.
double residentMegabytes(const char *key);

/// How late a timer of a millisecond fires on the thread that made this, in milliseconds: what a window would feel.
class Lateness
{
public:
    Lateness();
    double median() { return quantile(0.5); }
    double p99() { return quantile(0.99); }
    double worst() { return quantile(1); }
    qsizetype samples() const { return m_late.size(); }

private:
    double quantile(double share);

    QTimer m_timer;
    QElapsedTimer m_since;
    QList<double> m_late;
};

} // namespace thingsdesk::bench
