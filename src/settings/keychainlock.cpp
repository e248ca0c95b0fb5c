// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/keychainlock.h"

#include "core/futures.h"

#ifdef THINGSDESK_SECRET_SERVICE
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace thingsdesk {

#ifdef THINGSDESK_SECRET_SERVICE

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 5000; // milliseconds

QDBusMessage secretsCall(const QString &path, const QString &interface, const QString &method,
                         const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
    call.setArguments(arguments);
    return call;
}

/// Calls `next(reply)` when the answer is there; a Failure counts as "no".
template <class Reply, class Next>
void ask(QObject *context, const QDBusMessage &call, Next next)
{
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, patience), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, next = std::move(next)] {
        watcher->deleteLater();
        next(QDBusPendingReply<Reply>(*watcher));
    });
}

} // namespace

Future<bool> isKeychainLocked(QObject *context)
{
    const auto promise = std::make_shared<QPromise<Result<bool>>>();
    promise->start();
    Future<bool> future = promise->future();
    const QDBusMessage alias =
        secretsCall(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"ReadAlias"_s, {u"default"_s});
    ask<QDBusObjectPath>(context, alias, [context, promise](const QDBusPendingReply<QDBusObjectPath> &collection) {
        if (collection.isError() || collection.value().path() == "/"_L1)
            return settle<bool>(*promise, false);
        const QDBusMessage locked = secretsCall(collection.value().path(), u"org.freedesktop.DBus.Properties"_s,
                                                u"Get"_s, {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
        ask<QDBusVariant>(context, locked, [promise](const QDBusPendingReply<QDBusVariant> &property) {
            settle<bool>(*promise, !property.isError() && property.value().variant().toBool());
        });
    });
    return future;
}

#else

Future<bool> isKeychainLocked(QObject *)
{
    return readyFuture<bool>(false);
}

#endif

} // namespace thingsdesk
