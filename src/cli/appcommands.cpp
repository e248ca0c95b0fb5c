// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/applicationtext.h"
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "core/jsontext.h"

#include <QElapsedTimer>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

void printAndEnd(CommandContext &context, const Application &application)
{
    if (context.output().isJson())
        context.output().result(applicationJson(application));
    else
        context.output().result(applicationText(application));
    context.done();
}

void show(CommandContext &context)
{
    context.withApplication([&context](ApplicationClient &client) {
        context.await(client.application(),
                      [&context](const Application &application) { printAndEnd(context, application); });
    });
}

void registerAt(CommandContext &context, const QString &handlerId)
{
    context.await(context.session().applicationAt(handlerId), [&context](ApplicationClient *client) {
        context.await(client->registerApplication(), [&context, client] {
            context.output().note(u"Uplinks of a new application may be lost for about a minute."_s);
            context.await(client->application(),
                          [&context](const Application &application) { printAndEnd(context, application); });
        });
    });
}

void registerApplication(CommandContext &context)
{
    const std::optional<QString> handlerId = context.arguments().value(u"handler-id"_s);
    if (handlerId || !context.connection().settings.handlerAddress.isEmpty()) {
        registerAt(context, handlerId.value_or(QString()));
        return;
    }
    const Result<DiscoveryClient *> discovery = context.discovery();
    if (!discovery) {
        context.refuse(discovery.error().text);
        return;
    }
    context.await((*discovery)->getAll(u"handler"_s), [&context](const QList<Announcement> &handlers) {
        QStringList ids;
        for (const Announcement &handler : handlers)
            ids.append(handler.id);
        if (ids.size() == 1)
            registerAt(context, ids.first());
        else if (ids.isEmpty())
            context.refuse(u"The network announces no handler."_s,
                           u"One that started in the last minute may be missing: name it by --handler-id."_s);
        else
            context.refuse(u"The network has several handlers: %1."_s.arg(ids.join(", "_L1)),
                           u"Choose one by --handler-id ID."_s);
    });
}

/// Tells the progress, not more than once a second.
void tellProgress(CommandContext &context, QFutureWatcherBase *call)
{
    QElapsedTimer sinceLast;
    sinceLast.start();
    QObject::connect(call, &QFutureWatcherBase::progressValueChanged, &context,
                     [&context, call, sinceLast](int value) mutable {
                         if (value != call->progressMaximum() && sinceLast.elapsed() < 1000)
                             return;
                         sinceLast.restart();
                         context.output().note(u"%1 of %2 devices deleted"_s.arg(value).arg(call->progressMaximum()));
                     });
}

void unregisterApplication(CommandContext &context)
{
    const QString id = context.connection().appId.toString();
    if (!context.arguments().has(u"yes"_s)) {
        context.refuse(u"Unregistering deletes \"%1\" and all its devices for good."_s.arg(id),
                       u"Add --yes if you mean it."_s);
        return;
    }
    context.withApplication([&context, id](ApplicationClient &client) {
        tellProgress(context,
                     context.awaitResult<void>(client.unregisterApplication(), [&context, id](Result<void> result) {
                         if (!result) {
                             context.fail(result.error());
                             return;
                         }
                         if (context.output().isJson())
                             context.output().result(
                                 JsonObjectWriter().addString("app_id", id).addBool("unregistered", true).finish());
                         else
                             context.output().result(u"Application %1 is unregistered."_s.arg(id));
                         context.done();
                     }));
    });
}

void setFormat(CommandContext &context)
{
    const QString word = context.arguments().positionals().first();
    const PayloadFormat format = word == "none"_L1 ? PayloadFormat::None : payloadFormatFromName(word);
    if (word.isEmpty() || format == PayloadFormat::Unknown) {
        context.refuse(u"\"app format\" takes none, custom or cayennelpp, not \"%1\"."_s.arg(word));
        return;
    }
    context.withApplication([&context, format](ApplicationClient &client) {
        context.await(client.setPayloadFormat(format),
                      [&context](const Application &application) { printAndEnd(context, application); });
    });
}

void writeOnJoinKey(CommandContext &context, const Secret &key)
{
    context.withApplication([&context, key](ApplicationClient &client) {
        context.await(client.setOnJoinKey(key),
                      [&context](const Application &application) { printAndEnd(context, application); });
    });
}

void setOnJoinKey(CommandContext &context)
{
    const Parsed<Secret> key = context.secrets().onJoinKey(context.arguments());
    if (key)
        writeOnJoinKey(context, *key);
    else
        context.refuse(key.error());
}

} // namespace

QList<CommandSpec> applicationCommands()
{
    return {
        {.words = {u"app"_s, u"show"_s}, .summary = u"the application's settings"_s, .run = show},
        {.words = {u"app"_s, u"register"_s},
         .summary = u"make the application known to a handler"_s,
         .options = {{u"handler-id"_s, u"ID"_s, u"which handler, where the network has several"_s}},
         .run = registerApplication},
        {.words = {u"app"_s, u"unregister"_s},
         .summary = u"delete all devices, then the application"_s,
         .options = {{u"yes"_s, {}, u"yes, delete everything"_s}},
         .run = unregisterApplication},
        {.words = {u"app"_s, u"format"_s},
         .positionals = u"none|custom|cayennelpp"_s,
         .minimum = 1,
         .maximum = 1,
         .summary = u"choose the payload format"_s,
         .run = setFormat},
        {.words = {u"app"_s, u"on-join-key"_s, u"set"_s},
         .summary =
             u"set the key that registers devices on join; from THINGSDESK_ON_JOIN_KEY, a file or standard input"_s,
         .options = {{u"on-join-key-file"_s, u"FILE"_s, u"read it from this file; \"-\" is standard input"_s}},
         .run = setOnJoinKey},
        {.words = {u"app"_s, u"on-join-key"_s, u"clear"_s},
         .summary = u"remove that key"_s,
         .run = [](CommandContext &context) { writeOnJoinKey(context, {}); }},
    };
}

} // namespace thingsdesk::cli
