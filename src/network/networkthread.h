// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

namespace thingsdesk {

/// The thread on which broker connections live, so that neither a slow name server nor a library that waits for a
/// goodbye is felt where the user is. Several connections share it. It must outlive them.
class NetworkThread final
{
    Q_DISABLE_COPY_MOVE(NetworkThread)
public:
    NetworkThread();
    /// Ends the thread's loop and waits for it; the connections' own goodbyes are bounded.
    ~NetworkThread();

    QThread &thread() noexcept { return m_thread; }

private:
    QThread m_thread;
};

} // namespace thingsdesk
