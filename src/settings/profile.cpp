// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profile.h"

#include <QRegularExpression>

namespace thingsdesk {

QString Profile::name() const
{
    static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}._-]+"));
    QString network = networkName.trimmed().toLower();
    network.replace(others, QStringLiteral("-"));
    return network.isEmpty() ? appId.toString() : network + u'/' + appId.toString();
}

} // namespace thingsdesk
