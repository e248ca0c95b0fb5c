// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <tl/expected.hpp>

namespace thingsdesk::sandbox {

/// A call's answer where it is not good: the code and the text of the V2 stack (wire-v2 section 8).
struct Refusal
{
    /// The numbers are gRPC's.
    enum class Code {
        Unknown = 2,
        InvalidArgument = 3,
        NotFound = 5,
        AlreadyExists = 6,
        PermissionDenied = 7,
        ResourceExhausted = 8,
        Unimplemented = 12,
        Internal = 13,
        Unavailable = 14,
    };

    Code code = Code::Unknown;
    QByteArray text;

    static Refusal invalid(const QByteArray &what, const QByteArray &reason)
    {
        return {Code::InvalidArgument, what + " not valid: " + reason};
    }
    static Refusal notFound(const QByteArray &what) { return {Code::NotFound, what + " not found"}; }
    static Refusal denied(const QByteArray &reason) { return {Code::PermissionDenied, "permission denied: " + reason}; }

    /// The same with `context: ` in front, as each component of the stack adds it.
    Refusal within(const QByteArray &context) const { return {code, context + ": " + text}; }

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

/// A value, or the refusal that the caller gets.
template <class T>
using Reply = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(Refusal refusal)
{
    return tl::unexpected<Refusal>(std::move(refusal));
}

} // namespace thingsdesk::sandbox
