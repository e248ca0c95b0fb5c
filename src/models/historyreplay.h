// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"
#include "models/replaysummary.h"
#include "payload/functionrunner.h"

#include <QObject>

namespace thingsdesk {

/// What is to be run over which uplinks.
struct ReplayRequest
{
    PayloadFormat savedFormat = PayloadFormat::None;
    PayloadFunctions saved;
    PayloadFormat editedFormat = PayloadFormat::None;
    PayloadFunctions edited;
    HistoryFilter filter;      ///< its kinds are not looked at: uplinks only
    quint64 limit = 10000;     ///< the newest so many; 0 = all
    bool storesFields = false; ///< keeps what the edited functions give beside the received fields
};

/// Runs saved and edited functions over stored uplinks, the newest first, and tells what differs as it goes. Nothing
/// that was received is changed by it. Lives on the thread of the FunctionRunner; a page is read while the one before
/// is decoded, so memory stays the same however long the history is. A new start() ends the run under way; destroying
/// it too.
class HistoryReplay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryReplay)
public:
    HistoryReplay(HistoryStore &history, FunctionRunner &runner, QObject *parent = nullptr);
    ~HistoryReplay() override;

    void start(const ReplayRequest &request);
    void cancel();
    bool isRunning() const noexcept { return m_running; }
    const ReplaySummary &summary() const noexcept { return m_summary; }
    /// How many uplinks will be looked at; nothing while it is not counted yet.
    std::optional<quint64> total() const noexcept { return m_total; }

Q_SIGNALS:
    void started();
    /// After each piece; `rows` are the different ones of it.
    void progressed(const QList<thingsdesk::ReplayRow> &rows);
    /// At its end, cancelled or not.
    void finished();
    void failed(const thingsdesk::Failure &failure);

private:
    void count();
    void readNext(qint64 beforeId);
    void takePage(const HistoryPage &page);
    void decode(const HistoryPage &page);
    void compare(const HistoryPage &page, const QList<DecodeResult> &before, const QList<DecodeResult> &after);
    void storeFields(const HistoryPage &page, const QList<DecodeResult> &after);
    void goOn();
    void end();
    void fail(const Failure &failure);
    quint64 wanted() const;

    HistoryStore &m_history;
    FunctionRunner &m_runner;
    ReplayRequest m_request;
    ReplaySummary m_summary;
    std::optional<quint64> m_total;
    bool m_running = false;
    quint64 m_read = 0; ///< uplinks handed out by the history
    bool m_readAll = false;
    bool m_decoding = false;
    std::optional<HistoryPage> m_waiting; ///< read, not decoded yet

    Future<quint64> m_count;
    Future<HistoryPage> m_page;
    Future<QList<DecodeResult>> m_before;
    Future<QList<DecodeResult>> m_after;
    Future<void> m_store;
};

} // namespace thingsdesk
