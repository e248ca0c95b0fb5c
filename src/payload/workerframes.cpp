// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/workerframes.h"

namespace thingsdesk::workerframes {

namespace {

constexpr std::size_t lengthSize = 4;

template <class Number>
void appendNumber(std::string &out, Number number)
{
    for (unsigned shift = 0; shift < sizeof(Number) * 8; shift += 8)
        out += static_cast<char>((number >> shift) & 0xffU);
}

void appendText(std::string &out, std::string_view text)
{
    appendNumber(out, static_cast<std::uint32_t>(text.size()));
    out += text;
}

void setLength(std::string &out, std::size_t start)
{
    const auto length = static_cast<std::uint32_t>(out.size() - start - lengthSize);
    for (unsigned i = 0; i < lengthSize; ++i)
        out[start + i] = static_cast<char>((length >> (8 * i)) & 0xffU);
}

std::size_t beginFrame(std::string &out, FrameType type)
{
    const std::size_t start = out.size();
    out.append(lengthSize, '\0');
    out += static_cast<char>(type);
    return start;
}

/// Reads a body piece by piece; after the first piece that is not there everything reads as nothing.
class Pieces
{
public:
    explicit Pieces(std::string_view body)
        : m_body(body)
    {
    }

    template <class Number>
    Number number()
    {
        if (m_body.size() < sizeof(Number)) {
            m_good = false;
            return 0;
        }
        Number value = 0;
        for (std::size_t i = 0; i < sizeof(Number); ++i)
            value |= static_cast<Number>(static_cast<Number>(static_cast<std::uint8_t>(m_body[i])) << (8 * i));
        m_body.remove_prefix(sizeof(Number));
        return value;
    }

    std::string_view text(std::size_t limit = maximumFrameSize)
    {
        const auto length = number<std::uint32_t>();
        if (!m_good || length > limit || length > m_body.size()) {
            m_good = false;
            return {};
        }
        const std::string_view result = m_body.substr(0, length);
        m_body.remove_prefix(length);
        return result;
    }

    std::size_t left() const { return m_body.size(); }
    bool isGood() const { return m_good; }
    bool isDone() const { return m_good && m_body.empty(); }

private:
    std::string_view m_body;
    bool m_good = true;
};

bool isKnown(std::uint8_t type)
{
    switch (static_cast<FrameType>(type)) {
    case FrameType::Hello:
    case FrameType::Program:
    case FrameType::Decode:
    case FrameType::Encode:
    case FrameType::Result:
        return true;
    }
    return false;
}

bool readLogs(Pieces &pieces, std::vector<LogEntry> &logs)
{
    const auto count = pieces.number<std::uint32_t>();
    if (!pieces.isGood() || count > pieces.left()) // an entry takes five bytes at least
        return false;
    logs.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto function = pieces.number<std::uint8_t>();
        const auto values = pieces.number<std::uint32_t>();
        if (!pieces.isGood() || function >= functionCount || values > pieces.left() / lengthSize)
            return false;
        LogEntry &entry = logs.emplace_back();
        entry.function = static_cast<Function>(function);
        entry.values.reserve(values);
        for (std::uint32_t j = 0; j < values; ++j)
            entry.values.push_back(pieces.text());
        if (!pieces.isGood())
            return false;
    }
    return true;
}

} // namespace

const char *functionName(Function function)
{
    static constexpr const char *names[functionCount] = {"Decoder", "Converter", "Validator", "Encoder"};
    return names[static_cast<std::size_t>(function)];
}

void FrameReader::feed(std::string_view bytes)
{
    if (m_at > 0) {
        m_bytes.erase(0, m_at);
        m_at = 0;
    }
    m_bytes += bytes;
}

std::optional<Frame> FrameReader::next()
{
    const std::string_view left = std::string_view(m_bytes).substr(m_at);
    if (m_broken || left.size() < lengthSize)
        return std::nullopt;
    const std::size_t length = Pieces(left).number<std::uint32_t>();
    if (length < 1 || length > maximumFrameSize ||
        (left.size() > lengthSize && !isKnown(static_cast<std::uint8_t>(left[lengthSize])))) {
        m_broken = true;
        return std::nullopt;
    }
    if (left.size() < lengthSize + length)
        return std::nullopt;
    m_at += lengthSize + length;
    return Frame{static_cast<FrameType>(left[lengthSize]), left.substr(lengthSize + 1, length - 1)};
}

void FrameReader::reset()
{
    *this = FrameReader();
}

std::optional<std::uint32_t> readHello(std::string_view body)
{
    Pieces pieces(body);
    const auto number = pieces.number<std::uint32_t>();
    if (!pieces.isDone())
        return std::nullopt;
    return number;
}

std::optional<Program> readProgram(std::string_view body)
{
    Pieces pieces(body);
    Program program;
    program.slot = pieces.number<std::uint8_t>();
    for (std::string_view &source : program.sources)
        source = pieces.text();
    if (!pieces.isDone() || program.slot >= programSlots)
        return std::nullopt;
    return program;
}

std::optional<Batch> readBatch(std::string_view body)
{
    Pieces pieces(body);
    Batch batch;
    batch.slot = pieces.number<std::uint8_t>();
    const auto count = pieces.number<std::uint32_t>();
    if (!pieces.isGood() || batch.slot >= programSlots || count > maximumBatchItems)
        return std::nullopt;
    batch.items.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        Item &item = batch.items.emplace_back();
        item.port = pieces.number<std::uint8_t>();
        item.data = pieces.text(maximumItemSize);
        if (!pieces.isGood())
            return std::nullopt;
    }
    if (!pieces.isDone())
        return std::nullopt;
    return batch;
}

std::optional<Outcome> readOutcome(std::string_view body)
{
    Pieces pieces(body);
    Outcome outcome;
    const auto ending = pieces.number<std::uint8_t>();
    const auto flags = pieces.number<std::uint8_t>();
    outcome.nanoseconds = pieces.number<std::uint64_t>();
    outcome.text = pieces.text();
    if (!pieces.isGood() || ending >= endingCount || flags > 3)
        return std::nullopt;
    outcome.ending = static_cast<Ending>(ending);
    outcome.valid = (flags & 1U) != 0;
    outcome.workerLeaves = (flags & 2U) != 0;
    if (!readLogs(pieces, outcome.logs) || !pieces.isDone())
        return std::nullopt;
    return outcome;
}

void appendHello(std::string &out)
{
    const std::size_t start = beginFrame(out, FrameType::Hello);
    appendNumber(out, version);
    setLength(out, start);
}

void appendProgram(std::string &out, const Program &program)
{
    const std::size_t start = beginFrame(out, FrameType::Program);
    appendNumber(out, program.slot);
    for (const std::string_view source : program.sources)
        appendText(out, source);
    setLength(out, start);
}

void appendOutcome(std::string &out, const Outcome &outcome)
{
    const std::size_t start = beginFrame(out, FrameType::Result);
    appendNumber(out, static_cast<std::uint8_t>(outcome.ending));
    appendNumber(out, static_cast<std::uint8_t>((outcome.valid ? 1U : 0U) | (outcome.workerLeaves ? 2U : 0U)));
    appendNumber(out, outcome.nanoseconds);
    appendText(out, outcome.text);
    appendNumber(out, static_cast<std::uint32_t>(outcome.logs.size()));
    for (const LogEntry &entry : outcome.logs) {
        appendNumber(out, static_cast<std::uint8_t>(entry.function));
        appendNumber(out, static_cast<std::uint32_t>(entry.values.size()));
        for (const std::string_view value : entry.values)
            appendText(out, value);
    }
    setLength(out, start);
}

BatchWriter::BatchWriter(FrameType type, std::uint8_t slot)
{
    beginFrame(m_bytes, type);
    appendNumber(m_bytes, slot);
    appendNumber(m_bytes, m_count);
}

void BatchWriter::add(std::uint8_t port, std::string_view data)
{
    appendNumber(m_bytes, port);
    appendText(m_bytes, data);
    ++m_count;
}

std::string BatchWriter::finish()
{
    setLength(m_bytes, 0);
    constexpr std::size_t countAt = lengthSize + 2;
    for (unsigned i = 0; i < sizeof m_count; ++i)
        m_bytes[countAt + i] = static_cast<char>((m_count >> (8 * i)) & 0xffU);
    return std::move(m_bytes);
}

} // namespace thingsdesk::workerframes
