// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/historylimits.h"
#include "core/result.h"
#include "history/historyfilter.h"

#include <QMap>
#include <QObject>

#include <chrono>
#include <memory>

class QThread;

namespace thingsdesk {

/// What the file holds at a moment. IDs are dense but for what limits removed.
struct HistoryExtent
{
    qint64 firstId = 0; ///< 0 with lastId 0: empty
    qint64 lastId = 0;
    quint64 count = 0;

    friend bool operator==(const HistoryExtent &, const HistoryExtent &) = default;
};

/// Some records in order of arrival (ascending IDs), whichever way they were looked for.
struct HistoryPage
{
    QList<HistoryRecord> records;
    bool reachedEnd = false; ///< nothing further in the direction that was looked
};

/// How often each value stands in the whole history.
struct HistoryFacets
{
    QMap<RecordKind, quint64> kinds;
    QMap<DevId, quint64> devices;
    QMap<quint8, quint64> ports;
    QMap<QString, quint64> gateways;
    QMap<QString, quint64> dataRates;
};

/// What the history knows of one device.
struct DeviceActivity
{
    qint64 lastUplinkId = 0;
    std::optional<Timestamp> lastSeen; ///< of its last uplink
    double rssi = 0;                   ///< dBm, best gateway of the last uplink
    double snr = 0;                    ///< dB
    QString dataRate;
    quint32 lastCounter = 0;
    quint8 lastPort = 0;
    quint64 uplinks = 0; ///< without duplicates, of the last 100
    quint64 lost = 0;    ///< by gaps between their counters; a counter that fell back begins anew
    std::chrono::milliseconds usualInterval{0}; ///< median of the last uplinks' distances; 0 = unknown
};

/// What this console decoded of an uplink, to be kept beside the received fields.
struct OwnFields
{
    qint64 recordId = 0;
    QByteArray fields; ///< the text of a JSON object
};

/// For the Overview.
struct HistoryStatistics
{
    HistoryExtent extent;
    std::optional<Timestamp> first; ///< when the oldest and the newest record were received
    std::optional<Timestamp> last;
    quint64 today = 0; ///< records since local midnight
    qint64 bytesOnDisk = 0;
    struct Hour
    {
        Timestamp begin;
        quint64 uplinks = 0;
        quint64 downlinks = 0;
        quint64 errors = 0;
    };
    QList<Hour> lastDay; ///< 24, oldest first, the last one is the hour under way
};

/// A value over time, for a chart.
struct SeriesRequest
{
    enum class Quantity { Field, Rssi, Snr, SpreadingFactor, Loss };
    DevId devId;
    Quantity quantity = Quantity::Field;
    QString fieldPath; ///< for Field; the form of FieldExpression
    std::optional<Timestamp> since;
    std::optional<Timestamp> until;
    int limit = 20'000; ///< the newest so many points
};
struct SeriesPoint
{
    Timestamp time;
    double value = 0;
    qint64 recordId = 0;
};

/// How the file was found.
struct HistoryOpening
{
    bool isNew = false;
    QString damagedFile;  ///< where a damaged file was set aside; empty = it was sound
    int migratedFrom = 0; ///< the schema version before; 0 = it was current
};

enum class ExportFormat { Csv, JsonLines };

/// Everything that one application's traffic brought, in a file of its own.
///
/// A message counts as received when it is in the file: a batch is one transaction, and `grown` follows it. Writing
/// happens on the store's own thread (writerThread()), reading on another, so neither waits for the other; nothing
/// above this class knows what the file is. Calls are asynchronous and answered through Futures; signals come from the
/// writer's thread.
class HistoryStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryStore)
public:
    /// `file` need not be there yet; its folder is made.
    HistoryStore(QString file, AppId appId, QObject *parent = nullptr);
    /// Writes what was handed over, closes the file, ends both threads.
    ~HistoryStore() override;

    const QString &file() const noexcept;
    const AppId &appId() const noexcept;

    /// Opens or makes the file, checks it, migrates it. A damaged one is set aside under another name. Call it first.
    Future<HistoryOpening> open();

    /// For receivers that hand over batches without a further hop: what lives there may call appendNow().
    QThread &writerThread() noexcept;
    /// Writes one batch as one transaction, on writerThread() only. A full disk is a Failure (cause DiskFull) that is
    /// counted; recording goes on by itself when there is room, with a gap that names the missed.
    Result<void> appendNow(const QList<TrafficMessage> &messages);
    /// The same from any thread; answered when it is in the file.
    Future<void> append(const QList<TrafficMessage> &messages);
    /// Our own downlink. Answers with the record's ID.
    Future<qint64> appendPublished(const PublishedDownlink &downlink);
    Future<qint64> appendGap(const RecordingGap &gap);

    /// Keeps these beside the received fields, in place of what was kept before. They are found as `ours.…` in
    /// expressions, series and fieldPaths(); nothing that was received is changed.
    Future<void> storeOwnFields(const QList<OwnFields> &fields);
    Future<void> removeOwnFields();

    /// The newest state, without waiting. Any thread.
    HistoryExtent extent() const;

    /// Up to `limit` records before `beforeId` (exclusive; 0 = from the newest), the nearest ones.
    Future<HistoryPage> pageBefore(const HistoryFilter &filter, qint64 beforeId, int limit);
    /// Up to `limit` records after `afterId` (exclusive), the nearest ones.
    Future<HistoryPage> pageAfter(const HistoryFilter &filter, qint64 afterId, int limit);
    Future<HistoryRecord> record(qint64 id); ///< NotFound where it is gone
    /// How many fit. Goes through everything where no index helps; can be cancelled.
    Future<quint64> count(const HistoryFilter &filter);
    Future<HistoryFacets> facets();
    Future<HistoryStatistics> statistics();
    Future<QHash<DevId, DeviceActivity>> deviceActivity();
    Future<QList<SeriesPoint>> series(const SeriesRequest &request);
    /// Names of decoded fields seen (paths), of all devices or one; for completion and charts.
    Future<QStringList> fieldPaths(const DevId &devId = {});
    /// Writes what fits to a file, oldest first; answers with the number of records. The Future's progress is in
    /// records looked at; a cancelled or failed export leaves no file. CSV: one column a field path, header first.
    Future<quint64> exportTo(const QString &file, ExportFormat format, const HistoryFilter &filter);

    /// Applied now and from time to time.
    Future<void> setLimits(const HistoryLimits &limits);

Q_SIGNALS:
    /// After each transaction.
    void grown(const thingsdesk::HistoryExtent &extent);
    /// Limits removed the oldest.
    void shrunk(const thingsdesk::HistoryExtent &extent);
    void recordingStopped(const thingsdesk::Failure &failure);
    void recordingResumed(quint64 missed);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::HistoryExtent)
