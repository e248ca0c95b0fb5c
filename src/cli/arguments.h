// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/wronguse.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>

namespace thingsdesk::cli {

class CommandContext;

/// An option that a command, or every command, understands.
struct OptionSpec
{
    QString name;  ///< without the dashes
    QString value; ///< what its value is called in the help; empty = it takes none
    QString help;
    bool repeated = false; ///< may be given more than once
};

/// Which parts of the connection a command cannot do without.
enum class Needs {
    Nothing,     ///< runs on this machine
    Profile,     ///< a profile of the console, without its key
    Network,     ///< a discovery server
    Application, ///< an application ID
    Credentials, ///< an application ID, and a key or token
};

/// A command: its words, what it takes, and the function that carries it out.
struct CommandSpec
{
    QStringList words = {};   ///< "app", "functions", "get"
    QString positionals = {}; ///< as in the usage line: "DEVICE HEX"
    int minimum = 0;          ///< number of positionals
    int maximum = 0;          ///< -1 = any number
    QString summary = {};     ///< one line
    QList<OptionSpec> options = {};
    Needs needs = Needs::Credentials;
    void (*run)(CommandContext &context) = nullptr;

    QString name() const { return words.join(u' '); }
};

/// The options and positionals that were given.
class Arguments
{
public:
    bool has(const QString &option) const { return m_options.contains(option); }
    /// The value of an option that is given once at most.
    std::optional<QString> value(const QString &option) const;
    QStringList values(const QString &option) const { return m_options.value(option); }
    const QStringList &positionals() const noexcept { return m_positionals; }

    void addOption(const QString &option, const QString &value) { m_options[option].append(value); }
    void addPositional(const QString &text) { m_positionals.append(text); }

private:
    QHash<QString, QStringList> m_options;
    QStringList m_positionals;
};

/// A command line that was understood.
struct Invocation
{
    const CommandSpec *command = nullptr; ///< null with help or version for the whole program
    Arguments arguments;
    QStringList helpWords; ///< the command words before --help
    bool help = false;
    bool version = false;
};

/// The options that every command takes: the connection and --json.
const QList<OptionSpec> &commonOptions();

/// Reads the command line, without the program's name. Options may stand before and after the command's words, as
/// `--name value` or `--name=value`; `--` ends them. Anything unknown, missing or given twice is refused.
Parsed<Invocation> parseArguments(const QStringList &words, const QList<CommandSpec> &commands);

} // namespace thingsdesk::cli
