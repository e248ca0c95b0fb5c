// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/worker/scriptfunction.h"

#include "payload/worker/callguard.h"
#include "payload/worker/environment.h"
#include "payload/worker/jsonout.h"
#include "payload/worker/logvalue.h"
#include "payload/worker/messages.h"
#include "payload/worker/programtext.h"
#include "payload/worker/valuereader.h"

#include <cmath>
#include <csetjmp>
#include <cstdlib>
#include <cstring>

namespace thingsdesk {

namespace {

using workerframes::Ending;
using workerframes::Function;

constexpr std::size_t arenaSize = 64U << 20U;
constexpr std::size_t spreadArenaSize = 32U << 20U;
constexpr unsigned callsBeforeArranging = 64; // it takes some milliseconds
constexpr std::size_t maximumResultSize = 16U << 20U;
constexpr const char *scriptName = "(anonymous)";

/// Where the error on top of the stack was thrown, by the engine's own note; 0 where there is none.
int lineOfError(js_State *state)
{
    if (!js_iserror(state, -1))
        return 0;
    if (setjmp(*static_cast<jmp_buf *>(js_savetry(state)))) {
        js_pop(state, 1);
        return 0;
    }
    js_getproperty(state, -1, "stackTrace");
    const std::string_view trace = js_isstring(state, -1) ? js_tostring(state, -1) : "";
    const std::size_t place = trace.find("(anonymous):");
    const bool isInnermost = place < trace.find('\n', 1); // not within a builtin
    const int line = isInnermost ? std::atoi(trace.data() + place + std::strlen("(anonymous):")) : 0;
    js_pop(state, 1);
    js_endtry(state);
    return line;
}

} // namespace

/// One call's input and output, so that nothing of it lives in a frame that MuJS may leave by longjmp.
struct ScriptFunction::Call
{
    std::string_view input; ///< bytes, or JSON text
    std::uint8_t port = 0;
    ScriptFields *fields = nullptr;
    bool *valid = nullptr;
    std::string *bytes = nullptr;
};

ScriptFunction::ScriptFunction(Function function, std::string_view source)
    : m_function(function)
    , m_name(workerframes::functionName(function))
    , m_source(source)
{
}

// The state goes with its arena: nothing in it is owned elsewhere.
ScriptFunction::~ScriptFunction() = default;

void *ScriptFunction::allocate(void *self, void *old, int size)
{
    return static_cast<ScriptFunction *>(self)->m_arena->reallocate(old, size);
}

void ScriptFunction::log(js_State *state)
{
    auto *self = static_cast<ScriptFunction *>(js_getcontext(state));
    ScriptLog &log = *self->m_context.log;
    const int count = js_gettop(state);
    if (!log.isFull()) {
        log.begin(self->m_function);
        for (int i = 1; i < count; ++i) {
            appendLogValue(state, i, log.text());
            log.endValue();
        }
    }
    js_pushundefined(state);
}

/// Parses the program and notes the state that every call starts from. False, with the error, where that fails.
bool ScriptFunction::load(std::unique_ptr<Arena> arena)
{
    m_arena = std::move(arena);
    m_context.error->text.clear();
    const std::string text = programText(m_function, m_source);
    const std::string nul = textOfNul(text);
    m_state = m_arena->isUsable() ? js_newstate(allocate, this, 0) : nullptr;
    if (!m_state)
        return refuse(Ending::OutOfMemory, "Internal error: no memory for ", m_name);
    if (!nul.empty())
        return refuse(Ending::Internal, "Internal error: " + std::string(m_name) + " threw error: ", nul);
    prepareState(text);
    if (m_context.error->text.empty() && !m_arena->takeSnapshot())
        return refuse(Ending::OutOfMemory, "Internal error: no memory for ", m_name);
    return m_context.error->text.empty();
}

void ScriptFunction::loadFirst()
{
    m_loaded = true;
    if (!load(std::make_unique<Arena>(arenaSize))) {
        m_loadError = std::make_unique<ScriptError>(*m_context.error);
        m_arena.reset();
    }
}

/// Builds the engine anew with the memory that calls write to side by side. Which that is, a call in a spread arena
/// shows; its result is thrown away.
void ScriptFunction::arrangeMemory(const Call &call)
{
    std::unique_ptr<Arena> arena = std::move(m_arena);
    js_State *const state = m_state;
    const Context context = m_context;
    ScriptLog log;
    ScriptError error;
    ScriptFields fields = call.fields ? *call.fields : ScriptFields();
    std::string bytes;
    bool valid = true;
    Call trial = call;
    trial.fields = &fields;
    trial.valid = &valid;
    trial.bytes = &bytes;
    m_context.log = &log;
    m_context.error = &error;
    bool good = load(std::make_unique<Arena>(spreadArenaSize, Arena::Layout::Spread));
    if (good) {
        callOnce(trial);
        good = load(std::make_unique<Arena>(arenaSize, Arena::Layout::Dense, m_arena->hotBlocks()));
    }
    m_context = context;
    if (!good) {
        m_arena = std::move(arena);
        m_state = state;
    }
}

void ScriptFunction::prepareState(const std::string &text)
{
    js_setcontext(m_state, this);
    js_setreport(m_state, [](js_State *, const char *) {});
    callguard::enter(m_arena.get(), m_function, m_context.pending.data(), m_context.pending.size());
    if (setjmp(*static_cast<jmp_buf *>(js_savetry(m_state)))) {
        takeThrown();
        callguard::leave();
        describeThrown();
        return;
    }
    defineEnvironment(m_state, log);
    // The globals exist from the start, so that a call only changes their values.
    for (const char *name : {"payload", "port", "fields"}) {
        const bool used = std::string_view(name) == "port" ||
                          (std::string_view(name) == "payload") ==
                              (m_function == Function::Decoder || m_function == Function::Encoder);
        if (used) {
            js_pushundefined(m_state);
            js_setglobal(m_state, name);
        }
    }
    js_loadstring(m_state, scriptName, text.c_str()); // stays on the stack
    js_endtry(m_state);
    js_gc(m_state, 0); // the next one comes after some thousand allocations: after most calls' end
    callguard::leave();
}

bool ScriptFunction::run(const Context &context, Call &call)
{
    m_context = context;
    if (!m_loaded)
        loadFirst();
    if (m_loadError) {
        *m_context.error = *m_loadError;
        return false;
    }
    if (++m_calls == callsBeforeArranging)
        arrangeMemory(call);
    const bool good = callOnce(call);
    m_arena->restore();
    return good;
}

/// What the call has written is still in the arena afterwards.
bool ScriptFunction::callOnce(Call &call)
{
    m_marksNulls = false;
    callguard::enter(m_arena.get(), m_function, m_context.pending.data(), m_context.pending.size());
    if (setjmp(*static_cast<jmp_buf *>(js_savetry(m_state)))) {
        takeThrown();
        callguard::leave();
        describeThrown();
        return false;
    }
    setArguments(call);
    js_copy(m_state, 0);
    js_pushundefined(m_state);
    js_call(m_state, 0);
    const bool good = finish(call);
    callguard::leave();
    return good;
}

void ScriptFunction::setArguments(Call &call)
{
    switch (m_function) {
    case Function::Decoder:
        js_newarray(m_state);
        for (std::size_t i = 0; i < call.input.size(); ++i) {
            js_pushnumber(m_state, static_cast<std::uint8_t>(call.input[i]));
            js_setindex(m_state, -2, static_cast<int>(i));
        }
        js_setglobal(m_state, "payload");
        break;
    case Function::Converter:
    case Function::Validator:
        pushFields(call.input);
        js_copy(m_state, -1); // stays below: the function may set the global to something else
        js_setglobal(m_state, "fields");
        break;
    case Function::Encoder:
        pushFields(call.input);
        js_setglobal(m_state, "payload");
        break;
    }
    js_pushnumber(m_state, call.port);
    js_setglobal(m_state, "port");
}

void ScriptFunction::pushFields(std::string_view json)
{
    if (json == "null") {
        js_newobject(m_state);
        return;
    }
    ValueReader reader(m_state, json, m_scratch);
    if (!reader.push())
        js_error(m_state, "the fields are no JSON");
    m_marksNulls = reader.sawNull();
}

/// The result is on top of the stack.
bool ScriptFunction::finish(Call &call)
{
    switch (m_function) {
    case Function::Decoder:
    case Function::Converter:
        return collectFields(call);
    case Function::Validator:
        return collectValidity(call);
    case Function::Encoder:
        return collectBytes(call);
    }
    return false;
}

bool ScriptFunction::refuse(Ending ending, std::string_view before, std::string_view after) const
{
    m_context.error->ending = ending;
    m_context.error->text = before;
    m_context.error->text += after;
    return false;
}

/// The handler gives functions without fields a Go map that cannot be written to.
bool ScriptFunction::checkNilMap()
{
    js_pushiterator(m_state, 1, 1);
    const bool written = js_nextiterator(m_state, -1) != nullptr;
    js_pop(m_state, 1);
    if (written)
        m_context.error->text =
            "Internal error: Fatal error in " + std::string(m_name) + ": assignment to entry in nil map";
    return !written;
}

bool ScriptFunction::writeFields(Call &call, int index)
{
    m_text.clear();
    ValueWriter writer(m_state, m_text, m_marksNulls);
    writer.write(index);
    call.fields->notFinite.clear();
    if (writer.fault() > ValueWriter::Fault::NotFinite) {
        m_context.error->ending = Ending::Internal;
        m_context.error->text = "Internal error: Fatal error in " + std::string(m_name) + ": " + writer.faultText();
        return false;
    }
    if (m_text.size() > maximumResultSize)
        return refuse(Ending::OutOfMemory, "Internal error: the result is larger than 16 MB: ", m_name);
    if (writer.fault() == ValueWriter::Fault::NotFinite)
        call.fields->notFinite = writer.faultText();
    call.fields->json.swap(m_text);
    return true;
}

bool ScriptFunction::collectFields(Call &call)
{
    const bool withoutFields = m_function == Function::Converter && !call.fields->isSet;
    if (withoutFields && !checkNilMap())
        return false;
    if (!js_isobject(m_state, -1) || js_isarray(m_state, -1))
        return refuse(Ending::InvalidArgument, m_name, " not valid: does not return an object");
    if (!writeFields(call, -1))
        return false;
    call.fields->isSet = true;
    return true;
}

bool ScriptFunction::collectValidity(Call &call)
{
    if (!call.fields->isSet && !checkNilMap())
        return false;
    if (!js_isboolean(m_state, -1))
        return refuse(Ending::InvalidArgument, m_name, " not valid: does not return a boolean");
    *call.valid = js_toboolean(m_state, -1) != 0;
    return !call.fields->isSet || writeFields(call, 1); // its changes to the fields are published
}

bool ScriptFunction::collectBytes(Call &call)
{
    if (!js_isarray(m_state, -1))
        return refuse(Ending::InvalidArgument, m_name, " not valid: does not return an Array");
    const int length = js_getlength(m_state, -1);
    for (int i = 0; i < length; ++i) {
        if (!js_hasindex(m_state, -1, i))
            continue; // a hole
        const double number = js_isnumber(m_state, -1) ? js_tonumber(m_state, -1) : 0.5;
        js_pop(m_state, 1);
        if (!std::isfinite(number) || number != std::trunc(number))
            return refuse(Ending::InvalidArgument, m_name, " not valid: should return an Array of integer numbers");
        if (number < 0 || number > 255)
            return refuse(Ending::InvalidArgument, m_name,
                          " Output not valid: Numbers in Array should be between 0 and 255");
        *call.bytes += static_cast<char>(static_cast<std::uint8_t>(number));
    }
    return true;
}

/// The thrown value is on top of the stack. Its own toString may run, and may throw again.
void ScriptFunction::takeThrown()
{
    m_thrown.reset();
    if (m_arena->wasExhausted()) {
        refuse(Ending::OutOfMemory, "Internal error: ", m_name);
        m_context.error->text += " used more than 64 MB of memory";
        return;
    }
    m_thrownLine = lineOfError(m_state);
    m_thrown = jsonout::toUtf8(js_trystring(m_state, -1, "Error"));
}

/// Not in the function's own time: a long source is read some times over.
void ScriptFunction::describeThrown()
{
    if (!m_thrown)
        return;
    refuse(Ending::Internal, "Internal error: ", m_name);
    const std::string program = programText(m_function, m_source);
    m_context.error->text += " threw error: " + ThrownText(program, *m_thrown, m_thrownLine).translated();
}

bool ScriptFunction::decode(const Context &context, std::string_view bytes, std::uint8_t port, ScriptFields &fields)
{
    Call call;
    call.input = bytes;
    call.port = port;
    call.fields = &fields;
    return run(context, call);
}

bool ScriptFunction::convert(const Context &context, std::uint8_t port, ScriptFields &fields)
{
    Call call;
    call.input = fields.json;
    call.port = port;
    call.fields = &fields;
    return run(context, call);
}

bool ScriptFunction::validate(const Context &context, std::uint8_t port, ScriptFields &fields, bool &valid)
{
    Call call;
    call.input = fields.json;
    call.port = port;
    call.fields = &fields;
    call.valid = &valid;
    return run(context, call);
}

bool ScriptFunction::encode(const Context &context, std::string_view json, std::uint8_t port, std::string &bytes)
{
    Call call;
    call.input = json;
    call.port = port;
    call.bytes = &bytes;
    bytes.clear();
    return run(context, call);
}

} // namespace thingsdesk
