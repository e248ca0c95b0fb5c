// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/networkthread.h"

namespace thingsdesk {

NetworkThread::NetworkThread()
{
    m_thread.setObjectName(QStringLiteral("network"));
    m_thread.start();
}

NetworkThread::~NetworkThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace thingsdesk
