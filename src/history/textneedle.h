// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: "holds this text, case ignored", quickly.

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace thingsdesk::history {

/// What a text is searched for. ASCII is compared byte by byte; anything else as QString does it, with the same answer.
class TextNeedle
{
public:
    TextNeedle() = default;
    explicit TextNeedle(const QString &text);

    bool isEmpty() const { return m_text.isEmpty(); }
    bool isIn(QByteArrayView utf8) const;
    bool isIn(const QString &text) const { return text.contains(m_text, Qt::CaseInsensitive); }
    /// The bytes that the text spells as pairs of hex digits, spaced or not; empty where it does not.
    const QByteArray &hexBytes() const { return m_hexBytes; }

private:
    QString m_text;
    QByteArray m_lower; ///< ASCII, in lower case; empty where the text is more than ASCII
    QByteArray m_hexBytes;
};

} // namespace thingsdesk::history
