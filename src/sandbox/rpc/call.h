// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/refusal.h"

#include <QList>
#include <QPair>

#include <functional>
#include <memory>
#include <optional>

namespace google::protobuf {
class MessageLite;
}

namespace thingsdesk::sandbox {

/// One remote call that waits for its answer. Main thread. A call that is dropped without an answer is answered with
/// INTERNAL, so no client is left waiting.
class Call
{
    Q_DISABLE_COPY_MOVE(Call)
public:
    virtual ~Call() = default;

    const QByteArray &request() const noexcept { return m_request; }
    /// The first value of a metadata key; nothing where it was not sent (an empty value is one).
    std::optional<QByteArray> metadata(const QByteArray &key) const;

    /// Initial metadata of the answer; before the answer itself.
    void addHeader(const QByteArray &key, const QByteArray &value) { m_headers.append({key, value}); }

    virtual void answer(const google::protobuf::MessageLite &message) = 0;
    virtual void refuse(const Refusal &refusal) = 0;

protected:
    Call() = default;

    QByteArray m_request;
    QList<QPair<QByteArray, QByteArray>> m_metadata;
    QList<QPair<QByteArray, QByteArray>> m_headers;
};

using CallPointer = std::shared_ptr<Call>;
using Method = std::function<void(const CallPointer &)>;

} // namespace thingsdesk::sandbox
