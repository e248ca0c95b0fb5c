// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "core/jsontext.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray errorLine(const Failure &failure)
{
    return JsonObjectWriter().add("error", failureJson(failure)).finish();
}

} // namespace

Output::Output(int resultDescriptor, int messageDescriptor, bool json, std::function<bool()> isInterrupted)
    : m_resultDescriptor(resultDescriptor)
    , m_messageDescriptor(messageDescriptor)
    , m_json(json)
    , m_isInterrupted(std::move(isInterrupted))
{
}

void Output::result(const QByteArray &line)
{
    QByteArray text = line;
    // Line breaks can only stand between a JSON text's tokens.
    if (m_json)
        text.replace('\n', ' ').replace('\r', ' ');
    if (!m_broken && !write(m_resultDescriptor, text))
        m_broken = true;
}

void Output::note(const QString &text)
{
    write(m_messageDescriptor, m_json ? JsonObjectWriter().addString("note", text).finish() : plainText(text).toUtf8());
}

void Output::failure(const Failure &failure)
{
    if (m_json) {
        write(m_messageDescriptor, errorLine(failure));
        return;
    }
    write(m_messageDescriptor, ("thingsdesk-cli: "_L1 + plainText(failure.text)).toUtf8());
    if (!failure.detail.isEmpty())
        write(m_messageDescriptor, ("  ("_L1 + plainText(failure.detail) + ")"_L1).toUtf8());
}

void Output::wrongUse(const WrongUse &wrong)
{
    if (m_json) {
        write(m_messageDescriptor,
              errorLine({Failure::Kind::Permanent, Failure::Cause::InvalidInput, wrong.text, wrong.hint}));
        return;
    }
    write(m_messageDescriptor, ("thingsdesk-cli: "_L1 + plainText(wrong.text)).toUtf8());
    if (!wrong.hint.isEmpty())
        write(m_messageDescriptor, plainText(wrong.hint).toUtf8());
}

bool Output::write(int descriptor, QByteArray line)
{
    line += '\n';
    qsizetype done = 0;
    while (done < line.size()) {
        const ssize_t count = ::write(descriptor, line.constData() + done, std::size_t(line.size() - done));
        if (count >= 0) {
            done += count;
        } else if (errno == EAGAIN) { // a stream that someone made non-blocking
            pollfd waiting{descriptor, POLLOUT, 0};
            ::poll(&waiting, 1, 100);
        } else if (errno != EINTR) {
            return false;
        }
        if (count < 0 && m_isInterrupted && m_isInterrupted())
            return false;
    }
    return true;
}

QByteArray failureJson(const Failure &failure)
{
    return JsonObjectWriter()
        .addString("kind", kindName(failure.kind))
        .addString("text", failure.text)
        .addString("detail", failure.detail)
        .finish();
}

QString plainText(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        const ushort code = c.unicode();
        if (c == u'\n' || c == u'\t')
            result += c;
        else if (code < 0x20)
            result += QChar(0x2400 + code); // the control pictures of Unicode
        else if (code >= 0x7f && code <= 0x9f)
            result += QChar(0x2421);
        else
            result += c;
    }
    return result;
}

} // namespace thingsdesk::cli
