// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What FunctionRunner and thingsdesk-payload say to each other over the worker's standard input and output. The worker
// links no Qt, so there is none here. Both sides check every length: the worker may be in a stranger's hands.
//
// A frame: length of what follows (32 bits), type (8 bits), body. All numbers are little-endian, a text is its length
// (32 bits) and its bytes. Results come in the order of the items; a result that closes the worker says so.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thingsdesk::workerframes {

inline constexpr std::uint32_t version = 1;
inline constexpr std::size_t maximumFrameSize = 64U << 20U;
inline constexpr std::size_t maximumBatchItems = 4096;
inline constexpr std::size_t maximumItemSize = 8U << 20U;
/// A worker keeps this many programs; a new one in the same slot replaces the old.
inline constexpr std::uint8_t programSlots = 4;

enum class FrameType : std::uint8_t {
    Hello = 'H',   ///< worker → runner, first: version (32 bits)
    Program = 'P', ///< slot (8 bits), the texts of decoder, converter, validator, encoder
    Decode = 'D',  ///< a batch: slot, number of items (32 bits), each: port (8 bits), text of bytes
    Encode = 'E',  ///< a batch: the same, with a JSON object's text
    Result = 'R',  ///< worker → runner: one item's Outcome
};

/// The four functions in the order in which they are told apart everywhere here.
enum class Function : std::uint8_t { Decoder, Converter, Validator, Encoder };
inline constexpr std::size_t functionCount = 4;
const char *functionName(Function function);

struct Frame
{
    FrameType type = FrameType::Hello;
    std::string_view body; ///< valid until the reader is fed again
};

/// Takes bytes as they come and gives whole frames.
class FrameReader final
{
public:
    void feed(std::string_view bytes);
    /// Nothing when more bytes are needed, or when the stream is broken.
    std::optional<Frame> next();
    /// A length or a type that cannot be: nothing further can be read.
    bool isBroken() const { return m_broken; }
    void reset();

private:
    std::string m_bytes;
    std::size_t m_at = 0;
    bool m_broken = false;
};

struct Program
{
    std::uint8_t slot = 0;
    std::string_view sources[functionCount];
};

struct Item
{
    std::uint8_t port = 0;
    std::string_view data;
};

struct Batch
{
    std::uint8_t slot = 0;
    std::vector<Item> items;
};

struct LogEntry
{
    Function function = Function::Decoder;
    std::vector<std::string_view> values;
};

/// How an item ended. All but Done are errors, and `text` is then the handler's message.
enum class Ending : std::uint8_t { Done, InvalidArgument, Internal, Unknown, OutOfMemory, Crashed };
inline constexpr std::uint8_t endingCount = 6;

struct Outcome
{
    Ending ending = Ending::Done;
    bool valid = true;         ///< the Validator's word
    bool workerLeaves = false; ///< no further result comes from this worker
    std::uint64_t nanoseconds = 0;
    std::string_view text; ///< fields, bytes or the error
    std::vector<LogEntry> logs;
};

/// Nothing for a body that breaks a rule. The views point into the body.
std::optional<std::uint32_t> readHello(std::string_view body);
std::optional<Program> readProgram(std::string_view body);
std::optional<Batch> readBatch(std::string_view body);
std::optional<Outcome> readOutcome(std::string_view body);

void appendHello(std::string &out);
void appendProgram(std::string &out, const Program &program);
void appendOutcome(std::string &out, const Outcome &outcome);

/// Writes a batch item by item, as the number of items is known last.
class BatchWriter final
{
public:
    BatchWriter(FrameType type, std::uint8_t slot);
    void add(std::uint8_t port, std::string_view data);
    std::uint32_t count() const { return m_count; }
    std::size_t size() const { return m_bytes.size(); }
    std::string finish();

private:
    std::string m_bytes;
    std::uint32_t m_count = 0;
};

} // namespace thingsdesk::workerframes
