// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

namespace thingsdesk::cli {

/// What is wrong with the command line, by name, and what to write instead. Exit code 2.
struct WrongUse
{
    QString text;
    QString hint; ///< may be empty
};

/// What was read from the command line, or what is wrong with it.
template <class T>
using Parsed = tl::expected<T, WrongUse>;

inline tl::unexpected<WrongUse> wrongUse(QString text, QString hint = {})
{
    return tl::unexpected<WrongUse>(WrongUse{std::move(text), std::move(hint)});
}

} // namespace thingsdesk::cli
