// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/payloaddraft.h"

#include "core/jsontext.h"
#include "core/pastedhex.h"
#include "gui/base/texts.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace thingsdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PayloadDraft)
};

Result<QByteArray> readBase64(const QString &text)
{
    QByteArray compact;
    for (const QChar c : text) {
        if (!c.isSpace())
            compact.append(c == u'-' ? '+' : c == u'_' ? '/' : c.unicode() < 128 ? char(c.unicode()) : '?');
    }
    while (compact.endsWith('='))
        compact.chop(1);
    const auto decoded = QByteArray::fromBase64Encoding(compact, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || compact.size() % 4 == 1)
        return fail(Failure::invalidInput(
            Words::tr("Payload"), Words::tr("must be base64: letters, digits, + and /, four for each three bytes")));
    return *decoded;
}

/// How bytes are written in a form; nothing where they cannot be.
std::optional<QString> written(PayloadDraft::Form form, const QByteArray &bytes)
{
    if (form == PayloadDraft::Form::Hex)
        return texts::hexPairs(bytes);
    if (form == PayloadDraft::Form::Base64)
        return QString::fromLatin1(bytes.toBase64());
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint() || c == u'\n'; });
    if (decoder.hasError() || !isPlain)
        return {};
    return text;
}

} // namespace

bool PayloadDraft::switchTo(Form form, const std::optional<QByteArray> &encoded)
{
    if (form == m_form)
        return true;
    std::optional<QByteArray> known = encoded;
    if (m_form != Form::Fields) {
        const Result<QByteArray> read = bytes();
        known = read ? std::optional(*read) : std::nullopt;
    }
    if (form != Form::Fields && known) {
        const std::optional<QString> text = written(form, *known);
        if (!text)
            return false;
        m_texts[std::size_t(form)] = *text;
    }
    m_form = form;
    return true;
}

void PayloadDraft::setBytes(const QByteArray &bytes)
{
    m_texts = {};
    m_form = Form::Hex;
    setText(texts::hexPairs(bytes));
}

void PayloadDraft::setFields(const QByteArray &fields)
{
    m_texts = {};
    m_form = Form::Fields;
    setText(QString::fromUtf8(fields));
}

Result<QByteArray> PayloadDraft::bytes() const
{
    Result<QByteArray> result = QByteArray();
    if (m_form == Form::Text)
        result = text().toUtf8();
    else if (!isEmpty())
        result = m_form == Form::Base64 ? readBase64(text()) : readPastedHex(text(), -1, Words::tr("Payload"));
    if (result && result->isEmpty())
        return fail(Failure::invalidInput(Words::tr("Payload"), Words::tr("must have at least one byte")));
    return result;
}

Result<QByteArray> PayloadDraft::fields() const
{
    const QByteArray json = text().trimmed().toUtf8();
    if (json.isEmpty())
        return fail(Failure::invalidInput(Words::tr("Fields"), Words::tr("must not be empty")));
    if (const Result<void> valid = checkJson(json, Words::tr("Fields")); !valid)
        return fail(valid.error());
    if (!json.startsWith('{'))
        return fail(Failure::invalidInput(Words::tr("Fields"), Words::tr("must be a JSON object: { … }")));
    return json;
}

} // namespace thingsdesk
