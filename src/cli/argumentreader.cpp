// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argumentreader.h"

#include <QLocale>

#include <cmath>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

void ArgumentReader::refuse(const QString &text, const QString &hint)
{
    if (!m_wrong)
        m_wrong = WrongUse{text, hint};
}

std::optional<qint64> ArgumentReader::integer(const QString &option, qint64 minimum, qint64 maximum)
{
    const std::optional<QString> given = text(option);
    if (!given)
        return {};
    bool isNumber = false;
    const qint64 value = given->toLongLong(&isNumber);
    if (isNumber && value >= minimum && value <= maximum)
        return value;
    refuse(
        u"--%1 must be a whole number from %2 to %3, not \"%4\"."_s.arg(option).arg(minimum).arg(maximum).arg(*given));
    return {};
}

std::optional<double> ArgumentReader::decimal(const QString &option, double minimum, double maximum)
{
    const std::optional<QString> given = text(option);
    if (!given)
        return {};
    bool isNumber = false;
    const double value = given->toDouble(&isNumber);
    if (isNumber && std::isfinite(value) && value >= minimum && value <= maximum)
        return value;
    refuse(u"--%1 must be a number from %2 to %3, not \"%4\"."_s.arg(option).arg(minimum).arg(maximum).arg(*given));
    return {};
}

std::optional<bool> ArgumentReader::onOff(const QString &option)
{
    const std::optional<QString> given = text(option);
    if (!given)
        return {};
    if (*given == "on"_L1 || *given == "off"_L1)
        return *given == "on"_L1;
    refuse(u"--%1 must be on or off, not \"%2\"."_s.arg(option, *given));
    return {};
}

QByteArray ArgumentReader::payload(const QString &hex, const QString &name)
{
    // Bytes that are there but empty are not null: null stands for "none given".
    if (hex.isEmpty())
        return QByteArray("", 0);
    const Result<QByteArray> read = readPastedHex(hex, -1, name);
    if (read)
        return *read;
    refuse(read.error());
    return {};
}

DevId ArgumentReader::deviceId(qsizetype index)
{
    const Result<DevId> id = DevId::parse(m_arguments.positionals().value(index));
    if (id)
        return *id;
    refuse(id.error());
    return {};
}

void ArgumentReader::exclusive(const QStringList &options, bool oneNeeded)
{
    QStringList given;
    QStringList all;
    for (const QString &option : options) {
        all.append(u"--"_s + option);
        if (flag(option))
            given.append(u"--"_s + option);
    }
    if (given.size() > 1)
        refuse(u"%1 cannot be given together."_s.arg(given.join(" and "_L1)));
    else if (given.isEmpty() && oneNeeded)
        refuse(u"One of %1 is needed."_s.arg(all.join(", "_L1)));
}

} // namespace thingsdesk::cli
