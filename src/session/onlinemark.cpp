// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/onlinemark.h"

#include <QFile>

namespace thingsdesk {

OnlineMark::OnlineMark(const QString &historyFile)
    : m_file(historyFile + QStringLiteral(".online"))
{
}

std::optional<Timestamp> OnlineMark::read() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return Timestamp::fromRfc3339(file.read(64).trimmed());
}

void OnlineMark::write(const Timestamp &moment) const
{
    // A moment that could not be kept makes the next gap begin earlier, no more.
    if (QFile file(m_file); file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(moment.toRfc3339() + '\n');
}

} // namespace thingsdesk
