// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace thingsdesk {

/// A source as the worker has to be given it so that it does what the handler does with the original, where the two
/// engines read differently: octal numbers are written in decimal, flags of regular expressions that the handler
/// ignores are left out, and a regular expression that RE2 refuses makes the whole source fail with the handler's text.
/// Lines and columns stay. Source: otto.md sections 1, 6 and 9.
QString handlerSource(const QString &source);

} // namespace thingsdesk
