// SPDX-License-Identifier: GPL-3.0-or-later
// thingsdesk-payload: runs strangers' payload functions for FunctionRunner, out of reach of everything else.

#include "payload/worker/callguard.h"
#include "payload/worker/confine.h"
#include "payload/worker/messageprogram.h"
#include "payload/workerframes.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using namespace thingsdesk;
using workerframes::FrameType;

constexpr std::size_t writeThreshold = 64U << 10U;
constexpr std::uint64_t longestSilence = 20'000'000; // nanoseconds; so that slow functions show progress

class Worker
{
public:
    /// Handles one frame; false when it breaks the rules or nobody reads the results.
    bool handle(const workerframes::Frame &frame)
    {
        switch (frame.type) {
        case FrameType::Program:
            return setProgram(frame.body);
        case FrameType::Decode:
        case FrameType::Encode:
            return runBatch(frame);
        case FrameType::Hello:
        case FrameType::Result:
            break;
        }
        return false;
    }

private:
    bool setProgram(std::string_view body)
    {
        const auto program = workerframes::readProgram(body);
        if (!program)
            return false;
        m_programs[program->slot] = std::make_unique<MessageProgram>(*program);
        return true;
    }

    bool runBatch(const workerframes::Frame &frame)
    {
        const auto batch = workerframes::readBatch(frame.body);
        if (!batch || !m_programs[batch->slot])
            return false;
        MessageProgram &program = *m_programs[batch->slot];
        std::uint64_t written = steadyNanoseconds();
        for (const workerframes::Item &item : batch->items) {
            if (frame.type == FrameType::Decode)
                program.decode(item, m_out);
            else
                program.encode(item, m_out);
            const std::uint64_t now = steadyNanoseconds();
            if (m_out.size() >= writeThreshold || now - written >= longestSilence) {
                if (!flush())
                    return false;
                written = now;
            }
        }
        return flush();
    }

    bool flush()
    {
        const bool good = callguard::writeOut(m_out.data(), m_out.size());
        m_out.clear();
        return good;
    }

    std::array<std::unique_ptr<MessageProgram>, workerframes::programSlots> m_programs;
    std::string m_out;
};

int serve()
{
    Worker worker;
    workerframes::FrameReader frames;
    static char buffer[256U << 10U];
    for (;;) {
        const ssize_t size = read(STDIN_FILENO, buffer, sizeof buffer);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return EXIT_SUCCESS; // the runner has gone
        frames.feed({buffer, static_cast<std::size_t>(size)});
        while (const auto frame = frames.next()) {
            if (!worker.handle(*frame)) {
                std::fputs("thingsdesk-payload: a message that makes no sense\n", stderr);
                return EXIT_FAILURE;
            }
        }
        if (frames.isBroken()) {
            std::fputs("thingsdesk-payload: this program is started by Thingsdesk, not by hand\n", stderr);
            return EXIT_FAILURE;
        }
    }
}

} // namespace

int main()
{
    if (!callguard::install() || !confineProcess()) {
        std::perror("thingsdesk-payload: cannot confine itself");
        return EXIT_FAILURE;
    }
    std::string hello;
    workerframes::appendHello(hello);
    if (!callguard::writeOut(hello.data(), hello.size()))
        return EXIT_FAILURE;
    // No destructors and no leak report: the memory goes back as a whole.
    _exit(serve());
}
