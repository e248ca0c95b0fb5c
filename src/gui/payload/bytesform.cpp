// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/bytesform.h"

#include "core/pastedhex.h"
#include "gui/base/texts.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace thingsdesk {

namespace {

Result<QByteArray> fromBase64(const QString &text)
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
            QCoreApplication::translate("BytesForm", "Payload"),
            QCoreApplication::translate("BytesForm",
                                        "must be base64: letters, digits, + and /, four for each three bytes")));
    return *decoded;
}

std::optional<QString> toText(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    if (decoder.hasError() || !isPlain)
        return {};
    return text;
}

} // namespace

Result<QByteArray> bytesFromText(BytesForm form, const QString &text)
{
    switch (form) {
    case BytesForm::Hex:
        if (text.trimmed().isEmpty())
            return QByteArray();
        return readPastedHex(text, -1, QCoreApplication::translate("BytesForm", "Payload"));
    case BytesForm::Base64:
        return fromBase64(text);
    case BytesForm::Text:
        break;
    }
    return text.toUtf8();
}

QString byteCountText(qsizetype count)
{
    return count == 1 ? QCoreApplication::translate("BytesForm", "1 byte")
                      : QCoreApplication::translate("BytesForm", "%1 bytes").arg(count);
}

std::optional<QString> textFromBytes(BytesForm form, const QByteArray &bytes)
{
    switch (form) {
    case BytesForm::Hex:
        return texts::hexPairs(bytes);
    case BytesForm::Base64:
        return QString::fromLatin1(bytes.toBase64());
    case BytesForm::Text:
        break;
    }
    return toText(bytes);
}

} // namespace thingsdesk
