// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/historyreplay.h"

#include "core/futures.h"

#include <algorithm>

namespace thingsdesk {

namespace {

/// Small at first, for the first answer; then as large as keeps the thread's stalls short.
constexpr quint64 firstPage = 100;
constexpr quint64 laterPage = 1000;

} // namespace

HistoryReplay::HistoryReplay(HistoryStore &history, FunctionRunner &runner, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_runner(runner)
{
}

HistoryReplay::~HistoryReplay()
{
    cancel();
}

void HistoryReplay::start(const ReplayRequest &request)
{
    cancel();
    m_request = request;
    m_request.filter.kinds = {RecordKind::Uplink};
    m_summary = {};
    m_total.reset();
    m_waiting.reset();
    m_read = 0;
    m_readAll = false;
    m_decoding = false;
    m_running = true;
    Q_EMIT started();
    count();
    readNext(0);
}

void HistoryReplay::cancel()
{
    if (!m_running)
        return;
    m_running = false;
    m_count.cancel();
    m_page.cancel();
    m_before.cancel();
    m_after.cancel();
    m_store.cancel();
    Q_EMIT finished();
}

void HistoryReplay::count()
{
    m_count = m_history.count(m_request.filter);
    whenFinished<quint64>(this, m_count, [this](Future<quint64> done) {
        const Result<quint64> all = resultOf(done);
        if (!m_running || !all)
            return;
        m_total = m_request.limit > 0 ? std::min(*all, m_request.limit) : *all;
        Q_EMIT progressed({});
    });
}

quint64 HistoryReplay::wanted() const
{
    const quint64 page = m_read == 0 ? firstPage : laterPage;
    return m_request.limit > 0 ? std::min(page, m_request.limit - m_read) : page;
}

void HistoryReplay::readNext(qint64 beforeId)
{
    if (wanted() == 0) {
        m_readAll = true;
        return goOn();
    }
    m_page = m_history.pageBefore(m_request.filter, beforeId, int(wanted()));
    whenFinished<HistoryPage>(this, m_page, [this](Future<HistoryPage> done) {
        if (!m_running || done.isCanceled())
            return;
        const Result<HistoryPage> page = resultOf(done);
        if (page)
            takePage(*page);
        else
            fail(page.error());
    });
}

void HistoryReplay::takePage(const HistoryPage &page)
{
    m_read += quint64(page.records.size());
    m_readAll = page.reachedEnd || page.records.isEmpty() || wanted() == 0;
    m_waiting = page;
    goOn();
}

/// Hands the page that waits to the worker, and asks for the next meanwhile.
void HistoryReplay::goOn()
{
    if (m_decoding)
        return;
    if (!m_waiting) {
        if (m_readAll)
            end();
        return;
    }
    const HistoryPage page = *std::exchange(m_waiting, std::nullopt);
    if (!m_readAll)
        readNext(page.records.first().id);
    decode(page);
}

void HistoryReplay::decode(const HistoryPage &page)
{
    QList<DecodeInput> inputs;
    inputs.reserve(page.records.size());
    for (const HistoryRecord &record : page.records)
        inputs.append({record.uplink()->payload, record.uplink()->port});
    m_decoding = true;
    m_before = m_runner.decode(m_request.savedFormat, m_request.saved, inputs);
    m_after = m_runner.decode(m_request.editedFormat, m_request.edited, inputs);
    // The answers come in the order of the calls.
    whenFinished<QList<DecodeResult>>(this, m_after,
                                      [this, page, first = m_before](Future<QList<DecodeResult>> done) mutable {
                                          if (!m_running || done.isCanceled())
                                              return;
                                          const Result<QList<DecodeResult>> before = resultOf(first);
                                          const Result<QList<DecodeResult>> after = resultOf(done);
                                          if (!before || !after)
                                              return fail(before ? after.error() : before.error());
                                          compare(page, *before, *after);
                                          storeFields(page, *after);
                                      });
}

void HistoryReplay::compare(const HistoryPage &page, const QList<DecodeResult> &before,
                            const QList<DecodeResult> &after)
{
    QList<ReplayRow> rows;
    const auto text = [](const DecodeResult &result) {
        return result.error ? result.error->text.toUtf8() : result.fields;
    };
    for (qsizetype i = page.records.size() - 1; i >= 0; --i) {
        const ReplayOutcome outcome = takeResults(m_summary, before[i], after[i]);
        if (outcome == ReplayOutcome::Same)
            continue;
        const HistoryRecord &record = page.records[i];
        rows.append({record.id, record.received, record.devId(), record.uplink()->port, record.uplink()->payload,
                     outcome, text(before[i]), text(after[i])});
    }
    Q_EMIT progressed(rows);
}

/// Hands on to the next page, after what is to be kept is kept: the disk sets the pace.
void HistoryReplay::storeFields(const HistoryPage &page, const QList<DecodeResult> &after)
{
    QList<OwnFields> own;
    for (qsizetype i = 0; m_request.storesFields && i < page.records.size(); ++i) {
        if (!after[i].error && after[i].valid && !after[i].fields.isEmpty())
            own.append({page.records[i].id, after[i].fields});
    }
    if (own.isEmpty()) {
        m_decoding = false;
        return goOn();
    }
    m_store = m_history.storeOwnFields(own);
    whenFinished<void>(this, m_store, [this](Future<void> done) {
        if (!m_running || done.isCanceled())
            return;
        const Result<void> stored = resultOf(done);
        m_decoding = false;
        if (stored)
            goOn();
        else
            fail(stored.error());
    });
}

void HistoryReplay::end()
{
    m_running = false;
    m_count.cancel();
    m_total = m_summary.looked;
    Q_EMIT finished();
}

void HistoryReplay::fail(const Failure &failure)
{
    cancel();
    Q_EMIT failed(failure);
}

} // namespace thingsdesk
