// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/applicationsession.h"

#include <QObject>
#include <QSet>

namespace thingsdesk {

/// Reads an application's whole device list, page by page.
///
/// The server's pages are counted, not keyed: a device that comes or goes while they are read shifts the rest. So the
/// list counts as whole only where each page told the same total and that many devices came; else it is read again, up
/// to three times.
class DeviceListReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceListReader)
public:
    explicit DeviceListReader(ApplicationSession &session, QObject *parent = nullptr);
    ~DeviceListReader() override;

    /// Begins. With a small first page the first rows are there after one round trip.
    void start(bool withSmallFirstPage);
    bool isRunning() const noexcept { return m_isRunning; }
    const QSet<DevId> &seen() const noexcept { return m_seen; }

Q_SIGNALS:
    void pageRead(const thingsdesk::DevicePage &page);
    /// `isWhole`: what was not seen is not there.
    void finished(bool isWhole);
    void failed(const thingsdesk::Failure &failure);

private:
    void startPass();
    void readPage(quint64 limit);
    void takePage(Result<DevicePage> page, quint64 limit);
    void endPass();

    ApplicationSession &m_session;
    Future<DevicePage> m_call;
    QSet<DevId> m_seen;
    std::optional<quint64> m_total;
    quint64 m_offset = 0;
    int m_pass = 0;
    bool m_isRunning = false;
    bool m_isSteady = true; ///< the total did not change
    bool m_withSmallFirstPage = false;
};

} // namespace thingsdesk
