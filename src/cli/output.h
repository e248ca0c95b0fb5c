// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/wronguse.h"
#include "core/failure.h"

#include <QByteArray>

#include <functional>

namespace thingsdesk::cli {

/// The program's two streams: results go to standard output, everything else to standard error; both as text for people
/// or as one JSON object a line.
class Output final
{
    Q_DISABLE_COPY_MOVE(Output)
public:
    /// The file descriptors stay the caller's. `isInterrupted` ends the wait for a reader that does not read.
    Output(int resultDescriptor, int messageDescriptor, bool json, std::function<bool()> isInterrupted = {});

    bool isJson() const noexcept { return m_json; }
    /// Nobody reads the results any more: what is written is dropped.
    bool isBroken() const noexcept { return m_broken; }

    /// A line of results: a JSON object (written on one line, whatever it came as), or text.
    void result(const QByteArray &line);
    void result(const QString &line) { result(line.toUtf8()); }
    /// Something worth knowing that is no result.
    void note(const QString &text);
    void failure(const Failure &failure);
    void wrongUse(const WrongUse &wrong);

private:
    bool write(int descriptor, QByteArray line);

    const int m_resultDescriptor;
    const int m_messageDescriptor;
    const bool m_json;
    const std::function<bool()> m_isInterrupted;
    bool m_broken = false;
};

/// {"kind", "text", "detail"}
QByteArray failureJson(const Failure &failure);

/// Text from strangers without what would steer a terminal: control characters become visible.
QString plainText(const QString &text);

} // namespace thingsdesk::cli
