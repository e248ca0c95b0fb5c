// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to payload.

#include <QString>
#include <QStringView>

namespace thingsdesk {

/// The parts of `/pattern/flags`.
struct RegexLiteral
{
    QStringView pattern;
    QStringView flags;
};

RegexLiteral regexLiteral(QStringView text);

/// Why RE2, through the handler's engine, does not take a pattern, in its words; empty where nothing is seen.
QString re2Complaint(QStringView pattern);

/// g, i or m: others are ignored by the handler's engine.
bool isKnownFlag(QChar flag);

} // namespace thingsdesk
