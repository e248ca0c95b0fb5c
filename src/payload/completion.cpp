// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/completion.h"

#include "payload/scripttokens.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

/// Globals of the handler's engine, and the keywords with which something begins.
const QStringList &globals()
{
    static const QStringList names = words(
        "Array Boolean Date Error Infinity JSON Math NaN Number Object RegExp String break case console continue "
        "decodeURIComponent default delete do else encodeURIComponent false for function if in instanceof isFinite "
        "isNaN "
        "new null parseFloat parseInt return switch this throw true try catch finally typeof undefined var while");
    return names;
}

const QMap<QString, QStringList> &staticMembers()
{
    static const QMap<QString, QStringList> members{
        {u"Math"_s,
         words("E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max "
               "min pow random round sin sqrt tan")},
        {u"JSON"_s, words("parse stringify")},
        {u"Object"_s, words("create defineProperty freeze getOwnPropertyNames isFrozen keys")},
        {u"Array"_s, words("isArray")},
        {u"String"_s, words("fromCharCode")},
        {u"Number"_s, words("MAX_VALUE MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY")},
        {u"Date"_s, words("UTC now parse")},
        {u"console"_s, words("log")},
    };
    return members;
}

/// Of arrays, strings, numbers, objects, dates and regular expressions: what stands before the dot is not known.
const QStringList &commonMembers()
{
    static const QStringList names = words(
        "charAt charCodeAt concat every exec filter forEach getTime hasOwnProperty indexOf join lastIndexOf length map "
        "match "
        "pop push reduce replace reverse search shift slice some sort splice split substr substring test toExponential "
        "toFixed toISOString toLowerCase toPrecision toString toUpperCase trim unshift");
    return names;
}

QStringList parametersOf(FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Decoder:
        return {u"bytes"_s, u"port"_s};
    case FunctionKind::Converter:
        return {u"decoded"_s, u"port"_s};
    case FunctionKind::Validator:
        return {u"converted"_s, u"port"_s};
    case FunctionKind::Encoder:
        return {u"object"_s, u"port"_s};
    }
    return {};
}

bool isNamePart(QChar character)
{
    return character.isLetterOrNumber() || character == u'_' || character == u'$';
}

bool isName(const QString &text)
{
    return !text.isEmpty() && !text.front().isDigit() && std::all_of(text.begin(), text.end(), isNamePart);
}

/// What the source itself names: behind dots and in object literals, and everything else.
struct SourceNames
{
    QSet<QString> members;
    QSet<QString> variables;
};

SourceNames namesOf(const QList<ScriptToken> &tokens, qsizetype begunAt)
{
    static const QSet<QString> reserved(globals().begin(), globals().end());
    SourceNames names;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].isWord() || tokens[i].at == begunAt)
            continue;
        const QString name = tokens[i].text.toString();
        const bool isMember =
            (i > 0 && tokens[i - 1].isSign(u".")) || (i + 1 < tokens.size() && tokens[i + 1].isSign(u":"));
        if (isMember)
            names.members.insert(name);
        else if (!reserved.contains(name))
            names.variables.insert(name);
    }
    return names;
}

/// The parts of paths that can be written behind a dot.
QSet<QString> memberNames(const QStringList &paths)
{
    QSet<QString> names;
    for (const QString &path : paths) {
        for (const QString &part : path.split(u'.')) {
            if (isName(part))
                names.insert(part);
        }
    }
    return names;
}

/// Whether the place is within something that is no code.
bool isInText(const QList<ScriptToken> &tokens, QStringView source, qsizetype position)
{
    qsizetype end = 0; // of the last token before
    for (const ScriptToken &token : tokens) {
        if (token.at >= position)
            break;
        end = token.at + token.text.size();
        const bool isCode = token.kind == ScriptToken::Kind::Word || token.kind == ScriptToken::Kind::Sign;
        const bool isOpen = token.kind == ScriptToken::Kind::String &&
                            (token.text.size() < 2 || token.text.back() != token.text.front());
        if (!isCode && (position < end || (position == end && (token.kind == ScriptToken::Kind::Number || isOpen))))
            return true;
    }
    // Between tokens stand blanks and comments only.
    const QStringView between = end < position ? source.sliced(end, position - end) : QStringView();
    const qsizetype block = between.lastIndexOf(u"/*");
    if (block >= 0 && between.indexOf(u"*/", block + 2) < 0)
        return true;
    const qsizetype line = between.lastIndexOf(u"//");
    return line >= 0 && between.indexOf(u'\n', line) < 0;
}

} // namespace

Completion completionAt(FunctionKind kind, const QString &source, qsizetype position, const QStringList &fields)
{
    qsizetype begin = std::clamp<qsizetype>(position, 0, source.size());
    const qsizetype end = begin;
    while (begin > 0 && isNamePart(source[begin - 1]))
        --begin;
    Completion completion{source.sliced(begin, end - begin), {}};
    const QList<ScriptToken> tokens = scriptTokens(source);
    const bool isNumber = !completion.begun.isEmpty() && completion.begun.front().isDigit();
    if (isNumber || isInText(tokens, source, begin))
        return completion;

    qsizetype before = begin;
    while (before > 0 && source[before - 1].isSpace())
        --before;
    const bool isMember = before > 0 && source[before - 1] == u'.';
    const SourceNames names = namesOf(tokens, begin);
    QSet<QString> found;
    if (isMember) {
        qsizetype ownerEnd = before - 1;
        while (ownerEnd > 0 && source[ownerEnd - 1].isSpace())
            --ownerEnd;
        qsizetype ownerBegin = ownerEnd;
        while (ownerBegin > 0 && isNamePart(source[ownerBegin - 1]))
            --ownerBegin;
        const QString owner = source.sliced(ownerBegin, ownerEnd - ownerBegin);
        const auto known = staticMembers().constFind(owner);
        if (known != staticMembers().cend())
            found = QSet<QString>(known->begin(), known->end());
        else
            found = names.members + memberNames(fields) + QSet<QString>(commonMembers().begin(), commonMembers().end());
    } else {
        const QStringList parameters = parametersOf(kind);
        found = names.variables + QSet<QString>(globals().begin(), globals().end()) +
                QSet<QString>(parameters.begin(), parameters.end());
    }
    for (const QString &word : std::as_const(found)) {
        if (word.startsWith(completion.begun, Qt::CaseInsensitive) && word != completion.begun)
            completion.words.append(word);
    }
    std::sort(completion.words.begin(), completion.words.end(), [](const QString &one, const QString &other) {
        const int order = one.compare(other, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : one < other;
    });
    return completion;
}

} // namespace thingsdesk
