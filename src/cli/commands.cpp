// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"

#include "cli/commandcontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

const QList<CommandSpec> &commands()
{
    static const QList<CommandSpec> all = checkCommands() + discoverCommands() + applicationCommands() +
                                          functionCommands() + deviceCommands() + listenCommands() + sendCommands() +
                                          payloadCommands() + laterCommands();
    return all;
}

QList<CommandSpec> laterCommands()
{
    return {{.words = {u"history"_s, u"search"_s},
             .positionals = u"[EXPRESSION]"_s,
             .maximum = 1,
             .summary = u"search stored messages (comes with the console)"_s,
             .options = {{u"device"_s, u"ID"_s, u"of this device"_s},
                         {u"since"_s, u"T"_s, u"not before"_s},
                         {u"until"_s, u"T"_s, u"not after"_s},
                         {u"limit"_s, u"N"_s, u"at most so many"_s},
                         {u"format"_s, u"json|csv"_s, u"how they are written"_s}},
             .needs = Needs::Nothing,
             .run = [](CommandContext &context) {
                 context.refuse(u"\"history search\" reads the messages that the console stores; the console is not "
                                "part of this version."_s,
                                u"\"listen --json\" prints messages as they come."_s);
             }}};
}

} // namespace thingsdesk::cli
