// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/devicelistreader.h"

#include "core/futures.h"

namespace thingsdesk {

namespace {

constexpr quint64 firstPageSize = 100;
constexpr quint64 pageSize = 1000; ///< the most that ApplicationClient takes
constexpr int passes = 3;

} // namespace

DeviceListReader::DeviceListReader(ApplicationSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

DeviceListReader::~DeviceListReader()
{
    m_call.cancel();
}

void DeviceListReader::start(bool withSmallFirstPage)
{
    m_isRunning = true;
    m_pass = 0;
    m_withSmallFirstPage = withSmallFirstPage;
    startPass();
}

void DeviceListReader::startPass()
{
    m_seen.clear();
    m_total.reset();
    m_offset = 0;
    m_isSteady = true;
    readPage(m_withSmallFirstPage && m_pass == 0 ? firstPageSize : pageSize);
}

void DeviceListReader::readPage(quint64 limit)
{
    m_call = andThen(this, m_session.registry(),
                     [limit, offset = m_offset](ApplicationClient *client) { return client->devices(limit, offset); });
    whenFinished<DevicePage>(this, m_call,
                             [this, limit](Future<DevicePage> done) { takePage(resultOf<DevicePage>(done), limit); });
}

void DeviceListReader::takePage(Result<DevicePage> page, quint64 limit)
{
    if (!page) {
        m_isRunning = false;
        Q_EMIT failed(page.error());
        return;
    }
    const bool isFirst = m_offset == 0;
    m_isSteady = m_isSteady && (isFirst || page->total == m_total);
    m_total = page->total;
    m_offset += quint64(page->devices.size());
    for (const Device &device : page->devices)
        m_seen.insert(device.devId);
    Q_EMIT pageRead(*page);
    const bool isLast = m_total ? m_offset >= *m_total : quint64(page->devices.size()) < limit;
    if (isLast || page->devices.isEmpty())
        endPass();
    else
        readPage(pageSize);
}

void DeviceListReader::endPass()
{
    const bool isWhole = m_isSteady && (!m_total || quint64(m_seen.size()) == *m_total);
    if (!isWhole && ++m_pass < passes)
        return startPass();
    m_isRunning = false;
    Q_EMIT finished(isWhole);
}

} // namespace thingsdesk
