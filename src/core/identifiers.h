// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fixedbytes.h"

#include <QMetaType>

namespace thingsdesk {

namespace tags {
struct DevEui
{
    static constexpr char name[] = "DevEUI";
};
struct AppEui
{
    static constexpr char name[] = "AppEUI";
};
struct DevAddr
{
    static constexpr char name[] = "DevAddr";
};
struct AppKey
{
    static constexpr char name[] = "AppKey";
};
struct NwkSKey
{
    static constexpr char name[] = "NwkSKey";
};
struct AppSKey
{
    static constexpr char name[] = "AppSKey";
};
} // namespace tags

using DevEui = FixedBytes<tags::DevEui, 8>;
using AppEui = FixedBytes<tags::AppEui, 8>;
using DevAddr = FixedBytes<tags::DevAddr, 4>;
using AppKey = FixedBytes<tags::AppKey, 16>;
using NwkSKey = FixedBytes<tags::NwkSKey, 16>;
using AppSKey = FixedBytes<tags::AppSKey, 16>;

/// Text that names an application or a device on V2. `Tag` keeps the two apart.
///
/// V2's rule: 2 to 36 lower-case letters and digits, with single dashes or underscores between them, which do not count
/// towards the 36 (`^[0-9a-z](?:[_-]?[0-9a-z]){1,35}$`).
template <class Tag>
class TextId
{
public:
    static constexpr int maximumLength = 36; ///< letters and digits

    TextId() = default;

    /// Checks V2's rule; the Failure names the first thing that is wrong.
    static Result<TextId> parse(const QString &text);
    /// What a server sent, unchecked: nothing that is on the network may get lost.
    static TextId fromServer(const QString &text)
    {
        TextId id;
        id.m_text = text;
        return id;
    }

    const QString &toString() const noexcept { return m_text; }
    bool isEmpty() const noexcept { return m_text.isEmpty(); }

    friend bool operator==(const TextId &, const TextId &) = default;
    friend auto operator<=>(const TextId &a, const TextId &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend size_t qHash(const TextId &id, size_t seed = 0) noexcept { return qHash(id.m_text, seed); }

private:
    QString m_text;
};

namespace tags {
struct AppId
{
    static constexpr char name[] = "Application ID";
};
struct DevId
{
    static constexpr char name[] = "Device ID";
};
} // namespace tags

using AppId = TextId<tags::AppId>;
using DevId = TextId<tags::DevId>;

extern template class TextId<tags::AppId>;
extern template class TextId<tags::DevId>;

} // namespace thingsdesk
