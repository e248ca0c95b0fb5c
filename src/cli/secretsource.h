// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "core/result.h"
#include "core/secret.h"
#include "network/credentials.h"

#include <QMap>

#include <functional>

namespace thingsdesk::cli {

/// Where keys and tokens come from: the environment, files, standard input. Never the command line.
class SecretSource final
{
public:
    /// Takes every THINGSDESK_… variable but THINGSDESK_HOME out of this process's environment, so that no child
    /// inherits one and no process list shows one. Call it once, before there are other threads.
    static SecretSource fromEnvironment();
    /// For tests: these variables; `readInput` stands for standard input.
    SecretSource(QMap<QByteArray, QByteArray> variables, std::function<Result<QByteArray>()> readInput);

    /// THINGSDESK_ACCESS_KEY or --key-file; THINGSDESK_TOKEN or --token-file. A file counts before a variable of the
    /// same kind. No secret at all gives empty credentials; a key and a token together are wrong use.
    Parsed<Credentials> credentials(const Arguments &arguments);

    /// THINGSDESK_ON_JOIN_KEY, --on-join-key-file, or standard input.
    Parsed<Secret> onJoinKey(const Arguments &arguments);

private:
    QByteArray variable(const QByteArray &name) const { return m_variables.value(name); }
    /// The option's file, or the variable; null where neither is given.
    Parsed<QByteArray> fileOrVariable(const Arguments &arguments, const QString &option, const QByteArray &name);
    Parsed<QByteArray> readFile(const QString &path, const QString &option);
    Parsed<QByteArray> readInputOnce(const QString &option);

    QMap<QByteArray, QByteArray> m_variables;
    std::function<Result<QByteArray>()> m_readInput;
    QString m_inputUsedBy; ///< the option that standard input was read for
};

/// Reads standard input to its end. A terminal is refused: what is typed there would be seen.
Result<QByteArray> readSecretFromInput();

} // namespace thingsdesk::cli
