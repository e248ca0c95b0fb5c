// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/workerframes.h"

#include <string>
#include <string_view>

namespace thingsdesk {

/// The text that the handler runs for a function: the source and its call, to the letter, so that lines count alike.
std::string programText(workerframes::Function function, std::string_view source);

/// What the handler's engine says to a NUL in a program; empty where there is none. MuJS would take the program up to
/// it.
std::string textOfNul(std::string_view program);

/// A line of a program, counted from 1, without its end; empty where there is none. A view of `program`.
std::string_view lineOfProgram(std::string_view program, int number);

/// Whether a byte may belong to a name, a keyword or a number.
bool isNameByte(char c);

} // namespace thingsdesk
