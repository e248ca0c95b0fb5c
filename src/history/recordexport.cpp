// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordexport.h"

#include "core/csvcell.h"

#include "history/fieldcatalog.h"
#include "history/fieldexpressionnode.h"
#include "history/recordfacts.h"

#include "core/fixedbytes.h"
#include "core/jsontext.h"

namespace thingsdesk::history {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 1000;
constexpr qsizetype maximumColumns = 1000; ///< of fields; spreadsheets take 16,384 in all

/// RFC 4180: in quotes where it has to be, quotes doubled.
QByteArray csvValue(simdjson::dom::element value)
{
    std::string_view text;
    bool truth = false;
    if (value.get(text) == simdjson::SUCCESS)
        return csvCell(QString::fromUtf8(text.data(), qsizetype(text.size())));
    if (value.get(truth) == simdjson::SUCCESS)
        return truth ? "true" : "false";
    const auto number = numberOf(value);
    return number ? jsonNumber(*number) : QByteArray();
}

bool isScalar(simdjson::dom::element value)
{
    return !value.is_object() && !value.is_array();
}

/// JSON on one line: line breaks stand between its tokens only.
QByteArray onOneLine(QByteArray json)
{
    return json.replace('\n', ' ').replace('\r', ' ').trimmed();
}

QByteArray messageJson(const QByteArray &raw)
{
    return checkJson(raw, u"The message"_s) ? onOneLine(raw) : jsonString(QString::fromUtf8(raw));
}

void addGap(JsonObjectWriter &writer, const RecordingGap &gap)
{
    writer.addString("from", QString::fromLatin1(gap.from.toRfc3339()))
        .addString("to", QString::fromLatin1(gap.to.toRfc3339()))
        .addString("reason", gap.reason == RecordingGap::Reason::DiskFull ? u"disk-full"_s : u"not-connected"_s)
        .addUnsigned("missed", gap.missed);
}

QByteArray jsonLine(const HistoryRecord &record, const AppId &appId)
{
    JsonObjectWriter writer;
    writer.addInteger("id", record.id)
        .addString("kind", recordKindName(record.kind))
        .addString("app_id", appId.toString())
        .addStringIfSet("dev_id", record.devId().toString())
        .addString("received", QString::fromLatin1(record.received.toRfc3339()))
        .addTrueIfSet("duplicate", record.isDuplicate);
    if (record.event())
        writer.addString("type", record.event()->typeName);
    if (record.gap())
        addGap(writer, *record.gap());
    else
        writer.add("message", messageJson(record.raw()));
    return writer.addStringIfSet("error", errorTextOf(record)).finish() + '\n';
}

QByteArray radioColumns(const HistoryRecord &record)
{
    const UplinkMessage *uplink = record.uplink();
    const GatewayReception *best = uplink ? uplink->metadata.bestGateway() : nullptr;
    if (!best)
        return ",";
    return jsonNumber(best->rssi) + ',' + jsonNumber(best->snr);
}

} // namespace

Result<quint64> RecordExport::writeTo(const QString &file, const Progress &progress, const CancelCheck &isCancelled)
{
    QSaveFile out(file);
    const auto failed = [&out, &file] {
        const bool isFull = out.error() == QFileDevice::WriteError || out.error() == QFileDevice::ResourceError;
        return fail({Failure::Kind::Permanent,
                     isFull ? Failure::Cause::DiskFull : Failure::Cause::FileUnusable,
                     u"The export cannot be written to %1: %2."_s.arg(file, out.errorString()),
                     {}});
    };
    if (!out.open(QIODevice::WriteOnly))
        return failed();
    m_extent = m_reader.extent();
    if (m_format == ExportFormat::Csv)
        findPaths(isCancelled);
    out.write(header());
    quint64 written = 0;
    bool isWritten = true;
    eachPage(
        [&](const HistoryPage &page, qint64 passed) {
            for (const HistoryRecord &record : page.records) {
                const QByteArray text = line(record);
                isWritten = isWritten && out.write(text) == text.size();
                ++written;
            }
            progress(passed - m_extent.firstId + 1, qint64(m_extent.count));
            return isWritten;
        },
        isCancelled);
    if (!isWritten || !out.commit())
        return failed();
    return written;
}

template <class Visitor>
void RecordExport::eachPage(Visitor visitor, const CancelCheck &isCancelled)
{
    qint64 passed = 0;
    for (bool isAtEnd = m_extent.count == 0; !isAtEnd;) {
        HistoryPage page = m_reader.page(m_filter, Direction::Forward, passed, pageSize, isCancelled);
        // What came after the beginning is left out, so that the export ends.
        while (!page.records.isEmpty() && page.records.last().id > m_extent.lastId) {
            page.records.removeLast();
            page.reachedEnd = true;
        }
        isAtEnd = page.reachedEnd;
        passed = isAtEnd ? m_extent.lastId : page.records.last().id;
        if (!visitor(page, passed))
            return;
    }
}

/// The header comes first, so the fields must be known before.
void RecordExport::findPaths(const CancelCheck &isCancelled)
{
    QSet<QString> found;
    const auto take = [&found](const QString &path, simdjson::dom::element value) {
        if (isScalar(value))
            found.insert(path);
        return found.size() < maximumColumns;
    };
    eachPage(
        [&](const HistoryPage &page, qint64) {
            for (const HistoryRecord &record : page.records) {
                const QByteArray fields = record.uplink() ? record.uplink()->fields : QByteArray();
                if (const auto root = threadJsonParser().parse(fields))
                    visitPaths(*root, FieldCatalog::maximumDepth, take);
            }
            return found.size() < maximumColumns;
        },
        isCancelled);
    m_paths = QStringList(found.cbegin(), found.cend());
    m_paths.sort();
}

QByteArray RecordExport::header() const
{
    if (m_format == ExportFormat::JsonLines)
        return {};
    QByteArray text =
        "id,received,kind,duplicate,dev_id,port,counter,payload,data_rate,gateway,gateways,rssi,snr,error";
    for (const QString &path : m_paths)
        text += ',' + csvCell(path);
    return text + "\r\n";
}

QByteArray RecordExport::line(const HistoryRecord &record) const
{
    return m_format == ExportFormat::JsonLines ? jsonLine(record, m_reader.appId()) : csvLine(record);
}

QByteArray RecordExport::csvLine(const HistoryRecord &record) const
{
    const RecordFacts facts = factsOf(record);
    const UplinkMessage *uplink = record.uplink();
    QByteArrayList columns{QByteArray::number(record.id),
                           record.received.toRfc3339(),
                           recordKindName(record.kind).toLatin1(),
                           record.isDuplicate ? "true" : "false",
                           csvCell(facts.device),
                           facts.port ? QByteArray::number(*facts.port) : QByteArray(),
                           uplink ? QByteArray::number(uplink->counter) : QByteArray(),
                           toHex(payloadOf(record)).toLatin1(),
                           csvCell(facts.dataRate),
                           csvCell(facts.gateway),
                           uplink ? QByteArray::number(uplink->metadata.gateways.size()) : QByteArray(),
                           radioColumns(record),
                           csvCell(errorTextOf(record))};
    QHash<QString, QByteArray> values;
    const auto root = uplink ? threadJsonParser().parse(uplink->fields) : std::nullopt;
    if (root) {
        visitPaths(*root, FieldCatalog::maximumDepth, [&values](const QString &path, simdjson::dom::element value) {
            if (isScalar(value))
                values.insert(path, csvValue(value));
            return true;
        });
    }
    for (const QString &path : m_paths)
        columns.append(values.value(path));
    return columns.join(',') + "\r\n";
}

} // namespace thingsdesk::history
