// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/textblock.h"

#include "cli/output.h"

#include <algorithm>

namespace thingsdesk::cli {

TextBlock &TextBlock::add(const QString &name, const QString &value)
{
    m_lines.append({name, plainText(value)});
    return *this;
}

TextBlock &TextBlock::addIfSet(const QString &name, const QString &value)
{
    return value.isEmpty() ? *this : add(name, value);
}

TextBlock &TextBlock::group()
{
    if (!m_lines.isEmpty() && !m_lines.last().first.isEmpty())
        m_lines.emplaceBack();
    return *this;
}

QString TextBlock::text() const
{
    qsizetype width = 0;
    for (const auto &[name, value] : m_lines)
        width = std::max(width, name.size());
    QString text;
    for (const auto &[name, value] : m_lines)
        text += name.isEmpty() ? QStringLiteral("\n") : name.leftJustified(width + 2) + value + u'\n';
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace thingsdesk::cli
