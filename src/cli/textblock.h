// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace thingsdesk::cli {

/// Names and values, the values aligned, in groups with a blank line between.
class TextBlock
{
public:
    TextBlock &add(const QString &name, const QString &value);
    TextBlock &addIfSet(const QString &name, const QString &value);
    TextBlock &group(); ///< what follows stands apart

    QString text() const; ///< without a line break at the end

private:
    QList<std::pair<QString, QString>> m_lines; ///< an empty name is a gap
};

} // namespace thingsdesk::cli
