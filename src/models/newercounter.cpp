// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/newercounter.h"

#include "core/futures.h"

#include <algorithm>

namespace thingsdesk {

namespace {

using namespace std::chrono_literals;

constexpr int pageSize = 500;
constexpr qint64 exactlyCounted = 10'000;
constexpr auto pause = 200ms;
constexpr auto shortPause = 20ms; ///< while it is known that there is more

} // namespace

NewerCounter::NewerCounter(HistoryStore &history, QObject *parent)
    : QObject(parent)
    , m_history(history)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NewerCounter::look);
}

NewerCounter::~NewerCounter()
{
    m_call.cancel();
}

bool NewerCounter::isPlain() const
{
    HistoryFilter filter = m_filter;
    filter.afterId = 0;
    return filter.isEmpty();
}

void NewerCounter::start(const HistoryFilter &filter, qint64 end)
{
    m_call.cancel();
    ++m_generation;
    m_isLooking = false;
    m_isCounting = true;
    m_filter = filter;
    m_start = m_end = m_countedTo = std::max(end, filter.afterId);
    m_count = m_found = 0;
    setHistoryEnd(m_history.extent().lastId);
}

void NewerCounter::stop()
{
    m_call.cancel();
    m_timer.stop();
    ++m_generation;
    m_isCounting = m_isLooking = false;
    m_count = 0;
    show();
}

void NewerCounter::moveEnd(qint64 end, qint64 left)
{
    if (!m_isCounting)
        return;
    m_end = std::max(end, m_filter.afterId);
    // What entered the window beyond what was counted is not in the count.
    if (m_end > m_countedTo)
        return start(m_filter, m_end);
    m_count = std::max<qint64>(0, m_count + left);
    show();
}

void NewerCounter::setHistoryEnd(qint64 lastId)
{
    m_historyEnd = lastId;
    if (m_isCounting && !isPlain() && !m_isLooking && !m_timer.isActive() && m_countedTo < m_historyEnd &&
        m_count < exactlyCounted)
        m_timer.start(pause);
    show();
}

void NewerCounter::look()
{
    const qint64 knownEnd = m_history.extent().lastId;
    m_isLooking = true;
    m_call = m_history.pageAfter(m_filter, m_countedTo, pageSize);
    whenFinished<HistoryPage>(this, m_call, [this, knownEnd, generation = m_generation](Future<HistoryPage> done) {
        if (generation != m_generation)
            return;
        m_isLooking = false;
        if (const Result<HistoryPage> page = resultOf(done))
            take(*page, knownEnd);
    });
}

void NewerCounter::take(const HistoryPage &page, qint64 knownEnd)
{
    m_count += page.records.size();
    m_found += page.records.size();
    if (!page.records.isEmpty())
        m_countedTo = std::max(m_countedTo, page.records.last().id);
    if (page.reachedEnd)
        m_countedTo = std::max(m_countedTo, knownEnd);
    else if (m_count < exactlyCounted)
        m_timer.start(shortPause);
    setHistoryEnd(std::max(m_historyEnd, knownEnd));
}

void NewerCounter::show()
{
    qint64 number = 0;
    if (m_isCounting && isPlain()) {
        number = std::max<qint64>(0, m_historyEnd - m_end);
    } else if (m_isCounting) {
        number = m_count;
        const double share = double(m_found) / double(std::max<qint64>(1, m_countedTo - m_start));
        if (m_count >= exactlyCounted)
            number += qint64(double(std::max<qint64>(0, m_historyEnd - m_countedTo)) * std::min(share, 1.0));
    }
    if (std::exchange(m_shown, quint64(number)) != quint64(number))
        Q_EMIT countChanged(m_shown);
}

} // namespace thingsdesk
