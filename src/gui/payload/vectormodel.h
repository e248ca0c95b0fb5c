// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/testvector.h"

#include <QAbstractTableModel>

#include <optional>

namespace thingsdesk {

/// An application's test vectors with their last outcomes; name, port, bytes, fields and expected error can be edited
/// in place. An edit that breaks a rule changes nothing and is told.
class VectorModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VectorModel)
public:
    enum Column : int {
        OutcomeColumn,
        NameColumn,
        DifferenceColumn,
        DirectionColumn,
        PortColumn,
        BytesColumn,
        FieldsColumn,
        ErrorColumn,
        ColumnCount
    };

    explicit VectorModel(QObject *parent = nullptr);

    const QList<TestVector> &vectors() const noexcept { return m_vectors; }
    void setVectors(const QList<TestVector> &vectors);
    /// At the end; the same name twice is told apart by a number.
    void add(const TestVector &vector);
    void remove(const QList<int> &rows);
    /// In the order of the vectors; fewer = the rest has none.
    void setOutcomes(const QList<VectorOutcome> &outcomes);
    int passed() const;
    int failed() const;
    /// The names of those of a direction that failed.
    QStringList failedNames(TestVector::Direction direction) const;
    /// How many of a direction have an outcome.
    int judgedCount(TestVector::Direction direction) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void changed(); ///< the vectors, not the outcomes
    void refused(const thingsdesk::Failure &failure);

private:
    QString text(int row, int column) const;
    QString outcomeText(int row) const;
    static Result<TestVector> edited(TestVector vector, int column, const QString &text);

    QList<TestVector> m_vectors;
    QList<std::optional<VectorOutcome>> m_outcomes; ///< as many
};

} // namespace thingsdesk
