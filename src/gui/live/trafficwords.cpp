// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/trafficwords.h"

#include "gui/base/texts.h"
#include "gui/live/recordparts.h"

#include <QLocale>

#include <cmath>

namespace thingsdesk {

namespace {

constexpr int shownBytes = 64; ///< of a payload in the list; the whole is in the details

QString payloadText(const QByteArray &payload)
{
    if (payload.size() <= shownBytes)
        return texts::hexPairs(payload);
    return texts::hexPairs(QByteArrayView(payload).first(shownBytes)) + QStringLiteral(" …");
}

QString numberText(int column, const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    if (column == TrafficModel::PortColumn || column == TrafficModel::CounterColumn)
        return QString::number(value.toLongLong());
    const double number = value.toDouble();
    const int digits = qAbs(number - std::round(number)) < 0.05 ? 0 : 1;
    return QLocale().toString(number, 'f', digits).replace(u'-', u'−');
}

/// In a list a line begins at the left, whatever script its first field has.
QString fromTheLeft(const QString &text)
{
    return text.isRightToLeft() ? QChar(0x200e) + text : text;
}

} // namespace

TrafficWords::TrafficWords(TrafficModel &model, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

QVariant TrafficWords::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cellText(index);
    case Qt::ToolTipRole:
        return toolTip(index);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant TrafficWords::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section == TrafficModel::RssiColumn)
        return tr("RSSI dBm");
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section == TrafficModel::SnrColumn)
        return tr("SNR dB");
    return QIdentityProxyModel::headerData(section, orientation, role);
}

QString TrafficWords::fieldsText(const HistoryRecord &record, const QModelIndex &index) const
{
    if (const QString *known = m_fields.object(record.id))
        return *known;
    const QString error = recordparts::errorText(record);
    QString text = error.isEmpty() ? fromTheLeft(texts::fieldSummary(recordparts::fields(record)))
                                   : QStringLiteral("⚠ ") + texts::plain(error);
    if (text.isEmpty()) {
        if (const QVariant value = index.data(TrafficModel::ValueRole); value.userType() == QMetaType::QString)
            text = texts::plain(value.toString());
    }
    m_fields.insert(record.id, new QString(text));
    return text;
}

QString TrafficWords::cellText(const QModelIndex &index) const
{
    const HistoryRecord *record = m_model.record(index.row());
    if (record == nullptr)
        return {};
    if (const auto *gap = record->gap())
        return index.column() == TrafficModel::TimeColumn ? recordparts::gapText(*gap) : QString();
    const auto value = [&index] { return index.data(TrafficModel::ValueRole); };
    switch (index.column()) {
    case TrafficModel::TimeColumn:
        return texts::clock(record->received);
    case TrafficModel::DeviceColumn:
        return texts::plain(record->devId().toString());
    case TrafficModel::KindColumn: {
        const QString kind = texts::kindSymbol(record->kind) + QLatin1Char(' ') + texts::kind(record->kind);
        return record->isDuplicate ? tr("%1, repeat").arg(kind) : kind;
    }
    case TrafficModel::PayloadColumn:
        return payloadText(recordparts::payload(*record));
    case TrafficModel::FieldsColumn: {
        const int lost = index.data(TrafficModel::CounterGapRole).toInt();
        const QString &text = fieldsText(*record, index);
        return lost > 0 ? tr("⋯ %1 lost before   %2").arg(texts::count(quint64(lost)), text) : text;
    }
    case TrafficModel::DataRateColumn:
        return texts::dataRate(value().toString());
    case TrafficModel::GatewaysColumn:
        return texts::plain(value().toString());
    default:
        return numberText(index.column(), value());
    }
}

QString TrafficWords::toolTip(const QModelIndex &index) const
{
    const HistoryRecord *record = m_model.record(index.row());
    if (record == nullptr)
        return {};
    if (const auto *gap = record->gap())
        return texts::exactTime(gap->from) + QStringLiteral("\n–\n") + texts::exactTime(gap->to);
    switch (index.column()) {
    case TrafficModel::TimeColumn:
        return texts::exactTime(record->received);
    case TrafficModel::KindColumn:
        return record->isDuplicate ? tr("The same message was stored shortly before: a retry, or sent again after a "
                                        "lost connection.")
                                   : texts::kind(record->kind);
    case TrafficModel::PayloadColumn: {
        const qsizetype size = recordparts::payload(*record).size();
        return size == 0 ? QString() : tr("%n bytes", nullptr, int(size));
    }
    case TrafficModel::GatewaysColumn: {
        const RadioMetadata radio = recordparts::metadata(*record);
        const auto *best = radio.bestGateway();
        return best != nullptr ? tr("Best: %1").arg(texts::plain(best->gatewayId)) : cellText(index);
    }
    default:
        return cellText(index);
    }
}

} // namespace thingsdesk
