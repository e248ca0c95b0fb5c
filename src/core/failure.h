// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

namespace thingsdesk {

/// Why something did not work: what happened, to what, and what the user can do.
///
/// `kind` decides how the program goes on: a transient failure may pass and was retried already, a permanent one
/// stops and asks, a cancelled one was the user's wish. `cause` tells failures apart that need another answer.
/// No text ever holds a key or a token.
struct Failure
{
    enum class Kind {
        Transient, ///< may pass by itself: network, overload, a server that restarts
        Permanent, ///< will not pass: wrong input, missing right, wrong certificate
        Cancelled, ///< given up on the user's wish
    };

    enum class Cause {
        Other,
        InvalidInput,             ///< a field breaks a rule; the text names field and rule
        NameNotFound,             ///< the host name does not resolve
        NetworkUnreachable,       ///< no route: no network, or the host is gone
        ConnectionRefused,        ///< the host answers, the port is closed
        ConnectionClosed,         ///< the other side closed an open connection
        TimedOut,                 ///< no answer before the deadline
        CertificateNotTrusted,    ///< signed by nobody we trust
        CertificateWrongHost,     ///< made out to another host name
        CertificateExpired,       ///< expired, or not valid yet
        NotTls,                   ///< the server does not speak TLS at this port
        PlaintextNotAllowed,      ///< only plain text is offered, and the user did not allow it
        KeyRejected,              ///< wrong access key or token, or one of another application
        RightMissing,             ///< the key is good but may not do this
        ApplicationNotFound,      ///< no handler knows the application ID
        ApplicationNotRegistered, ///< the handler is reached but the application is not registered there
        NotFound,                 ///< the thing asked for does not exist
        AlreadyExists,
        RateLimited,
        ServerFault,         ///< the server answered with an error of its own
        BadMessage,          ///< what came in cannot be read
        WorkerFailed,        ///< the payload worker could not be started or died
        DiskFull,            ///< there is no room to write; nothing that was there is lost
        FileUnusable,        ///< a file of ours cannot be read or written: rights, damage
        KeychainUnavailable, ///< there is no keychain, or it does not answer
        KeychainDenied,      ///< the user or the system refused access to the keychain
    };

    Kind kind = Kind::Permanent;
    Cause cause = Cause::Other;
    QString text;   ///< a sentence or two for people: what happened, to what, what can be done
    QString detail; ///< for experts: code, the server's own words, the address; may be empty

    /// What went wrong in the user's own input. `rule` completes "<field> …", for example "must have 16 hex digits".
    static Failure invalidInput(const QString &field, const QString &rule);
    static Failure cancelled();

    bool isTransient() const noexcept { return kind == Kind::Transient; }

    friend bool operator==(const Failure &, const Failure &) = default;
};

/// The kind as the command line prints it: "transient", "permanent" or "cancelled".
QString kindName(Failure::Kind kind);

} // namespace thingsdesk

Q_DECLARE_METATYPE(thingsdesk::Failure)
