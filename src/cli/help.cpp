// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QString optionLines(const QList<OptionSpec> &options)
{
    QString text;
    for (const OptionSpec &option : options) {
        const QString given = u"  --%1 %2"_s.arg(option.name, option.value);
        text += given.leftJustified(38) + option.help + u'\n';
    }
    return text;
}

QString usageOf(const CommandSpec &command)
{
    QString line = command.name();
    if (!command.positionals.isEmpty())
        line += u' ' + command.positionals;
    if (!command.options.isEmpty())
        line += " [OPTIONS]"_L1;
    return line;
}

QString wholeHelp(const QList<CommandSpec> &commands)
{
    QString text =
        u"thingsdesk-cli [CONNECTION] [--json] COMMAND\n"
        "\n"
        "Works on an application of a LoRaWAN network (The Things Network V2).\n"
        "\n"
        "CONNECTION\n"_s +
        optionLines(commonOptions()) +
        u"\n"
        "The key is read from THINGSDESK_ACCESS_KEY or --key-file, a token from THINGSDESK_TOKEN or --token-file.\n"
        "Neither is ever taken from the command line, which other users can see.\n"
        "\n"
        "COMMANDS\n"_s;
    for (const CommandSpec &command : commands)
        text += "  "_L1 + usageOf(command).leftJustified(46) + u' ' + command.summary + u'\n';
    text += u"\n"
            "thingsdesk-cli COMMAND --help tells a command's options.\n"
            "Results go to standard output, everything else to standard error.\n"
            "Exit codes: 0 done, 1 refused or failed for good, 2 wrong use, 3 failed for now, 130 interrupted."_s;
    return text;
}

QString commandHelp(const CommandSpec &command)
{
    QString text = u"thingsdesk-cli [CONNECTION] [--json] %1\n\n%2.\n"_s.arg(usageOf(command), command.summary);
    if (!command.options.isEmpty())
        text += u"\nOPTIONS\n"_s + optionLines(command.options);
    return text;
}

} // namespace

QString helpText(const QStringList &words, const QList<CommandSpec> &commands)
{
    QStringList parts;
    for (const CommandSpec &command : commands) {
        const bool meant = !words.isEmpty() && words.size() <= command.words.size() &&
                           std::equal(words.begin(), words.end(), command.words.begin());
        if (meant)
            parts.append(commandHelp(command));
    }
    const QString text = parts.isEmpty() ? wholeHelp(commands) : parts.join(u'\n');
    return text.trimmed();
}

QString versionText()
{
    return u"thingsdesk-cli " THINGSDESK_VERSION ""_s;
}

} // namespace thingsdesk::cli
