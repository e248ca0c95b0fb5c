// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/applicationtext.h"
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "cli/functionfiles.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray namesJson(const QStringList &names)
{
    QByteArray text = "[";
    for (const QString &name : names)
        text += (text.size() > 1 ? "," : "") + jsonString(name);
    return text + ']';
}

void writeFiles(CommandContext &context, const Application &application)
{
    const QString folder = context.arguments().positionals().first();
    const Result<WrittenFunctions> written = writeFunctionFiles(folder, application.functions);
    if (!written) {
        context.fail(written.error());
        return;
    }
    Output &output = context.output();
    for (const QString &name : written->left)
        output.note(u"%1 was left as it is: the application has no such function."_s.arg(name));
    if (output.isJson())
        output.result(JsonObjectWriter()
                          .addString("app_id", application.appId.toString())
                          .addString("payload_format", payloadFormatName(application.format))
                          .addString("folder", folder)
                          .add("files", namesJson(written->written))
                          .finish());
    else if (written->written.isEmpty())
        output.result(u"The application has no payload functions; nothing was written."_s);
    else
        output.result(u"Written to %1: %2"_s.arg(folder, written->written.join(", "_L1)));
    context.done();
}

void getFunctions(CommandContext &context)
{
    context.withApplication([&context](ApplicationClient &client) {
        context.await(client.application(),
                      [&context](const Application &application) { writeFiles(context, application); });
    });
}

void setFunctions(CommandContext &context)
{
    const Parsed<PayloadFunctionChanges> changes =
        readFunctionFiles(context.arguments().positionals().first(), FunctionUse::AtHandler);
    if (!changes) {
        context.refuse(changes.error());
        return;
    }
    context.withApplication([&context, changes = *changes](ApplicationClient &client) {
        context.await(client.setPayloadFunctions(changes), [&context](const Application &application) {
            if (context.output().isJson())
                context.output().result(applicationJson(application));
            else
                context.output().result(applicationText(application));
            context.done();
        });
    });
}

} // namespace

QList<CommandSpec> functionCommands()
{
    return {
        {.words = {u"app"_s, u"functions"_s, u"get"_s},
         .positionals = u"DIR"_s,
         .minimum = 1,
         .maximum = 1,
         .summary = u"write decoder.js, converter.js, validator.js, encoder.js"_s,
         .run = getFunctions},
        {.words = {u"app"_s, u"functions"_s, u"set"_s},
         .positionals = u"DIR"_s,
         .minimum = 1,
         .maximum = 1,
         .summary = u"save those of the four files that are there; the other functions stay"_s,
         .run = setFunctions},
    };
}

} // namespace thingsdesk::cli
