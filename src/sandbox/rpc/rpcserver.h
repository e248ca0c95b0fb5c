// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "sandbox/account/certificates.h"
#include "sandbox/rpc/call.h"

#include <QObject>

namespace thingsdesk::sandbox {

/// A gRPC server over TLS whose methods run on the main thread and never hold up gRPC's threads. Messages are handed on
/// as bytes, because the V2 stack refuses some that a C++ server would take (wrong lengths of EUIs and keys), and with
/// texts of its own.
class RpcServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RpcServer)
public:
    static constexpr qsizetype largestMessage = qsizetype(4) * 1024 * 1024; ///< Go's default

    explicit RpcServer(QObject *parent = nullptr);
    ~RpcServer() override; ///< answers what is open with UNAVAILABLE

    /// `path` is "/package.Service/Method". All methods are added before listen().
    void addMethod(const QByteArray &path, const Method &method);

    /// Listens on 127.0.0.1; port 0 takes a free one. Gives the port. A Failure names the port that is taken.
    Result<quint16> listen(quint16 port, const KeyPair &identity);

    /// The same, as listen() of the preferred port, else of any.
    Result<quint16> listenPreferring(quint16 port, const KeyPair &identity);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk::sandbox
