// SPDX-License-Identifier: GPL-3.0-or-later
// Reading of the device table's filter line.
#include "models/devicefiltermodel.h"

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

struct Word
{
    QString text;          ///< without its quotes
    bool isQuoted = false; ///< begins with a quote: never a keyword
};

Failure wrong(const QString &field, const QString &rule)
{
    return Failure::invalidInput(field, rule);
}

/// Splits at blanks; quotes hold a text with blanks together, also behind a colon or an equals sign.
Result<QList<Word>> splitWords(const QString &text)
{
    QList<Word> words;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        Word word{{}, text[at] == u'"'};
        bool inQuotes = false;
        for (; at < text.size() && (inQuotes || !text[at].isSpace()); ++at) {
            if (text[at] == u'"')
                inQuotes = !inQuotes;
            else
                word.text += text[at];
        }
        if (inQuotes)
            return fail(wrong(u"Filter"_s, u"has a quote (\") that is not closed"_s));
        if (!word.text.isEmpty())
            words.append(word);
    }
    return words;
}

/// The hex digits of a pasted part in upper case; nothing where it holds something else.
std::optional<QString> hexDigits(QString text)
{
    text.remove(u"0x"_s, Qt::CaseInsensitive);
    QString digits;
    for (const QChar c : text) {
        if (QStringView(u"-:._,;{}[]()").contains(c))
            continue;
        if (!QStringView(u"0123456789abcdefABCDEF").contains(c))
            return {};
        digits += c.toUpper();
    }
    return digits;
}

/// Whether a word can only be the next byte of an EUI that was pasted with blanks: "B3", "0xB3,", "}".
bool isFurtherByte(const Word &word)
{
    const auto digits = hexDigits(word.text);
    return !word.isQuoted && digits && (digits->isEmpty() || digits->size() == 2) && !word.text.contains(u'-');
}

Result<QString> readEui(QString text, const QList<Word> &words, qsizetype &next)
{
    while (next < words.size() && isFurtherByte(words[next]))
        text += words[next++].text;
    const auto digits = hexDigits(text);
    if (!digits)
        return fail(wrong(u"eui:"_s, u"must be followed by hex digits, not by \"%1\""_s.arg(text.left(40))));
    if (digits->isEmpty())
        return fail(wrong(u"eui:"_s, u"must be followed by hex digits of a DevEUI or AppEUI, as in eui:70B3D5"_s));
    if (digits->size() > 16)
        return fail(wrong(u"eui:"_s, u"must be followed by at most 16 hex digits, not by %1"_s.arg(digits->size())));
    return *digits;
}

Result<DeviceFilter::Attribute> readAttribute(const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    DeviceFilter::Attribute attribute{equals < 0 ? text : text.left(equals), {}};
    if (equals >= 0)
        attribute.value = text.mid(equals + 1);
    if (attribute.key.isEmpty())
        return fail(wrong(u"attr:"_s, u"must be followed by an attribute's name, as in attr:floor or attr:floor=3"_s));
    return attribute;
}

Result<std::chrono::seconds> readDuration(const QString &text)
{
    const Failure failure =
        wrong(u"quiet:"_s, u"must be followed by a whole number and s, m, h or d, as in quiet:2h"_s);
    if (text.size() < 2)
        return fail(failure);
    constexpr int day = 86'400;
    int unit = 0;
    switch (text.back().toLower().unicode()) {
    case u's':
        unit = 1;
        break;
    case u'm':
        unit = 60;
        break;
    case u'h':
        unit = 3'600;
        break;
    case u'd':
        unit = day;
        break;
    default:
        return fail(failure);
    }
    const QStringView digits = QStringView(text).chopped(1);
    if (!std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return fail(failure);
    bool isNumber = false;
    const qlonglong number = digits.toLongLong(&isNumber);
    constexpr qlonglong longest = 36'500LL * day;
    if (!isNumber || number > longest / unit)
        return fail(wrong(u"quiet:"_s, u"must be at most 36500d"_s));
    return std::chrono::seconds(number * unit);
}

/// What stands behind `prefix`, where the word begins with it.
std::optional<QString> behind(const Word &word, QStringView prefix)
{
    if (word.isQuoted || !word.text.startsWith(prefix, Qt::CaseInsensitive))
        return {};
    return word.text.mid(prefix.size());
}

Result<void> takeWord(DeviceFilter &filter, const QList<Word> &words, qsizetype &next)
{
    const Word &word = words[next++];
    if (const auto eui = behind(word, u"eui:")) {
        Result<QString> part = readEui(*eui, words, next);
        if (!part)
            return fail(std::move(part).error());
        filter.euiParts.append(*part);
    } else if (const auto attribute = behind(word, u"attr:")) {
        Result<DeviceFilter::Attribute> wanted = readAttribute(*attribute);
        if (!wanted)
            return fail(std::move(wanted).error());
        filter.attributes.append(*wanted);
    } else if (const auto quiet = behind(word, u"quiet:")) {
        Result<std::chrono::seconds> duration = readDuration(*quiet);
        if (!duration)
            return fail(std::move(duration).error());
        // Of several all must hold: the longest one.
        filter.quietFor = std::max(filter.quietFor.value_or(*duration), *duration);
    } else {
        filter.words.append(word.text);
    }
    return {};
}

} // namespace

Result<DeviceFilter> DeviceFilter::parse(const QString &text)
{
    const Result<QList<Word>> words = splitWords(text);
    if (!words)
        return fail(words.error());
    DeviceFilter filter;
    for (qsizetype next = 0; next < words->size();) {
        if (Result<void> taken = takeWord(filter, *words, next); !taken)
            return fail(std::move(taken).error());
    }
    return filter;
}

} // namespace thingsdesk
