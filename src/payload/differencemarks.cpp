// SPDX-License-Identifier: GPL-3.0-or-later
// What loads and runs at the handler, but with another outcome than elsewhere, or than in the local preview.
#include "payload/foreignscript.h"
#include "payload/markrules.h"

#include <QHash>
#include <QSet>

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;
using Level = HandlerMark::Level;

bool getsFields(FunctionKind kind)
{
    return kind != FunctionKind::Decoder;
}

/// The handler calls the function by its name: without one nothing runs.
void markNoFunction(MarkScene &scene)
{
    const QString name = functionName(scene.kind());
    qsizetype other = -1;
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const bool isDefined = scene.at(i - 1).isWord(u"function") || scene.at(i + 1).isSign(u"=");
        if (!scene.at(i).isWord() || scene.isMember(i) || !isDefined)
            continue;
        if (scene.at(i).text == name)
            return;
        if (other < 0 && isForeignFunction(scene.kind(), scene.at(i).text))
            other = i;
    }
    if (other >= 0)
        scene.mark(Level::Missing, other,
                   MarkScene::tr("This is written for another network: the handler calls %1(…).").arg(name),
                   MarkScene::tr("Wrap it in a function with that name."));
    else
        scene.mark(Level::Missing, 0,
                   MarkScene::tr("There is no function %1: the handler calls it by its name.").arg(name),
                   MarkScene::tr("Write function %1(…) { … }.").arg(name));
}

/// The top level runs before the call, in the place where the function's input lies.
void markReplacedInput(MarkScene &scene)
{
    const bool isOfBytes = scene.kind() == FunctionKind::Decoder || scene.kind() == FunctionKind::Encoder;
    const QStringView input = isOfBytes ? u"payload" : u"fields";
    int depth = 0;
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const ScriptToken &token = scene.at(i);
        if (token.isSign(u"{") || token.isSign(u"("))
            ++depth;
        else if (token.isSign(u"}") || token.isSign(u")"))
            --depth;
        if (depth != 0 || !(token.isWord(u"port") || token.isWord(input)))
            continue;
        if ((scene.at(i - 1).isWord(u"var") && scene.at(i + 1).isSign(u"=")) || scene.at(i - 1).isWord(u"function"))
            scene.mark(
                Level::Different, i,
                MarkScene::tr("\"%1\" outside the function replaces what the handler gives to it.").arg(token.text),
                MarkScene::tr("Give it another name."));
    }
}

/// A function that calls itself: how deep it goes is not seen, so it is named once.
void markRecursion(MarkScene &scene)
{
    struct Function
    {
        QStringView name;
        int depth;
    };
    QList<Function> open; // from outside in
    QHash<QStringView, bool> isToMark;
    int depth = 0;
    for (qsizetype i = 0; i < scene.size(); ++i) {
        const ScriptToken &token = scene.at(i);
        if (token.isSign(u"{")) {
            ++depth;
        } else if (token.isSign(u"}")) {
            --depth;
            while (!open.isEmpty() && open.last().depth >= depth)
                isToMark.remove(open.takeLast().name);
        } else if (token.isWord() && scene.at(i + 1).isSign(u"(")) {
            if (scene.at(i - 1).isWord(u"function")) {
                open.append({token.text, depth});
                isToMark.insert(token.text, true);
            } else if (!scene.isMember(i) && isToMark.value(token.text)) {
                isToMark.insert(token.text, false);
                scene.mark(Level::Different, i,
                           MarkScene::tr("At the handler calls go 30 deep at most, then they end in a RangeError."),
                           MarkScene::tr("Write it as a loop where it may go deeper."));
            }
        }
    }
}

void markNumber(MarkScene &scene, qsizetype index)
{
    const QStringView text = scene.at(index).text;
    bool isWhole = false;
    const qulonglong value = text.toULongLong(&isWhole, 10);
    if (isWhole && value > (1ULL << 53U))
        scene.mark(Level::Different, index,
                   MarkScene::tr("The handler keeps all digits of whole numbers above 2^53; here they are rounded."));
}

/// `for (var name in …)`, for which the order of the members matters most.
bool isLoopOverMembers(const MarkScene &scene, qsizetype in)
{
    const qsizetype begin = scene.at(in - 2).isWord(u"var") ? in - 3 : in - 2;
    return scene.at(in - 1).isWord() && scene.at(begin).isSign(u"(") && scene.at(begin - 1).isWord(u"for");
}

void markWord(MarkScene &scene, qsizetype index)
{
    const ScriptToken &token = scene.at(index);
    const bool isCalled = scene.at(index + 1).isSign(u"(");
    const bool isMember = scene.isMember(index);
    if (isMember && isCalled && token.text == u"sort" && !scene.at(index + 2).isSign(u")"))
        scene.mark(Level::Different, index, MarkScene::tr("At the handler sort() mixes elements that compare equal."),
                   MarkScene::tr("Compare by a second value where the order matters."));
    static const QSet<QStringView> dateTexts{u"toDateString", u"toTimeString", u"toLocaleDateString",
                                             u"toLocaleTimeString", u"toLocaleString"};
    if (isMember && isCalled && dateTexts.contains(token.text))
        scene.mark(Level::Different, index,
                   MarkScene::tr("The handler writes this in a form of its own, and in its own time zone."),
                   MarkScene::tr("Write toISOString()."));
    if (isMember && isCalled && token.text == u"parse" && scene.at(index - 2).isWord(u"Date"))
        scene.mark(Level::Different, index,
                   MarkScene::tr("The handler reads fewer forms of dates, and not to the millisecond."),
                   MarkScene::tr("Publish the text, or new Date(year, month, …).getTime()."));
    const bool listsMembers = (isMember && token.text == u"keys" && scene.at(index - 2).isWord(u"Object")) ||
                              (!isMember && token.text == u"in" && isLoopOverMembers(scene, index));
    if (listsMembers)
        scene.mark(
            Level::Different, index,
            getsFields(scene.kind())
                ? MarkScene::tr("At the handler the order of the members of what the function is given is random.")
                : MarkScene::tr("At the handler members come in the order in which they were set, here sorted."),
            MarkScene::tr("Sort the names where the order matters."));
    if (!getsFields(scene.kind()))
        return;
    if (token.text == u"null" && scene.at(index - 1).isSign(u"=") && scene.at(index - 2).isSign(u"="))
        scene.mark(Level::Different, index,
                   MarkScene::tr("A null within what the function is given reads as undefined at the handler."),
                   MarkScene::tr("Write value == null, which is true for both."));
}

} // namespace

void markDifferences(MarkScene &scene)
{
    markNoFunction(scene);
    markReplacedInput(scene);
    markRecursion(scene);
    for (qsizetype i = 0; i < scene.size(); ++i) {
        if (scene.at(i).isSign(u",") && (scene.at(i - 1).isSign(u",") || scene.at(i - 1).isSign(u"[")))
            scene.mark(Level::Different, i,
                       MarkScene::tr("The handler closes up holes in what is published; here they are undefined."),
                       MarkScene::tr("Write undefined or 0 in its place."));
        if (scene.at(i).kind == Kind::Number)
            markNumber(scene, i);
        else if (scene.at(i).isWord())
            markWord(scene, i);
    }
}

} // namespace thingsdesk
