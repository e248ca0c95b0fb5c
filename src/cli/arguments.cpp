// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

bool startsWithWords(const QStringList &whole, const QStringList &start)
{
    return start.size() <= whole.size() && std::equal(start.begin(), start.end(), whole.begin());
}

const OptionSpec *findOption(const QList<OptionSpec> &options, const QString &name)
{
    const auto found =
        std::find_if(options.begin(), options.end(), [&](const OptionSpec &option) { return option.name == name; });
    return found == options.end() ? nullptr : &*found;
}

class Parser
{
public:
    Parser(const QStringList &words, const QList<CommandSpec> &commands)
        : m_words(words)
        , m_commands(commands)
    {
    }

    Parsed<Invocation> parse()
    {
        while (m_next < m_words.size() && !m_wrong) {
            const QString word = m_words[m_next++];
            if (m_onlyPositionals || word == "-"_L1 || !word.startsWith(u'-'))
                takeWord(word);
            else if (word == "--"_L1)
                m_onlyPositionals = true;
            else
                takeOption(word);
        }
        if (m_wrong)
            return tl::unexpected<WrongUse>(*m_wrong);
        return m_result.help || m_result.version ? Parsed<Invocation>(m_result) : checked();
    }

private:
    void refuse(const QString &text, const QString &hint)
    {
        if (!m_wrong)
            m_wrong = WrongUse{text, hint};
    }

    QString helpHint() const
    {
        const QString name = m_result.helpWords.join(u' ');
        return name.isEmpty() ? u"See thingsdesk-cli --help."_s : u"See thingsdesk-cli %1 --help."_s.arg(name);
    }

    void takeWord(const QString &word)
    {
        if (m_result.command) {
            m_result.arguments.addPositional(word);
            return;
        }
        const QStringList words = m_result.helpWords + QStringList{word};
        bool isStart = false;
        for (const CommandSpec &command : m_commands) {
            if (command.words == words)
                m_result.command = &command;
            isStart = isStart || startsWithWords(command.words, words);
        }
        if (!isStart)
            refuse(u"There is no command \"%1\"."_s.arg(words.join(u' ')), helpHint());
        else
            m_result.helpWords = words;
    }

    void takeOption(const QString &word)
    {
        const qsizetype equals = word.indexOf(u'=');
        const QString given = word.left(equals);
        if (given == "--help"_L1 || given == "-h"_L1) {
            m_result.help = true;
            return;
        }
        if (given == "--version"_L1) {
            m_result.version = true;
            return;
        }
        const OptionSpec *option = given.startsWith("--"_L1) ? known(given.sliced(2)) : nullptr;
        if (!option) {
            const QString place =
                m_result.command ? u" of \"%1\""_s.arg(m_result.command->name()) : u" before the command"_s;
            refuse(u"There is no option %1%2."_s.arg(given, place), helpHint());
            return;
        }
        if (m_result.arguments.has(option->name) && !option->repeated)
            refuse(u"The option %1 is given twice."_s.arg(given), helpHint());
        else if (option->value.isEmpty() && equals >= 0)
            refuse(u"The option %1 takes no value."_s.arg(given), helpHint());
        else if (option->value.isEmpty())
            m_result.arguments.addOption(option->name, {});
        else
            takeValue(*option, equals < 0 ? std::nullopt : std::optional(word.sliced(equals + 1)));
    }

    const OptionSpec *known(const QString &name) const
    {
        const OptionSpec *option = m_result.command ? findOption(m_result.command->options, name) : nullptr;
        return option ? option : findOption(commonOptions(), name);
    }

    void takeValue(const OptionSpec &option, const std::optional<QString> &attached)
    {
        if (attached) {
            m_result.arguments.addOption(option.name, *attached);
            return;
        }
        // A value may begin with one dash (a negative number, "-"), but two are an option that came too early.
        const bool missing = m_next >= m_words.size() || m_words[m_next].startsWith("--"_L1);
        if (missing)
            refuse(u"The option --%1 needs a value: --%1 %2."_s.arg(option.name, option.value), helpHint());
        else
            m_result.arguments.addOption(option.name, m_words[m_next++]);
    }

    Parsed<Invocation> checked() const
    {
        const CommandSpec *command = m_result.command;
        if (!command && m_result.helpWords.isEmpty())
            return wrongUse(u"No command is given."_s, helpHint());
        if (!command)
            return wrongUse(u"\"%1\" needs another word."_s.arg(m_result.helpWords.join(u' ')), helpHint());
        const qsizetype count = m_result.arguments.positionals().size();
        if (count < command->minimum)
            return wrongUse(u"\"%1\" needs %2."_s.arg(command->name(), command->positionals), helpHint());
        if (command->maximum >= 0 && count > command->maximum)
            return wrongUse(u"\"%1\" does not take \"%2\"."_s.arg(command->name(),
                                                                  m_result.arguments.positionals()[command->maximum]),
                            helpHint());
        return m_result;
    }

    const QStringList &m_words;
    const QList<CommandSpec> &m_commands;
    qsizetype m_next = 0;
    bool m_onlyPositionals = false;
    Invocation m_result;
    std::optional<WrongUse> m_wrong;
};

} // namespace

Parsed<Invocation> parseArguments(const QStringList &words, const QList<CommandSpec> &commands)
{
    return Parser(words, commands).parse();
}

std::optional<QString> Arguments::value(const QString &option) const
{
    const auto found = m_options.constFind(option);
    return found == m_options.constEnd() ? std::nullopt : std::optional(found->first());
}

const QList<OptionSpec> &commonOptions()
{
    static const QList<OptionSpec> options{
        {u"app"_s, u"APP_ID"_s, u"the application"_s},
        {u"discovery"_s, u"HOST[:PORT]"_s, u"the discovery server; the public network's where not given"_s},
        {u"handler"_s, u"HOST[:PORT]"_s, u"the handler, instead of what discovery announces"_s},
        {u"mqtt"_s, u"[mqtt|mqtts://]HOST[:PORT]"_s, u"the broker, instead of what discovery announces"_s},
        {u"ca"_s, u"FILE"_s, u"PEM certificates to trust for discovery, besides the system's"_s},
        {u"handler-cert"_s, u"FILE"_s, u"PEM certificate of a handler given by --handler"_s},
        {u"mqtt-ca"_s, u"FILE"_s, u"PEM certificates to trust for the broker, besides the system's"_s},
        {u"allow-plaintext"_s, {}, u"keys and data may cross the network unencrypted"_s},
        {u"key-file"_s, u"FILE"_s, u"read the access key from this file; \"-\" is standard input"_s},
        {u"token-file"_s, u"FILE"_s, u"read a token from this file; \"-\" is standard input"_s},
        {u"profile"_s, u"NAME"_s, u"a connection saved by the console, with its key from the keychain"_s},
        {u"json"_s, {}, u"one JSON object, or one a line, instead of text for people"_s},
    };
    return options;
}

} // namespace thingsdesk::cli
