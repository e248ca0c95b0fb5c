// SPDX-License-Identifier: GPL-3.0-or-later
// What today's engines have and the handler's library does not: names, members of built-ins, methods.
#include "payload/markrules.h"

#include <QHash>
#include <QSet>

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;
using Level = HandlerMark::Level;

struct Lacking
{
    QStringView names; ///< separated by blanks
    const char *remedy;
};

// "Object.assign" is a member of a built-in, ".find" a method of a value, anything else a name.
constexpr Lacking lacking[] = {
    {u"setTimeout setInterval clearTimeout clearInterval",
     QT_TRANSLATE_NOOP("HandlerMarks", "A payload function ends with its call; there is no later.")},
    {u"require module exports",
     QT_TRANSLATE_NOOP("HandlerMarks", "There are no modules: put the code into the function's source.")},
    {u"Buffer", QT_TRANSLATE_NOOP("HandlerMarks", "bytes is a plain array: put values together with << and |.")},
    {u"Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array ArrayBuffer "
     u"DataView Uint8ClampedArray",
     QT_TRANSLATE_NOOP("HandlerMarks", "Use a plain array, and put values together with << and |.")},
    {u"Map Set WeakMap WeakSet", QT_TRANSLATE_NOOP("HandlerMarks", "Use a plain object with the keys as members.")},
    {u"Promise Symbol Proxy Reflect BigInt globalThis Intl TextDecoder TextEncoder atob btoa structuredClone", ""},
    {u"Object.assign", QT_TRANSLATE_NOOP("HandlerMarks", "Write for (var key in from) to[key] = from[key];")},
    {u"Object.entries Object.values", QT_TRANSLATE_NOOP("HandlerMarks", "Go through Object.keys(object).")},
    {u"Object.is Object.setPrototypeOf Object.fromEntries Object.getOwnPropertySymbols", ""},
    {u"Array.from", QT_TRANSLATE_NOOP("HandlerMarks", "Write Array.prototype.slice.call(list).")},
    {u"Array.of", QT_TRANSLATE_NOOP("HandlerMarks", "Write [a, b].")},
    {u"Number.isInteger", QT_TRANSLATE_NOOP("HandlerMarks", "Write Math.floor(x) === x.")},
    {u"Number.isNaN", QT_TRANSLATE_NOOP("HandlerMarks", "Write x !== x.")},
    {u"Number.isFinite", QT_TRANSLATE_NOOP("HandlerMarks", "Write isFinite(x).")},
    {u"Number.parseInt Number.parseFloat",
     QT_TRANSLATE_NOOP("HandlerMarks", "Write parseInt(…) or parseFloat(…) alone.")},
    {u"Number.isSafeInteger Number.EPSILON Number.MAX_SAFE_INTEGER Number.MIN_SAFE_INTEGER",
     QT_TRANSLATE_NOOP("HandlerMarks", "Write the number.")},
    {u"Math.trunc", QT_TRANSLATE_NOOP("HandlerMarks", "Write x < 0 ? Math.ceil(x) : Math.floor(x).")},
    {u"Math.sign", QT_TRANSLATE_NOOP("HandlerMarks", "Write x > 0 ? 1 : x < 0 ? -1 : 0.")},
    {u"Math.log10", QT_TRANSLATE_NOOP("HandlerMarks", "Write Math.log(x) / Math.LN10.")},
    {u"Math.log2", QT_TRANSLATE_NOOP("HandlerMarks", "Write Math.log(x) / Math.LN2.")},
    {u"Math.cbrt", QT_TRANSLATE_NOOP("HandlerMarks", "Write Math.pow(x, 1 / 3).")},
    {u"Math.hypot", QT_TRANSLATE_NOOP("HandlerMarks", "Write Math.sqrt(x * x + y * y).")},
    {u"Math.fround Math.imul Math.clz32 Math.expm1 Math.log1p Math.sinh Math.cosh Math.tanh Math.asinh Math.acosh "
     u"Math.atanh",
     ""},
    {u"String.raw String.fromCodePoint", QT_TRANSLATE_NOOP("HandlerMarks", "Write String.fromCharCode(…).")},
    {u".find .findIndex .findLast .findLastIndex", QT_TRANSLATE_NOOP("HandlerMarks", "Write filter(…)[0], or a loop.")},
    {u".includes", QT_TRANSLATE_NOOP("HandlerMarks", "Write indexOf(x) !== -1.")},
    {u".fill", QT_TRANSLATE_NOOP("HandlerMarks", "Fill it in a loop.")},
    {u".flat .flatMap", QT_TRANSLATE_NOOP("HandlerMarks", "Write [].concat.apply([], list).")},
    {u".entries .values", QT_TRANSLATE_NOOP("HandlerMarks", "Go through it by index.")},
    {u".at", QT_TRANSLATE_NOOP("HandlerMarks", "Write list[list.length - 1] for the last.")},
    {u".copyWithin .codePointAt .normalize .matchAll", ""},
    {u".startsWith", QT_TRANSLATE_NOOP("HandlerMarks", "Write indexOf(x) === 0.")},
    {u".endsWith", QT_TRANSLATE_NOOP("HandlerMarks", "Write slice(-x.length) === x.")},
    {u".repeat", QT_TRANSLATE_NOOP("HandlerMarks", "Write new Array(count + 1).join(text).")},
    {u".padStart", QT_TRANSLATE_NOOP("HandlerMarks", "Write (\"00\" + text).slice(-2).")},
    {u".padEnd", QT_TRANSLATE_NOOP("HandlerMarks", "Write (text + \"  \").slice(0, width).")},
    {u".trimStart .trimEnd", QT_TRANSLATE_NOOP("HandlerMarks", "Write trimLeft or trimRight.")},
    {u".replaceAll", QT_TRANSLATE_NOOP("HandlerMarks", "Write replace(/x/g, …), or split(x).join(y).")},
    {u".readInt8 .readUInt8 .readInt16BE .readInt16LE .readUInt16BE .readUInt16LE .readInt32BE .readInt32LE "
     u".readUInt32BE .readUInt32LE .readFloatBE .readFloatLE .readDoubleBE .readDoubleLE",
     QT_TRANSLATE_NOOP("HandlerMarks", "bytes is a plain array: put values together with << and |.")},
    {u"console.table", ""},
};

/// Name as in the table → remedy.
const QHash<QString, QString> &remedies()
{
    static const QHash<QString, QString> table = [] {
        QHash<QString, QString> all;
        for (const Lacking &row : lacking) {
            for (const QStringView name : row.names.split(u' '))
                all.insert(name.toString(), QString::fromUtf8(row.remedy));
        }
        return all;
    }();
    return table;
}

/// `(a, Buffer) {`: parameters are told from arguments by the block behind.
void takeParameters(const MarkScene &scene, qsizetype parenthesis, QSet<QStringView> &names)
{
    qsizetype end = parenthesis + 1;
    while (scene.at(end).isWord() || scene.at(end).isSign(u","))
        ++end;
    if (!scene.at(end).isSign(u")") || !scene.at(end + 1).isSign(u"{"))
        return;
    for (qsizetype i = parenthesis + 1; i < end; ++i)
        names.insert(scene.at(i).text);
}

/// What the source makes by itself, or asks for before it uses it.
QSet<QStringView> ownNames(const MarkScene &scene)
{
    QSet<QStringView> names;
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const ScriptToken &token = scene.at(i);
        if (token.isSign(u"("))
            takeParameters(scene, i, names);
        if (!token.isWord())
            continue;
        const bool isAssigned = scene.at(i + 1).isSign(u"=") && !scene.at(i + 2).isSign(u"=");
        const bool isKey = scene.at(i + 1).isSign(u":") && !scene.at(i - 1).isSign(u"?");
        const bool isDeclared = scene.at(i - 1).isWord(u"function") || scene.at(i - 1).isWord(u"var");
        if (isAssigned || isKey || isDeclared || scene.at(i - 1).isWord(u"typeof"))
            names.insert(token.text);
    }
    return names;
}

QString keyOf(const MarkScene &scene, qsizetype index)
{
    const ScriptToken &token = scene.at(index);
    if (!scene.isMember(index))
        return token.text.toString();
    const ScriptToken &owner = scene.at(index - 2);
    if (owner.isWord() && !scene.isMember(index - 2)) {
        QString full = owner.text.toString() + u'.' + token.text.toString();
        if (remedies().contains(full))
            return full;
        static const QSet<QStringView> builtins{u"Object", u"Array", u"Number", u"Math",
                                                u"String", u"JSON",  u"Date",   u"console"};
        if (builtins.contains(owner.text))
            return full;
    }
    // As a value only a call of it fails; a member that merely has the name is fine.
    return scene.at(index + 1).isSign(u"(") ? u'.' + token.text.toString() : QString();
}

} // namespace

void markMissingLibrary(MarkScene &scene)
{
    const QSet<QStringView> own = ownNames(scene);
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const ScriptToken &token = scene.at(i);
        if (!token.isWord() || own.contains(token.text))
            continue;
        const QString key = keyOf(scene, i);
        const auto found = remedies().constFind(key);
        if (found == remedies().constEnd())
            continue;
        const QString remedy =
            found->isEmpty() ? QString() : QCoreApplication::translate("HandlerMarks", found->toUtf8().constData());
        scene.mark(Level::Missing, i,
                   MarkScene::tr("The handler's library has no %1.")
                       .arg(key.startsWith(u'.') ? key + QStringLiteral("()") : key),
                   remedy);
    }
}

} // namespace thingsdesk
