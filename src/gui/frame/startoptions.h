// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

namespace thingsdesk {

/// What `thingsdesk` was asked on its command line.
struct StartOptions
{
    bool demo = false;
    QString tourFolder; ///< absolute; empty = no tour
    QString profile;    ///< a profile's name, or its application ID
    bool help = false;
    bool version = false;

    static Result<StartOptions> parse(const QStringList &arguments);
    static QString helpText();

    /// What a second start hands to the first.
    QByteArray toMessage() const;
    static StartOptions fromMessage(const QByteArray &message);
};

} // namespace thingsdesk
