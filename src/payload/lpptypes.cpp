// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/lpptypes.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(LppTypes)
};

} // namespace

const QList<LppType> &lppTypes()
{
    static const auto axes = [](int divisor) {
        return QList<LppType::Part>{{u"x"_s, divisor}, {u"y"_s, divisor}, {u"z"_s, divisor}};
    };
    static const QList<LppType> types{
        {0x00, u"digital_in"_s, {}, 1, false, {{{}, 1}}},
        {0x01, u"digital_out"_s, {}, 1, false, {{{}, 1}}},
        {0x02, u"analog_in"_s, {}, 2, true, {{{}, 100}}},
        {0x03, u"analog_out"_s, {}, 2, true, {{{}, 100}}},
        {0x65, u"luminosity"_s, u"lx"_s, 2, false, {{{}, 1}}},
        {0x66, u"presence"_s, {}, 1, false, {{{}, 1}}},
        {0x67, u"temperature"_s, u"°C"_s, 2, true, {{{}, 10}}},
        {0x68, u"relative_humidity"_s, u"%"_s, 1, false, {{{}, 2}}},
        {0x71, u"accelerometer"_s, u"g"_s, 2, true, axes(1000)},
        {0x73, u"barometric_pressure"_s, u"hPa"_s, 2, true, {{{}, 10}}},
        {0x86, u"gyrometer"_s, u"°/s"_s, 2, true, axes(100)},
        {0x88, u"gps"_s, {}, 3, true, {{u"latitude"_s, 10000}, {u"longitude"_s, 10000}, {u"altitude"_s, 100}}, true},
    };
    return types;
}

const LppType *lppType(quint8 code)
{
    const QList<LppType> &types = lppTypes();
    const auto type =
        std::find_if(types.begin(), types.end(), [code](const LppType &each) { return each.code == code; });
    return type == types.end() ? nullptr : &*type;
}

double LppType::minimum(qsizetype part) const
{
    return isSigned ? -std::ldexp(1.0, 8 * width - 1) / parts[part].divisor : 0;
}

double LppType::maximum(qsizetype part) const
{
    return (std::ldexp(1.0, isSigned ? 8 * width - 1 : 8 * width) - 1) / parts[part].divisor;
}

Result<QByteArray> lppBytes(quint8 channel, const LppType &type, const QList<double> &values)
{
    QByteArray bytes;
    bytes.append(char(channel));
    bytes.append(char(type.code));
    for (qsizetype part = 0; part < type.parts.size(); ++part) {
        const double value = values.value(part);
        if (!(value >= type.minimum(part) && value <= type.maximum(part))) {
            const QString &name = type.parts[part].name;
            return fail({Failure::Kind::Permanent,
                         Failure::Cause::InvalidInput,
                         Words::tr("%1 of Cayenne LPP goes from %2 to %3.")
                             .arg(name.isEmpty() ? type.name : type.name + u'.' + name)
                             .arg(type.minimum(part))
                             .arg(type.maximum(part)),
                         {}});
        }
        const auto raw = static_cast<quint32>(static_cast<qint32>(std::lround(value * type.parts[part].divisor)));
        for (int byte = type.width - 1; byte >= 0; --byte)
            bytes.append(char(raw >> (8 * byte) & 0xFF));
    }
    return bytes;
}

std::optional<qsizetype> lppSizeWithoutLast(QByteArrayView payload)
{
    constexpr qsizetype head = 2; // channel and code
    qsizetype last = 0;
    for (qsizetype at = 0; at < payload.size();) {
        const LppType *type = at + head <= payload.size() ? lppType(quint8(payload[at + 1])) : nullptr;
        last = at;
        if (!type || at + head + type->size() > payload.size())
            return {};
        at += head + type->size();
    }
    return payload.isEmpty() ? std::nullopt : std::optional(last);
}

} // namespace thingsdesk
