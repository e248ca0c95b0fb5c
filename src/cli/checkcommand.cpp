// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "core/jsontext.h"
#include "network/connectioncheck.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QByteArray stepJson(const CheckStep &step)
{
    return JsonObjectWriter()
        .addString("step", checkStepName(step.id))
        .addBool("ok", step.ok)
        .addInteger("ms", step.time.count())
        .add("failure", step.failure ? failureJson(*step.failure) : QByteArray("null"))
        .addTrueIfSet("skipped", step.skipped)
        .addStringIfSet("note", step.note)
        .finish();
}

QString stepText(const CheckStep &step)
{
    const QString outcome = step.skipped ? u"skipped"_s : step.ok ? u"ok"_s : u"FAILED"_s;
    QString line = checkStepName(step.id).leftJustified(24) + "  "_L1 + outcome.leftJustified(8) +
                   u"%1 ms"_s.arg(step.time.count()).rightJustified(9);
    if (!step.note.isEmpty())
        line += "   "_L1 + plainText(step.note);
    if (step.failure)
        line += "\n    "_L1 + plainText(step.failure->text);
    if (step.failure && !step.failure->detail.isEmpty())
        line += "\n    ("_L1 + plainText(step.failure->detail) + u')';
    return line;
}

QString rightsText(const KeyRights &rights)
{
    const auto word = [](const QString &right, std::optional<bool> may) {
        return right + (may ? (*may ? u" yes"_s : u" no"_s) : u" unknown"_s);
    };
    return u"The key may: %1, %2, %3, %4"_s.arg(
        word(u"settings"_s, rights.settings), word(u"devices"_s, rights.devices),
        word(u"read uplinks"_s, rights.readUplinks), word(u"send downlinks"_s, rights.sendDownlinks));
}

void check(CommandContext &context)
{
    const Connection &connection = context.connection();
    auto *running = new ConnectionCheck(connection.appId, connection.credentials, connection.settings,
                                        context.networkThread(), &context);
    const auto firstFailure = std::make_shared<std::optional<Failure>>();
    QObject::connect(running, &ConnectionCheck::stepFinished, &context,
                     [&context, firstFailure](const CheckStep &step) {
                         if (context.isEnded())
                             return;
                         if (context.output().isJson())
                             context.output().result(stepJson(step));
                         else
                             context.output().result(stepText(step));
                         if (step.failure && !*firstFailure)
                             *firstFailure = step.failure;
                     });
    QObject::connect(running, &ConnectionCheck::finished, &context, [&context, running, firstFailure](bool allOk) {
        if (context.isEnded())
            return;
        if (!context.output().isJson())
            context.output().result(rightsText(running->rights()));
        context.done(allOk ? ExitCode::Done : *firstFailure ? exitCodeOf(**firstFailure) : ExitCode::Failed);
    });
    running->run();
}

} // namespace

QList<CommandSpec> checkCommands()
{
    return {{.words = {u"check"_s}, .summary = u"try the way to the application step by step"_s, .run = check}};
}

} // namespace thingsdesk::cli
