// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <limits>

namespace thingsdesk::sandbox {

/// Rounds to the nearest whole number within a type's range: a sensor that reads beyond its scale sends the scale's
/// end.
template <class Integer>
Integer saturated(double value)
{
    const double lowest = double(std::numeric_limits<Integer>::min());
    const double highest = double(std::numeric_limits<Integer>::max());
    return Integer(std::clamp(std::round(value), lowest, highest));
}

/// Puts a payload together, number by number.
class ByteWriter
{
public:
    void u8(quint32 value) { m_bytes.append(char(value & 0xff)); }
    void big(quint32 value, int size)
    {
        for (int i = size - 1; i >= 0; --i)
            u8(value >> (8 * i));
    }
    void little(quint32 value, int size)
    {
        for (int i = 0; i < size; ++i)
            u8(value >> (8 * i));
    }
    void append(const QByteArray &bytes) { m_bytes.append(bytes); }
    /// Sets bits in the last byte.
    void merge(quint32 bits) { m_bytes.back() = char((quint32(quint8(m_bytes.back())) | bits) & 0xff); }
    const QByteArray &bytes() const noexcept { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace thingsdesk::sandbox
