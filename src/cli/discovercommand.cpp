// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/announcementtext.h"
#include "cli/commandcontext.h"
#include "cli/commands.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QStringList serviceNames()
{
    return {u"handler"_s, u"router"_s, u"broker"_s};
}

void print(CommandContext &context, const QList<Announcement> &announcements)
{
    Output &output = context.output();
    for (const Announcement &announcement : announcements) {
        if (output.isJson())
            output.result(announcementJson(announcement));
        else
            output.result(announcementText(announcement) + u'\n');
    }
}

void printOneAndEnd(CommandContext &context, const Announcement &announcement)
{
    if (context.output().isJson())
        context.output().result(announcementJson(announcement));
    else
        context.output().result(announcementText(announcement));
    context.done();
}

/// One service after the other, so that the order of the lines does not depend on the network.
void printAll(CommandContext &context, DiscoveryClient &discovery, QStringList services)
{
    if (services.isEmpty()) {
        context.done();
        return;
    }
    const QString service = services.takeFirst();
    context.await(discovery.getAll(service),
                  [&context, &discovery, services, service](const QList<Announcement> &announcements) {
                      if (announcements.isEmpty())
                          context.output().note(u"No %1 is announced."_s.arg(service));
                      print(context, announcements);
                      printAll(context, discovery, services);
                  });
}

/// What is asked for by something else than a service's name; false where nothing is.
bool discoverByMember(CommandContext &context, DiscoveryClient &discovery, ArgumentReader &reader)
{
    reader.exclusive({u"gateway"_s, u"app-eui"_s});
    const std::optional<AppEui> appEui = reader.bytes<AppEui>(u"app-eui"_s);
    if (!reader.isGood()) {
        context.refuse(reader.wrong());
        return true;
    }
    const auto printIt = [&context](const Announcement &announcement) { printOneAndEnd(context, announcement); };
    const bool noWords = context.arguments().positionals().isEmpty();
    if (const std::optional<QString> gateway = reader.text(u"gateway"_s))
        context.await(discovery.getByGatewayId(*gateway), printIt);
    else if (appEui)
        context.await(discovery.getByAppEui(*appEui), printIt);
    else if (noWords && !context.connection().appId.isEmpty())
        context.await(discovery.getByAppId(context.connection().appId), printIt);
    else
        return false;
    return true;
}

void discover(CommandContext &context)
{
    const QStringList &words = context.arguments().positionals();
    if (!words.isEmpty() && !serviceNames().contains(words[0])) {
        context.refuse(u"\"discover\" takes handler, router or broker, not \"%1\"."_s.arg(words[0]));
        return;
    }
    const Result<DiscoveryClient *> discovery = context.discovery();
    if (!discovery) {
        context.refuse(discovery.error().text);
        return;
    }
    ArgumentReader reader(context.arguments());
    if (discoverByMember(context, **discovery, reader))
        return;
    if (words.size() == 2)
        context.await((*discovery)->get(words[0], words[1]),
                      [&context](const Announcement &announcement) { printOneAndEnd(context, announcement); });
    else
        printAll(context, **discovery, words.isEmpty() ? serviceNames() : words);
}

} // namespace

QList<CommandSpec> discoverCommands()
{
    return {{.words = {u"discover"_s},
             .positionals = u"[handler|router|broker] [ID]"_s,
             .maximum = 2,
             .summary = u"what the discovery server announces; with --app alone, the application's handler"_s,
             .options = {{u"gateway"_s, u"ID"_s, u"the router of this gateway"_s},
                         {u"app-eui"_s, u"HEX"_s, u"the handler of this AppEUI"_s}},
             .needs = Needs::Network,
             .run = discover}};
}

} // namespace thingsdesk::cli
