// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace thingsdesk {

/// One type of value of Cayenne LPP as V2 knows it: [channel][code][data, big endian]. Source: wire-v2 section 13.
struct LppType
{
    struct Part
    {
        QString name; ///< the member of the value's object; empty where the value is a number
        int divisor = 1;
    };

    quint8 code = 0;
    QString name;  ///< with "_" and the channel it is the field's name
    QString unit;  ///< may be empty
    int width = 1; ///< bytes of each part
    bool isSigned = false;
    QList<Part> parts;
    bool readAtOnce = false; ///< the handler reads all parts in one go; matters for the error of a cut-off one

    qsizetype size() const { return width * parts.size(); } ///< bytes of the data
    double minimum(qsizetype part) const;                   ///< of what a part can hold
    double maximum(qsizetype part) const;
};

const QList<LppType> &lppTypes();
/// Nothing where the code is not known.
const LppType *lppType(quint8 code);

/// Channel, type and data of one value, a number a part, rounded to what the type can tell. A number out of range, and
/// NaN, is refused with the range.
Result<QByteArray> lppBytes(quint8 channel, const LppType &type, const QList<double> &values);

/// How many bytes the payload has without its last value; nothing where it is empty or no Cayenne LPP.
std::optional<qsizetype> lppSizeWithoutLast(QByteArrayView payload);

} // namespace thingsdesk
