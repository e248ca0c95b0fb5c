// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/gotoentries.h"

#include "gui/frame/gotomatching.h"

#include <algorithm>

namespace thingsdesk {

GoToModel::GoToModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void GoToModel::setEntries(QList<GoToEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    matchPattern();
    endResetModel();
}

void GoToModel::setPattern(const QString &pattern)
{
    if (pattern == m_pattern)
        return;
    beginResetModel();
    m_pattern = pattern;
    matchPattern();
    endResetModel();
}

void GoToModel::matchPattern()
{
    struct Fit
    {
        int score;
        int at;
    };
    QList<Fit> fits;
    for (int i = 0; i < m_entries.size(); ++i) {
        const GoToEntry &entry = m_entries[i];
        std::optional<int> score = fuzzyScore(m_pattern, entry.title);
        // "weather live": the place helps to find it, but less than the name.
        if (!score) {
            score = fuzzyScore(m_pattern, entry.title + u' ' + entry.place);
            if (score)
                *score -= 15;
        }
        if (score)
            fits.append({*score + entry.weight, i});
    }
    const auto shown = std::min<qsizetype>(fits.size(), maximumShown);
    std::partial_sort(fits.begin(), fits.begin() + shown, fits.end(), [this](const Fit &a, const Fit &b) {
        if (a.score != b.score)
            return a.score > b.score;
        return m_entries[a.at].title.compare(m_entries[b.at].title, Qt::CaseInsensitive) < 0;
    });
    m_shown.clear();
    for (qsizetype i = 0; i < shown; ++i)
        m_shown += fits[i].at;
}

const GoToEntry &GoToModel::entry(int row) const
{
    return m_entries[m_shown[row]];
}

int GoToModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant GoToModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GoToEntry &found = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return found.title;
    case Qt::DecorationRole:
        return found.icon;
    case PlaceRole:
        return found.place;
    case Qt::AccessibleTextRole:
        return found.place.isEmpty() ? found.title : QStringLiteral("%1, %2").arg(found.title, found.place);
    default:
        return {};
    }
}

} // namespace thingsdesk
