// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqttmailbox.h"

#include <QMutexLocker>

namespace thingsdesk {

MqttMailbox::MqttMailbox(QObject *receiver, std::function<void()> receive, std::function<void()> resume)
    : m_receiver(receiver)
    , m_receive(std::move(receive))
    , m_resume(std::move(resume))
{
}

void MqttMailbox::close()
{
    std::deque<MqttNotice> left; // freed without the lock
    const QMutexLocker lock(&m_mutex);
    m_receiver = nullptr;
    left.swap(m_notices);
}

bool MqttMailbox::post(MqttNotice notice)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_receiver)
        return true;
    if (const auto *batch = std::get_if<mqttnotice::Batch>(&notice)) {
        m_messages += batch->messages.size();
        m_bytes += batch->bytes;
    }
    m_notices.push_back(std::move(notice));
    wake();
    m_full = m_full || m_messages >= messageBound || m_bytes >= byteBound;
    return !m_full;
}

std::optional<MqttNotice> MqttMailbox::take()
{
    std::optional<MqttNotice> notice;
    bool hasRoom = false;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_notices.empty())
            return notice;
        notice = std::move(m_notices.front());
        m_notices.pop_front();
        if (const auto *batch = std::get_if<mqttnotice::Batch>(&*notice)) {
            m_messages -= batch->messages.size();
            m_bytes -= batch->bytes;
        }
        hasRoom = m_full && m_messages <= messageBound / 2 && m_bytes <= byteBound / 2;
        if (hasRoom)
            m_full = false;
    }
    if (hasRoom)
        m_resume();
    return notice;
}

void MqttMailbox::turnEnded()
{
    const QMutexLocker lock(&m_mutex);
    m_wakePosted = false;
    if (m_receiver && !m_notices.empty())
        wake();
}

void MqttMailbox::wake()
{
    if (m_wakePosted)
        return;
    m_wakePosted = true;
    // The receiver is alive: it leaves under the lock. Qt drops the call if the receiver goes before it is made.
    QMetaObject::invokeMethod(m_receiver, m_receive, Qt::QueuedConnection);
}

} // namespace thingsdesk
