// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonreader.h"

#include <cmath>
#include <limits>

namespace thingsdesk {

namespace {

constexpr std::size_t keptParserCapacity = 1 << 20;

/// The kept parser must not keep the memory of one huge message for ever.
simdjson::dom::parser &threadParser(std::size_t size)
{
    thread_local simdjson::dom::parser parser;
    thread_local std::size_t largest = 0;
    if (largest > keptParserCapacity && size <= keptParserCapacity) {
        parser = simdjson::dom::parser();
        largest = 0;
    }
    largest = std::max(largest, size);
    return parser;
}

QString parseErrorText(simdjson::error_code error)
{
    switch (error) {
    case simdjson::EMPTY:
        return QStringLiteral("is empty");
    case simdjson::UTF8_ERROR:
        return QStringLiteral("is not valid UTF-8");
    case simdjson::DEPTH_ERROR:
        return QStringLiteral("is nested too deeply");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return QStringLiteral("is too large");
    case simdjson::NUMBER_ERROR:
        return QStringLiteral("has a number that is malformed or too large");
    default:
        return QStringLiteral("is not valid JSON");
    }
}

/// The end of the string that begins at `at`, or of the text.
qsizetype stringEnd(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            ++at;
    }
    return std::min(at + 1, json.size());
}

qsizetype numberEnd(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && QByteArrayView("0123456789+-.eE").contains(json[at]))
        ++at;
    return at;
}

/// A whole number that 64 bits cannot hold.
bool isLongInteger(QByteArrayView number)
{
    if (number.contains('.') || number.contains('e') || number.contains('E'))
        return false;
    bool fits = false;
    if (number.startsWith('-'))
        (void)number.toLongLong(&fits);
    else
        (void)number.toULongLong(&fits);
    return !fits;
}

/// Go writes floats below 1e21 without a point, simdjson refuses whole numbers beyond 64 bits: as fractions it reads
/// them.
QByteArray withLongIntegersAsFractions(QByteArrayView json)
{
    QByteArray text;
    text.reserve(json.size() + 16);
    for (qsizetype at = 0; at < json.size();) {
        const bool isNumber = json[at] == '-' || (json[at] >= '0' && json[at] <= '9');
        const qsizetype end = json[at] == '"' ? stringEnd(json, at) : isNumber ? numberEnd(json, at) : at + 1;
        const QByteArrayView token = json.sliced(at, end - at);
        text += token;
        if (isNumber && isLongInteger(token))
            text += ".0";
        at = end;
    }
    return text;
}

} // namespace

Result<simdjson::dom::element> parseJson(QByteArrayView json, const QString &what)
{
    simdjson::dom::element root;
    const std::size_t size = std::size_t(json.size());
    simdjson::error_code error = simdjson::EMPTY; // simdjson would copy from the null pointer of a null text
    if (size > 0)
        error = threadParser(size).parse(json.data(), size).get(root);
    if (error == simdjson::NUMBER_ERROR) {
        const QByteArray widened = withLongIntegersAsFractions(json);
        const std::size_t widenedSize = std::size_t(widened.size());
        error = threadParser(widenedSize).parse(widened.constData(), widenedSize).get(root);
    }
    if (error != simdjson::SUCCESS)
        return fail({Failure::Kind::Permanent, Failure::Cause::BadMessage, what + u' ' + parseErrorText(error) + u'.',
                     QString::fromLatin1(simdjson::error_message(error))});
    return root;
}

void JsonFields::refuse(std::string_view key, const QString &rule)
{
    if (m_failure)
        return;
    const QString field = QString::fromUtf8(key.data(), qsizetype(std::min<std::size_t>(key.size(), 80)));
    m_failure = Failure{Failure::Kind::Permanent,
                        Failure::Cause::BadMessage,
                        QStringLiteral("The member \"%1\" of the %2 %3.").arg(field, QLatin1String(m_what), rule),
                        {}};
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, QString &out)
{
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
        out = QString::fromUtf8(text.data(), qsizetype(text.size()));
    else if (!value.is_null())
        refuse(key, QStringLiteral("must be a text"));
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, bool &out)
{
    if (value.get(out) != simdjson::SUCCESS)
        refuse(key, QStringLiteral("must be true or false"));
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, double &out)
{
    if (value.get(out) != simdjson::SUCCESS)
        refuse(key, QStringLiteral("must be a number"));
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, qint64 &out)
{
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS)
        out = number;
    else
        refuse(key, QStringLiteral("must be a whole number"));
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, quint64 &out)
{
    std::uint64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS)
        out = number;
    else
        refuse(key, QStringLiteral("must be a whole number, not negative"));
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, quint32 &out)
{
    quint64 number = 0;
    read(key, value, number);
    if (number > std::numeric_limits<quint32>::max())
        refuse(key, QStringLiteral("must be at most 4294967295"));
    else
        out = quint32(number);
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, qint32 &out)
{
    qint64 number = 0;
    read(key, value, number);
    if (number < std::numeric_limits<qint32>::min() || number > std::numeric_limits<qint32>::max())
        refuse(key, QStringLiteral("must fit in 32 bits"));
    else
        out = qint32(number);
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, quint8 &out)
{
    quint64 number = 0;
    read(key, value, number);
    if (number > 255)
        refuse(key, QStringLiteral("must be 0 to 255"));
    else
        out = quint8(number);
}

void JsonFields::read(std::string_view key, simdjson::dom::element value, std::optional<Timestamp> &out)
{
    std::string_view text;
    if (value.is_null())
        return;
    if (value.get(text) != simdjson::SUCCESS)
        return refuse(key, QStringLiteral("must be a time"));
    if (text.empty() || text.starts_with("0001-01-01T"))
        return;
    out = Timestamp::fromRfc3339({text.data(), qsizetype(text.size())});
    if (!out)
        refuse(key, QStringLiteral("must be a time as in RFC 3339"));
}

void JsonFields::readMegahertz(std::string_view key, simdjson::dom::element value, quint64 &outHertz)
{
    double megahertz = 0;
    read(key, value, megahertz);
    if (!(megahertz >= 0 && megahertz < 1e6))
        refuse(key, QStringLiteral("must be a frequency in megahertz"));
    else
        outHertz = quint64(std::llround(megahertz * 1e6));
}

void JsonFields::readBase64(std::string_view key, simdjson::dom::element value, QByteArray &out)
{
    std::string_view text;
    if (value.is_null())
        return;
    if (value.get(text) != simdjson::SUCCESS)
        return refuse(key, QStringLiteral("must be base64 text or null"));
    const auto decoded =
        QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), qsizetype(text.size())),
                                       QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok || text.size() % 4 != 0)
        return refuse(key, QStringLiteral("must be standard base64 with padding"));
    out = decoded.decoded.isNull() ? QByteArray("") : decoded.decoded;
}

} // namespace thingsdesk
