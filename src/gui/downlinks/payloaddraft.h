// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>

#include <array>

namespace thingsdesk {

/// A downlink's payload as it is typed: in one of four forms, of which each keeps its own text, so that nothing typed
/// is lost by switching.
class PayloadDraft
{
public:
    enum class Form { Hex, Base64, Text, Fields };

    Form form() const noexcept { return m_form; }
    const QString &text() const { return m_texts[std::size_t(m_form)]; }
    void setText(const QString &text) { m_texts[std::size_t(m_form)] = text; }

    /// Goes over to another form. Bytes that can be written in it come along, and so does what the encoder made of
    /// fields (`encoded`, where it is known); otherwise what last stood there comes back. False where the bytes are no
    /// text that can be shown: then nothing changes.
    bool switchTo(Form form, const std::optional<QByteArray> &encoded = {});
    /// Begins anew.
    void setBytes(const QByteArray &bytes);
    void setFields(const QByteArray &fields);

    /// The bytes, in any form but Fields. Empty is a Failure too: V2 refuses an empty payload.
    Result<QByteArray> bytes() const;
    /// The JSON object, in the form Fields.
    Result<QByteArray> fields() const;
    bool isEmpty() const { return text().trimmed().isEmpty(); }

private:
    std::array<QString, 4> m_texts;
    Form m_form = Form::Hex;
};

} // namespace thingsdesk
