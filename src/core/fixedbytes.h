// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHashFunctions>
#include <QString>

#include <algorithm>
#include <array>
#include <compare>

namespace thingsdesk {

/// Hex digits of bytes, upper case, without separators.
QString toHex(QByteArrayView bytes);

/// Strict reading: exactly `size` bytes as hex digits of either case, no separators; `name` is for the message.
Result<QByteArray> fromHex(QStringView text, qsizetype size, const QString &name);

/// Bytes of a fixed number that mean something: an EUI, an address, a key. `Tag` keeps kinds apart that look alike, so
/// that a DevEUI where an AppEUI is wanted does not compile; it also gives the kind's name.
///
/// Bytes are in network order ("MSB first"), as they are printed and as V2 sends them. All zeros means "not set"
/// (V2 protos: absent and zero-filled are the same).
template <class Tag, std::size_t Size>
class FixedBytes
{
public:
    static constexpr std::size_t size = Size;

    constexpr FixedBytes() = default;
    constexpr explicit FixedBytes(const std::array<quint8, Size> &bytes)
        : m_bytes(bytes)
    {
    }

    /// "DevEUI", "AppKey", …: the field's own name, for messages.
    static QString name() { return QString::fromLatin1(Tag::name); }

    /// Exactly 2 × Size hex digits. For pasted text see pastedhex.h.
    static Result<FixedBytes> fromHex(QStringView text)
    {
        return thingsdesk::fromHex(text, Size, name()).map([](const QByteArray &bytes) { return copied(bytes); });
    }

    /// Exactly Size bytes in network order.
    static Result<FixedBytes> fromBytes(QByteArrayView bytes)
    {
        if (std::size_t(bytes.size()) != Size)
            return fail(Failure::invalidInput(
                name(), QStringLiteral("must have %1 bytes, not %2").arg(Size).arg(bytes.size())));
        return copied(bytes);
    }

    /// 2 × Size upper-case hex digits, also when not set.
    QString toHex() const { return thingsdesk::toHex(view()); }
    QByteArray toBytes() const { return view().toByteArray(); }
    QByteArrayView view() const { return {m_bytes.data(), qsizetype(Size)}; }
    constexpr const std::array<quint8, Size> &bytes() const noexcept { return m_bytes; }

    constexpr bool isSet() const noexcept { return *this != FixedBytes(); }

    friend constexpr bool operator==(const FixedBytes &, const FixedBytes &) = default;
    friend constexpr auto operator<=>(const FixedBytes &, const FixedBytes &) = default;
    friend size_t qHash(const FixedBytes &value, size_t seed = 0) noexcept
    {
        return qHashBits(value.m_bytes.data(), Size, seed);
    }

private:
    static FixedBytes copied(QByteArrayView bytes)
    {
        FixedBytes result;
        std::copy(bytes.begin(), bytes.end(), result.m_bytes.begin());
        return result;
    }

    std::array<quint8, Size> m_bytes{};
};

} // namespace thingsdesk
