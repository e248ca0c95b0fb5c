// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/csvcell.h"

namespace thingsdesk {

QByteArray csvCell(const QString &text)
{
    QByteArray utf8 = text.toUtf8();
    bool isNumber = false;
    utf8.toDouble(&isNumber);
    if (!utf8.isEmpty() && !isNumber && QByteArrayView("=+-@").contains(utf8.front()))
        utf8.prepend('\'');
    const bool needsQuotes = utf8.contains(',') || utf8.contains('"') || utf8.contains('\n') || utf8.contains('\r') ||
                             utf8.startsWith(' ') || utf8.endsWith(' ');
    return needsQuotes ? '"' + utf8.replace('"', "\"\"") + '"' : utf8;
}

} // namespace thingsdesk
