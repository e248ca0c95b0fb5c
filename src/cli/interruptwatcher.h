// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace thingsdesk::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of Qt, and a broken pipe into a failing write. A second SIGINT ends
/// the program at once. One at a time.
class InterruptWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterruptWatcher)
public:
    explicit InterruptWatcher(QObject *parent = nullptr);
    ~InterruptWatcher() override;

    /// True from the moment of the signal on, also before the event loop knows of it. Any thread.
    static bool wasInterrupted() noexcept;

Q_SIGNALS:
    void interrupted();

private:
    QSocketNotifier m_notifier;
};

} // namespace thingsdesk::cli
