// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QIcon>

#include <functional>

namespace thingsdesk {

/// Something that "go to" can go to.
struct GoToEntry
{
    QString title;
    QString place; ///< where it is: application and network, or a shortcut
    QIcon icon;
    std::function<void()> go;
    int weight = 0; ///< comes before others that fit as well
};

/// The entries that fit a few letters, best first.
class GoToModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoToModel)
public:
    enum Role : int { PlaceRole = Qt::UserRole + 1 };
    static constexpr int maximumShown = 60;

    explicit GoToModel(QObject *parent = nullptr);

    void setEntries(QList<GoToEntry> entries);
    void setPattern(const QString &pattern);
    const GoToEntry &entry(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void matchPattern();

    QList<GoToEntry> m_entries;
    QList<int> m_shown;
    QString m_pattern;
};

} // namespace thingsdesk
