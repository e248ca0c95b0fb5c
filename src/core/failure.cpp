// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure.h"

namespace thingsdesk {

Failure Failure::invalidInput(const QString &field, const QString &rule)
{
    return {Kind::Permanent, Cause::InvalidInput, field + u' ' + rule + u'.', {}};
}

Failure Failure::cancelled()
{
    return {Kind::Cancelled, Cause::Other, QStringLiteral("Cancelled."), {}};
}

QString kindName(Failure::Kind kind)
{
    switch (kind) {
    case Failure::Kind::Transient:
        return QStringLiteral("transient");
    case Failure::Kind::Permanent:
        return QStringLiteral("permanent");
    case Failure::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    return {};
}

} // namespace thingsdesk
