// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/vectormodel.h"

#include "core/pastedhex.h"
#include "gui/base/icons.h"
#include "gui/base/texts.h"

#include <QJsonDocument>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

VectorModel::VectorModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void VectorModel::setVectors(const QList<TestVector> &vectors)
{
    beginResetModel();
    m_vectors = vectors;
    m_outcomes = QList<std::optional<VectorOutcome>>(vectors.size());
    endResetModel();
    Q_EMIT changed();
}

void VectorModel::add(const TestVector &vector)
{
    const auto isTaken = [this](const QString &name) {
        return std::any_of(m_vectors.begin(), m_vectors.end(), [&](const TestVector &v) { return v.name == name; });
    };
    TestVector added = vector;
    for (int number = 2; isTaken(added.name); ++number)
        added.name = u"%1 (%2)"_s.arg(vector.name).arg(number);
    beginInsertRows({}, rowCount(), rowCount());
    m_vectors.append(added);
    m_outcomes.append(std::nullopt);
    endInsertRows();
    Q_EMIT changed();
}

void VectorModel::remove(const QList<int> &rows)
{
    QList<int> sorted = rows;
    std::sort(sorted.rbegin(), sorted.rend());
    for (const int row : std::as_const(sorted)) {
        beginRemoveRows({}, row, row);
        m_vectors.removeAt(row);
        m_outcomes.removeAt(row);
        endRemoveRows();
    }
    if (!rows.isEmpty())
        Q_EMIT changed();
}

void VectorModel::setOutcomes(const QList<VectorOutcome> &outcomes)
{
    for (qsizetype i = 0; i < m_outcomes.size(); ++i)
        m_outcomes[i] = i < outcomes.size() ? std::optional(outcomes[i]) : std::nullopt;
    if (!m_vectors.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int VectorModel::passed() const
{
    return int(std::count_if(m_outcomes.begin(), m_outcomes.end(), [](const auto &o) { return o && o->passed; }));
}

int VectorModel::failed() const
{
    return int(std::count_if(m_outcomes.begin(), m_outcomes.end(), [](const auto &o) { return o && !o->passed; }));
}

QStringList VectorModel::failedNames(TestVector::Direction direction) const
{
    QStringList names;
    for (qsizetype i = 0; i < m_vectors.size(); ++i) {
        if (m_vectors[i].direction == direction && m_outcomes[i] && !m_outcomes[i]->passed)
            names.append(m_vectors[i].name);
    }
    return names;
}

int VectorModel::judgedCount(TestVector::Direction direction) const
{
    int count = 0;
    for (qsizetype i = 0; i < m_vectors.size(); ++i)
        count += m_vectors[i].direction == direction && m_outcomes[i] ? 1 : 0;
    return count;
}

int VectorModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_vectors.size());
}

int VectorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString VectorModel::outcomeText(int row) const
{
    if (!m_outcomes[row])
        return u"…"_s;
    return m_outcomes[row]->passed ? tr("passed") : tr("FAILED");
}

QString VectorModel::text(int row, int column) const
{
    const TestVector &vector = m_vectors[row];
    switch (column) {
    case OutcomeColumn:
        return outcomeText(row);
    case NameColumn:
        return vector.name;
    case DirectionColumn:
        return vector.direction == TestVector::Direction::Uplink ? tr("uplink") : tr("downlink");
    case PortColumn:
        return QString::number(vector.port);
    case BytesColumn:
        return texts::hexPairs(vector.bytes);
    case FieldsColumn:
        return QString::fromUtf8(QJsonDocument(vector.fields).toJson(QJsonDocument::Compact));
    case ErrorColumn:
        return vector.error;
    case DifferenceColumn:
        return m_outcomes[row] ? m_outcomes[row]->difference : QString();
    default:
        return {};
    }
}

QVariant VectorModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    if (role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole)
        return text(row, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == PortColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && index.column() == OutcomeColumn && m_outcomes[row])
        return m_outcomes[row]->passed ? icon(Icon::Check, Tone::Success) : icon(Icon::Error, Tone::Error);
    return {};
}

Qt::ItemFlags VectorModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    switch (index.column()) {
    case NameColumn:
    case PortColumn:
    case BytesColumn:
    case FieldsColumn:
    case ErrorColumn:
        return flags | Qt::ItemIsEditable;
    default:
        return flags;
    }
}

Result<TestVector> VectorModel::edited(TestVector vector, int column, const QString &text)
{
    if (column == NameColumn) {
        vector.name = text.trimmed();
    } else if (column == ErrorColumn) {
        vector.error = text.trimmed();
    } else if (column == PortColumn) {
        bool isNumber = false;
        const int port = text.trimmed().toInt(&isNumber);
        if (!isNumber || port < 0 || port > 255)
            return fail(Failure::invalidInput(tr("The port"), tr("must be a whole number from 0 to 255")));
        vector.port = quint8(port);
    } else if (column == BytesColumn) {
        const Result<QByteArray> bytes = readPastedHex(text, -1, tr("The payload"));
        if (!bytes)
            return fail(bytes.error());
        vector.bytes = *bytes;
    } else if (column == FieldsColumn) {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (!document.isObject())
            return fail(Failure::invalidInput(tr("The fields"), tr("must be a JSON object")));
        vector.fields = document.object();
    }
    return vector;
}

bool VectorModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Result<TestVector> vector = edited(m_vectors[index.row()], index.column(), value.toString());
    if (!vector) {
        Q_EMIT refused(vector.error());
        return false;
    }
    if (*vector == m_vectors[index.row()])
        return true;
    m_vectors[index.row()] = *vector;
    m_outcomes[index.row()].reset();
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    Q_EMIT changed();
    return true;
}

QVariant VectorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OutcomeColumn:
        return tr("Outcome");
    case NameColumn:
        return tr("Test");
    case DirectionColumn:
        return tr("Direction");
    case PortColumn:
        return tr("Port");
    case BytesColumn:
        return tr("Payload");
    case FieldsColumn:
        return tr("Fields");
    case ErrorColumn:
        return tr("Expected error");
    case DifferenceColumn:
        return tr("Difference");
    default:
        return {};
    }
}

} // namespace thingsdesk
