// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/tour.h"

#include <QDir>
#include <QPixmap>
#include <QWidget>

#include <cstdio>

namespace thingsdesk {

namespace {

constexpr std::chrono::milliseconds lookPause{100};
constexpr std::chrono::milliseconds settleTime{400}; ///< what was just laid out is painted, and small waits are over

void print(const QString &line)
{
    std::fprintf(stdout, "%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

} // namespace

Tour::Tour(QWidget &window, QString folder, QList<TourStep> steps, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_folder(std::move(folder))
    , m_steps(std::move(steps))
{
    m_looking.setInterval(lookPause);
    connect(&m_looking, &QTimer::timeout, this, &Tour::look);
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder)) {
        print(tr("failed  the folder %1 cannot be made").arg(m_folder));
        Q_EMIT finished(false);
        return;
    }
    begin();
}

void Tour::begin()
{
    if (m_at == m_steps.size()) {
        Q_EMIT finished(true);
        return;
    }
    m_acted = false;
    m_time.start();
    m_looking.start();
}

void Tour::look()
{
    const TourStep &step = m_steps[m_at];
    if (!m_acted)
        m_acted = step.act();
    if (m_acted && step.done()) {
        m_looking.stop();
        const qint64 taken = m_time.elapsed();
        QTimer::singleShot(settleTime, this, [this, taken] {
            const TourStep &over = m_steps[m_at];
            if (!savePicture(over.picture))
                return endFailed();
            print(QStringLiteral("ok      %1 s  %2").arg(double(taken) / 1000, 6, 'f', 1).arg(over.name));
            ++m_at;
            begin();
        });
        return;
    }
    if (m_time.hasExpired(std::chrono::milliseconds(step.limit).count()))
        endFailed();
}

void Tour::endFailed()
{
    m_looking.stop();
    print(QStringLiteral("failed  %1 s  %2").arg(double(m_time.elapsed()) / 1000, 6, 'f', 1).arg(m_steps[m_at].name));
    savePicture(QStringLiteral("failed"));
    Q_EMIT finished(false);
}

bool Tour::savePicture(const QString &name) const
{
    return name.isEmpty() || m_window.grab().save(QStringLiteral("%1/%2.png").arg(m_folder, name));
}

} // namespace thingsdesk
