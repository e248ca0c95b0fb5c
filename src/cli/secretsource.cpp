// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/secretsource.h"

#include "cli/interruptwatcher.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <unistd.h>

extern char **environ; // NOLINT(readability-redundant-declaration): not every C library declares it

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSecret = qint64(64) * 1024;
constexpr std::string_view prefix = "THINGSDESK_";
constexpr std::string_view home = "THINGSDESK_HOME";

} // namespace

SecretSource SecretSource::fromEnvironment()
{
    QMap<QByteArray, QByteArray> variables;
    for (char **entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        // Where the settings lie is no secret, and the program still has to know it.
        if (!text.starts_with(prefix) || equals == std::string_view::npos || text.substr(0, equals) == home)
            continue;
        variables.insert(QByteArray(*entry, qsizetype(equals)), QByteArray(*entry + equals + 1));
        // Removing a variable leaves its text where /proc/…/environ shows it.
        std::memset(*entry + equals + 1, 0, text.size() - equals - 1);
    }
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        ::unsetenv(it.key().constData());
    return SecretSource(variables, readSecretFromInput);
}

SecretSource::SecretSource(QMap<QByteArray, QByteArray> variables, std::function<Result<QByteArray>()> readInput)
    : m_variables(std::move(variables))
    , m_readInput(std::move(readInput))
{
}

Parsed<Credentials> SecretSource::credentials(const Arguments &arguments)
{
    const bool hasKey = arguments.has(u"key-file"_s) || !variable("THINGSDESK_ACCESS_KEY").isEmpty();
    const bool hasToken = arguments.has(u"token-file"_s) || !variable("THINGSDESK_TOKEN").isEmpty();
    if (hasKey && hasToken)
        return wrongUse(u"An access key and a token are given: it takes one of them."_s,
                        u"Keep one of THINGSDESK_ACCESS_KEY, --key-file, THINGSDESK_TOKEN and --token-file."_s);
    if (!hasKey && !hasToken)
        return Credentials();
    const Parsed<QByteArray> text = hasKey ? fileOrVariable(arguments, u"key-file"_s, "THINGSDESK_ACCESS_KEY")
                                           : fileOrVariable(arguments, u"token-file"_s, "THINGSDESK_TOKEN");
    if (!text)
        return tl::unexpected<WrongUse>(text.error());
    const Result<Credentials> read = hasKey ? Credentials::accessKey(*text) : Credentials::token(*text);
    if (!read)
        return wrongUse(read.error().text, read.error().detail);
    return *read;
}

Parsed<Secret> SecretSource::onJoinKey(const Arguments &arguments)
{
    Parsed<QByteArray> text = fileOrVariable(arguments, u"on-join-key-file"_s, "THINGSDESK_ON_JOIN_KEY");
    if (text && text->isNull())
        text = readInputOnce(u"the on-join key"_s);
    if (!text)
        return tl::unexpected<WrongUse>(text.error());
    const Result<Credentials> key = Credentials::accessKey(*text);
    if (!key)
        return wrongUse("On-join key: "_L1 + key.error().text);
    return key->secret();
}

Parsed<QByteArray> SecretSource::fileOrVariable(const Arguments &arguments, const QString &option,
                                                const QByteArray &name)
{
    const std::optional<QString> path = arguments.value(option);
    if (!path)
        return variable(name).isEmpty() ? QByteArray() : variable(name);
    return *path == "-"_L1 ? readInputOnce(u"--"_s + option) : readFile(*path, u"--"_s + option);
}

Parsed<QByteArray> SecretSource::readFile(const QString &path, const QString &option)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(u"%1: \"%2\" cannot be read: %3."_s.arg(option, path, file.errorString()));
    const QByteArray text = file.read(largestSecret + 1);
    if (text.size() > largestSecret)
        return wrongUse(u"%1: \"%2\" is too large for a key."_s.arg(option, path));
    return text.isNull() ? QByteArray("", 0) : text;
}

Parsed<QByteArray> SecretSource::readInputOnce(const QString &option)
{
    if (!m_inputUsedBy.isEmpty())
        return wrongUse(u"Standard input can be read once only, but %1 and %2 want it."_s.arg(m_inputUsedBy, option));
    m_inputUsedBy = option;
    const Result<QByteArray> text = m_readInput();
    if (!text)
        return wrongUse(text.error().text, text.error().detail);
    return text->isNull() ? QByteArray("", 0) : *text;
}

Result<QByteArray> readSecretFromInput()
{
    if (::isatty(STDIN_FILENO))
        return fail(Failure::invalidInput(u"A key"_s,
                                          u"is not typed into the terminal, where it would be seen: send it "
                                          "through a pipe, or name a file"_s));
    QByteArray text;
    char buffer[4096];
    while (text.size() <= largestSecret) {
        const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count == 0)
            return text;
        if (count > 0)
            text.append(buffer, count);
        else if (errno != EINTR || InterruptWatcher::wasInterrupted())
            return fail({Failure::Kind::Permanent, Failure::Cause::InvalidInput, u"Standard input could not be read."_s,
                         QString::fromLocal8Bit(std::strerror(errno))});
    }
    return fail(Failure::invalidInput(u"Standard input"_s, u"is too large for a key"_s));
}

} // namespace thingsdesk::cli
