// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QPair>
#include <QString>

namespace thingsdesk::test {

/// A plain gRPC client for tests: any method, messages as bytes or as protobuf JSON. Blocks, but keeps the caller's
/// event loop going meanwhile, so that the server may live on the same thread.
class RpcClient
{
public:
    using Metadata = QList<QPair<QByteArray, QByteArray>>;

    struct Endpoint
    {
        QString address;         ///< host:port
        QString certificatePath; ///< PEM to trust; empty = plain text
    };

    struct Outcome
    {
        QString code; ///< gRPC's name: "OK", "NOT_FOUND", …
        QString message;
        QByteArray response;
        QMap<QString, QString> headers;
        qint64 milliseconds = 0;
    };

    static Outcome call(const Endpoint &endpoint, const QByteArray &path, const QByteArray &request,
                        const Metadata &metadata = {});

    /// A request of V2's methods from protobuf JSON with the protos' own names. `path` is "/package.Service/Method".
    static QByteArray requestBytes(const QString &path, const QJsonObject &json);
    /// A response as the recordings write it: default values left out.
    static QJsonObject responseJson(const QString &path, const QByteArray &bytes);
};

} // namespace thingsdesk::test
