// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/worker/arena.h"
#include "payload/worker/scriptlog.h"
#include "payload/worker/valuewriter.h"
#include "payload/workerframes.h"

#include <mujs.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace thingsdesk {

/// Why a call gave no result.
struct ScriptError
{
    workerframes::Ending ending = workerframes::Ending::Internal;
    std::string text;
};

/// What a message's functions work on and hand on.
struct ScriptFields
{
    std::string json = "null"; ///< an object; NaN and Infinity may stand in it while functions work on it
    bool isSet = false;        ///< false where there was no function yet: `{}` is then given, and may not be changed
    std::string notFinite;     ///< the first number that JSON cannot hold, as Go names it
};

/// One of the four functions with an engine of its own: parsed once, and fresh for every call.
///
/// Where MuJS is not the handler's engine (error texts apart, for which see messages.h):
///
/// | what | handler | here |
/// | --- | --- | --- |
/// | arrays of bytes taken from the payload unchanged | base64 text | numbers |
/// | arrays of arrays of whole and broken numbers | some end the function | pass |
/// | depth of calls | 32 | 128, or 256 values on the stack (many variables, long argument lists) |
/// | order of members in `for in` and Object.keys | fields: random, else as they were set | sorted |
/// | whole numbers above 2^53 in the source | keep all digits | doubles |
/// | regular expressions | RE2, in linear time | MuJS's own, which may run into the time limit |
/// | holes in array literals | close up | undefined (holes left by assignments close up) |
/// | console.log | 0.2 ms an argument | next to nothing; at most 10,000 entries or 1 MiB |
/// | time | 100 ms by the clock | 100 ms of processor time, or 200 ms by the clock with half of it used |
/// | endless `for (;;) {}`, long builtins | never interrupted | interrupted |
/// | writing behind the end of an array within fields | ignored | works |
/// | `Number("1_0")`, the last digit of Math.pow and Math.tan | Go's | C's |
class ScriptFunction final
{
public:
    ScriptFunction(workerframes::Function function, std::string_view source);
    ~ScriptFunction();
    ScriptFunction(const ScriptFunction &) = delete;
    ScriptFunction &operator=(const ScriptFunction &) = delete;

    /// What the calls write to and report.
    struct Context
    {
        std::string_view pending; ///< finished results, to be written out if the call must be broken off
        ScriptLog *log = nullptr;
        ScriptError *error = nullptr;
    };

    bool decode(const Context &context, std::string_view bytes, std::uint8_t port, ScriptFields &fields);
    bool convert(const Context &context, std::uint8_t port, ScriptFields &fields);
    bool validate(const Context &context, std::uint8_t port, ScriptFields &fields, bool &valid);
    bool encode(const Context &context, std::string_view json, std::uint8_t port, std::string &bytes);

private:
    struct Call;

    bool load(std::unique_ptr<Arena> arena);
    void loadFirst();
    void arrangeMemory(const Call &call);
    void prepareState(const std::string &text);
    bool run(const Context &context, Call &call);
    bool callOnce(Call &call);
    bool finish(Call &call);
    void setArguments(Call &call);
    void pushFields(std::string_view json);
    bool collectFields(Call &call);
    bool collectValidity(Call &call);
    bool collectBytes(Call &call);
    bool writeFields(Call &call, int index);
    bool checkNilMap();
    void takeThrown();
    void describeThrown();
    bool refuse(workerframes::Ending ending, std::string_view before, std::string_view after) const;

    static void *allocate(void *self, void *old, int size);
    static void log(js_State *state);

    workerframes::Function m_function;
    const char *m_name;
    std::string m_source;
    bool m_loaded = false;
    std::unique_ptr<ScriptError> m_loadError;
    std::unique_ptr<Arena> m_arena;
    js_State *m_state = nullptr;
    Context m_context;
    unsigned m_calls = 0;
    bool m_marksNulls = false;
    std::optional<std::string> m_thrown; ///< by the last call, in MuJS's words
    int m_thrownLine = 0;
    std::string m_scratch;
    std::string m_text; ///< the result being written
};

} // namespace thingsdesk
