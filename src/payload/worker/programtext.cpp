// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/programtext.h"

#include <algorithm>
#include <cstdint>

namespace thingsdesk {

using workerframes::Function;

namespace {

/// The call that the handler appends, to the letter.
const char *callText(Function function)
{
    switch (function) {
    case Function::Decoder:
        return "Decoder(payload.slice(0), port);";
    case Function::Converter:
        return "Converter(fields, port)";
    case Function::Validator:
        return "Validator(fields, port)";
    case Function::Encoder:
        return "Encoder(payload, port)";
    }
    return "";
}

/// The handler's engine knows no strict mode. Only as a statement does the text mean anything; its length stays.
void dropStrictMode(std::string &program)
{
    for (const std::string_view directive : {"'use strict'", "\"use strict\""}) {
        for (std::size_t at = program.find(directive); at != std::string::npos; at = program.find(directive, at))
            program[at + 4] = '_';
    }
}

} // namespace

std::string programText(Function function, std::string_view source)
{
    constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
    if (source.starts_with(byteOrderMark))
        source.remove_prefix(byteOrderMark.size());
    std::string program = "\n\t\t" + std::string(source) + ";\n\t\t" + callText(function);
    dropStrictMode(program);
    return program;
}

std::string textOfNul(std::string_view program)
{
    const std::size_t at = program.find('\0');
    if (at == std::string_view::npos)
        return {};
    const std::size_t lineStart = program.rfind('\n', at) + 1; // there is one: programs begin so
    const auto line = std::count(program.begin(), program.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
    return "(anonymous): Line " + std::to_string(line) + ':' + std::to_string(at - lineStart + 1) +
           " Unexpected token ILLEGAL";
}

std::string_view lineOfProgram(std::string_view program, int number)
{
    std::size_t begin = 0;
    for (int line = 1; line < number; ++line) {
        begin = program.find('\n', begin);
        if (begin == std::string_view::npos)
            return {};
        ++begin;
    }
    return number > 0 ? program.substr(begin, program.find('\n', begin) - begin) : std::string_view();
}

bool isNameByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<std::uint8_t>(c) >= 0x80;
}

} // namespace thingsdesk
