// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "core/identifiers.h"
#include "core/pastedhex.h"

namespace thingsdesk::cli {

/// Reads options' values by their types. The first value that breaks its rule becomes the WrongUse; what follows is
/// read without effect, so a command reads all it takes and asks once whether it was good.
class ArgumentReader
{
public:
    explicit ArgumentReader(const Arguments &arguments)
        : m_arguments(arguments)
    {
    }

    bool isGood() const noexcept { return !m_wrong; }
    const WrongUse &wrong() const { return *m_wrong; }
    void refuse(const QString &text, const QString &hint = {});
    /// A rule of core that a value broke.
    void refuse(const Failure &failure) { refuse(failure.text, failure.detail); }

    bool flag(const QString &option) const { return m_arguments.has(option); }
    std::optional<QString> text(const QString &option) const { return m_arguments.value(option); }
    /// A whole number in the range, both ends included.
    std::optional<qint64> integer(const QString &option, qint64 minimum, qint64 maximum);
    /// A finite number in the range, both ends included.
    std::optional<double> decimal(const QString &option, double minimum, double maximum);
    std::optional<bool> onOff(const QString &option);
    /// Bytes as hex, also as pasted from somewhere. Empty text gives no bytes.
    QByteArray payload(const QString &hex, const QString &name);

    /// An EUI, address or key, also as pasted. With `mayBeEmpty` an empty text means all zeros: clear it.
    template <class Bytes>
    std::optional<Bytes> bytes(const QString &option, bool mayBeEmpty = false)
    {
        const std::optional<QString> given = text(option);
        if (!given)
            return {};
        if (mayBeEmpty && given->isEmpty())
            return Bytes();
        const Result<Bytes> read = readPasted<Bytes>(*given);
        if (read)
            return *read;
        // What was given as a key may be all but a digit of a real one: it is not repeated.
        const bool isKey = Bytes::size == 16;
        refuse(isKey ? QStringLiteral("--%1 must have 32 hex digits.").arg(option)
                     : QStringLiteral("--%1: %2").arg(option, read.error().text));
        return {};
    }

    /// The positional with this number as a device ID.
    DevId deviceId(qsizetype index);

    /// Refuses where more than one of the options is given; with `oneNeeded` also where none is.
    void exclusive(const QStringList &options, bool oneNeeded = false);

private:
    const Arguments &m_arguments;
    std::optional<WrongUse> m_wrong;
};

} // namespace thingsdesk::cli
