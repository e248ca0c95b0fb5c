// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace thingsdesk {

/// A member of a JSON object as it stands in the text: the key without its quotes but with its escapes, the value
/// untouched. This is how members are kept that we do not know.
struct JsonMember
{
    QByteArray key;
    QByteArray value;

    friend bool operator==(const JsonMember &, const JsonMember &) = default;
};

using JsonMembers = QList<JsonMember>;

/// Checks that the text is one JSON value (RFC 8259), UTF-8, at most 1,000 levels deep. `what` names it in the Failure.
Result<void> checkJson(QByteArrayView json, const QString &what);

/// A number as Go and JavaScript write it: shortest digits that read back the same, `1e+21`, `-0`.
/// NaN and infinities have no JSON form: they give `null`.
QByteArray jsonNumber(double value);

/// A string in quotes, escaped as Go's encoder does: also `<`, `>`, `&`, U+2028 and U+2029 as \u escapes.
QByteArray jsonString(QStringView text);

/// Writes an object member by member, in the order of the calls. The `add…If` forms leave out what V2 leaves out.
class JsonObjectWriter
{
public:
    JsonObjectWriter &add(QByteArrayView key, QByteArrayView json); ///< `json` is JSON text already
    JsonObjectWriter &addString(QByteArrayView key, QStringView text);
    JsonObjectWriter &addInteger(QByteArrayView key, qint64 value);
    JsonObjectWriter &addUnsigned(QByteArrayView key, quint64 value);
    JsonObjectWriter &addNumber(QByteArrayView key, double value);
    JsonObjectWriter &addBool(QByteArrayView key, bool value);
    /// Standard base64 with padding; `null` for a null array.
    JsonObjectWriter &addBase64(QByteArrayView key, const QByteArray &bytes);

    JsonObjectWriter &addIfSet(QByteArrayView key, QByteArrayView json);    ///< not when empty
    JsonObjectWriter &addStringIfSet(QByteArrayView key, QStringView text); ///< not when empty
    JsonObjectWriter &addIntegerIfSet(QByteArrayView key, qint64 value);    ///< not when 0
    JsonObjectWriter &addUnsignedIfSet(QByteArrayView key, quint64 value);  ///< not when 0
    JsonObjectWriter &addNumberIfSet(QByteArrayView key, double value);     ///< not when 0
    JsonObjectWriter &addTrueIfSet(QByteArrayView key, bool value);         ///< not when false
    JsonObjectWriter &addMembers(const JsonMembers &members);               ///< kept members, as they were

    QByteArray finish(); ///< the whole object; the writer is empty afterwards

private:
    void beginMember(QByteArrayView key);

    QByteArray m_text;
};

} // namespace thingsdesk
