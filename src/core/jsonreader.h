// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to core: the reading half of the messages' JSON, on simdjson. Not for other folders.

#include "core/fixedbytes.h"
#include "core/jsontext.h"
#include "core/timestamp.h"

#include <simdjson.h>

#include <optional>
#include <string_view>

namespace thingsdesk {

/// Parses with a parser that this thread keeps. The element is valid until the thread's next call.
Result<simdjson::dom::element> parseJson(QByteArrayView json, const QString &what);

/// Reads an object's members one after the other. The first member that breaks its type's rule becomes the Failure;
/// what follows is then read without effect.
class JsonFields
{
public:
    /// `what` names the object in messages: "uplink", "uplink metadata".
    explicit JsonFields(const char *what)
        : m_what(what)
    {
    }

    bool isGood() const noexcept { return !m_failure; }
    const Failure &failure() const { return *m_failure; }
    void refuse(std::string_view key, const QString &rule);

    void read(std::string_view key, simdjson::dom::element value, QString &out); ///< string; null = empty
    void read(std::string_view key, simdjson::dom::element value, bool &out);    ///< true or false
    void read(std::string_view key, simdjson::dom::element value, double &out);  ///< any number
    void read(std::string_view key, simdjson::dom::element value, qint64 &out);  ///< whole number
    void read(std::string_view key, simdjson::dom::element value, quint64 &out); ///< whole number, not negative
    void read(std::string_view key, simdjson::dom::element value, quint32 &out); ///< the same, 32 bits
    void read(std::string_view key, simdjson::dom::element value, qint32 &out);  ///< whole number, 32 bits
    void read(std::string_view key, simdjson::dom::element value, quint8 &out);  ///< 0 to 255
    /// RFC 3339; "" and Go's zero time give nothing, another text is refused.
    void read(std::string_view key, simdjson::dom::element value, std::optional<Timestamp> &out);
    /// Megahertz on the wire, hertz here.
    void readMegahertz(std::string_view key, simdjson::dom::element value, quint64 &outHertz);
    /// Standard base64 with padding, or null.
    void readBase64(std::string_view key, simdjson::dom::element value, QByteArray &out);
    /// Hex digits of either case, or "".
    template <class Tag, std::size_t Size>
    void readHex(std::string_view key, simdjson::dom::element value, FixedBytes<Tag, Size> &out)
    {
        QString text;
        read(key, value, text);
        if (!isGood() || text.isEmpty())
            return;
        if (auto bytes = FixedBytes<Tag, Size>::fromHex(text))
            out = *bytes;
        else
            refuse(key, QStringLiteral("must have %1 hex digits or be empty").arg(Size * 2));
    }

private:
    const char *m_what;
    std::optional<Failure> m_failure;
};

/// The members of the object that `json` is, as they stand in the text. `json` must be valid (parseJson() took it).
JsonMembers membersOf(QByteArrayView json);

/// The value of one member as it stands in the text, without a copy; empty where it is missing. Of a repeated key the
/// last counts, as in Go. `json` must be valid.
QByteArrayView memberOf(QByteArrayView json, std::string_view key);

/// A key without the escapes that it may have in the text.
QByteArray unescapedKey(QByteArrayView key);

/// The members that `isKnown` does not know, as they stand in the text.
template <class Predicate>
JsonMembers unknownMembersOf(QByteArrayView json, Predicate isKnown)
{
    JsonMembers members = membersOf(json);
    members.removeIf([&](const JsonMember &member) {
        const QByteArray key = unescapedKey(member.key);
        return isKnown(std::string_view(key.constData(), std::size_t(key.size())));
    });
    return members;
}

/// The elements of the array that `json` is, as they stand in the text. `json` must be valid.
QList<QByteArray> elementsOf(QByteArrayView json);

} // namespace thingsdesk
