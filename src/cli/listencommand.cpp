// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/trafficlistener.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

void listen(CommandContext &context)
{
    ArgumentReader reader(context.arguments());
    ListenOptions options;
    options.events = reader.flag(u"events"_s);
    options.count = reader.integer(u"count"_s, 1, std::numeric_limits<qint64>::max());
    if (const auto seconds = reader.integer(u"seconds"_s, 1, 2'000'000))
        options.time = std::chrono::seconds(*seconds);
    if (!reader.isGood()) {
        context.refuse(reader.wrong());
        return;
    }
    context.withTraffic([&context, options](MqttClient &client) {
        auto *listener = new TrafficListener(context, client, options);
        listener->start();
    });
}

} // namespace

QList<CommandSpec> listenCommands()
{
    return {{.words = {u"listen"_s},
             .summary = u"print uplinks as they come"_s,
             .options = {{u"events"_s, {}, u"also activations, downlink stages, errors, device changes"_s},
                         {u"count"_s, u"N"_s, u"end after so many"_s},
                         {u"seconds"_s, u"S"_s, u"end after this time"_s}},
             .run = listen}};
}

} // namespace thingsdesk::cli
