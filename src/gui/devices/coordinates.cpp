// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/coordinates.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace thingsdesk::coordinates {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(thingsdesk::Coordinates)
};

} // namespace

QString text(float degrees, const Device &device)
{
    if (device.latitude == 0 && device.longitude == 0)
        return {};
    // As few digits as give the same float again: 52.37, not 52.3699989.
    for (int digits = 6; digits < std::numeric_limits<float>::max_digits10; ++digits) {
        QString text = QString::number(double(degrees), 'g', digits);
        if (text.toFloat() == degrees)
            return text;
    }
    return QString::number(double(degrees), 'g', std::numeric_limits<float>::max_digits10);
}

Result<float> read(const QString &text, float bound, const QString &name)
{
    QString number = text.trimmed().remove(u'°');
    if (number.isEmpty())
        return 0;
    number.replace(u',', u'.').replace(QChar(0x2212), u'-');
    bool isNumber = false;
    const float degrees = number.toFloat(&isNumber);
    if (!isNumber || !std::isfinite(degrees) || std::abs(degrees) > bound)
        return fail(Failure::invalidInput(name, Words::tr("must be a number from −%1 to %1 degrees").arg(bound)));
    return degrees;
}

Result<qint32> readMetres(const QString &text, const QString &name)
{
    const QString number = text.trimmed().replace(QChar(0x2212), u'-');
    if (number.isEmpty())
        return 0;
    bool isNumber = false;
    const qint32 metres = QLocale::c().toInt(number, &isNumber);
    if (!isNumber)
        return fail(Failure::invalidInput(name, Words::tr("must be a whole number of metres")));
    return metres;
}

std::optional<std::pair<QString, QString>> split(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*([-−]?\\d+(?:\\.\\d+)?)°?\\s*[,;\\s]\\s*([-−]?\\d+(?:\\.\\d+)?)°?\\s*$"));
    const auto match = pattern.match(text);
    // "52,37" is one number with a comma.
    const bool isPair = match.hasMatch() && (text.contains(u'.') || text.contains(u' ') || text.contains(u';'));
    return isPair ? std::optional(std::pair(match.captured(1), match.captured(2))) : std::nullopt;
}

} // namespace thingsdesk::coordinates
