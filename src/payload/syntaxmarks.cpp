// SPDX-License-Identifier: GPL-3.0-or-later
// Forms that came after ECMAScript 5: the handler does not load a source that has one.
#include "payload/markrules.h"

#include <algorithm>
#include <iterator>

namespace thingsdesk {

namespace {

using Kind = ScriptToken::Kind;
using Level = HandlerMark::Level;

template <std::size_t count>
bool isOneOf(QStringView text, const QStringView (&words)[count])
{
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// Walks the tokens once, and knows of each bracket what it encloses.
class SyntaxWalk
{
    Q_DECLARE_TR_FUNCTIONS(HandlerMarks)
public:
    explicit SyntaxWalk(MarkScene &scene)
        : m_scene(scene)
    {
    }

    void run()
    {
        for (m_at = 0; m_at < m_scene.size(); ++m_at) {
            const ScriptToken &token = m_scene.at(m_at);
            switch (token.kind) {
            case Kind::Word:
                word(token);
                break;
            case Kind::Number:
                number(token);
                break;
            case Kind::Template:
                refuse(tr("Template strings are newer than the handler's engine."),
                       tr("Write \"text \" + value instead."));
                break;
            case Kind::Sign:
                sign(token);
                break;
            default:
                break;
            }
        }
    }

private:
    enum class Context { Top, Block, Object, Parameters, Call, ForHead, Group, Index };

    struct Bracket
    {
        Context context = Context::Top;
        int questions = 0; ///< "?" whose ":" is still to come
    };

    const ScriptToken &previous(qsizetype count = 1) const { return m_scene.at(m_at - count); }
    const ScriptToken &next() const { return m_scene.at(m_at + 1); }
    Context context() const { return m_open.last().context; }
    bool beginsMember() const { return previous().isSign(u"{") || previous().isSign(u","); }

    void refuse(const QString &reason, const QString &remedy = {})
    {
        m_scene.mark(Level::Refused, m_at, reason, remedy);
    }

    void word(const ScriptToken &token)
    {
        if (m_scene.isMember(m_at))
            return;
        if (context() == Context::Object && beginsMember() && objectMember(token))
            return;
        if (context() == Context::Object && (beginsMember() || next().isSign(u":")) && !previous().isSign(u":"))
            return;
        keyword(token);
    }

    void keyword(const ScriptToken &token)
    {
        static constexpr QStringView reserved[] = {u"class", u"export", u"import", u"extends", u"super", u"enum"};
        const QStringView text = token.text;
        if (text == u"let" && declaresBehind())
            refuse(tr("\"let\" is newer than the handler's engine."), tr("Write var instead."));
        else if (text == u"const")
            refuse(tr("\"const\" is newer than the handler's engine."), tr("Write var instead."));
        else if (text == u"var" && (next().isSign(u"[") || next().isSign(u"{")))
            refuse(tr("Taking an array or object apart in a declaration is newer than the handler's engine."),
                   tr("Write var a = list[0], b = list[1]; instead."));
        else if (isOneOf(text, reserved))
            refuse(tr("\"%1\" is reserved, and does nothing in the handler's engine.").arg(text),
                   text == u"class" ? tr("Write a function that makes the object instead.")
                   : text == u"export" || text == u"import"
                       ? tr("Take it out: the handler calls the function by its name.")
                       : QString());
        else if (text == u"async" && (next().isWord(u"function") || next().isSign(u"(")))
            refuse(tr("\"async\" is newer than the handler's engine."), tr("Write a plain function."));
        else if (text == u"function" && next().isSign(u"*"))
            refuse(tr("Generator functions are newer than the handler's engine."), tr("Fill an array instead."));
        else if (text == u"catch" && next().isSign(u"{"))
            refuse(tr("\"catch\" without a name is newer than the handler's engine."),
                   tr("Write catch (error) { instead."));
        else if (text == u"of" && context() == Context::ForHead && previous().isWord())
            refuse(tr("\"for … of\" is newer than the handler's engine."),
                   tr("Write for (var i = 0; i < list.length; i++) instead."));
    }

    /// Whether a declaration stands behind "let", which is a plain name otherwise.
    bool declaresBehind() const
    {
        static constexpr QStringView operators[] = {u"in", u"instanceof", u"of"};
        if (previous().isWord(u"var") || previous().isWord(u"function"))
            return false;
        return (next().isWord() && !isOneOf(next().text, operators)) || next().isSign(u"[") || next().isSign(u"{");
    }

    /// A member that is written in a newer form.
    bool objectMember(const ScriptToken &token)
    {
        if (next().isSign(u",") || next().isSign(u"}")) {
            refuse(tr("A member without a value is newer than the handler's engine."),
                   tr("Write %1: %1 instead.").arg(token.text));
            return true;
        }
        if (next().isSign(u"(")) {
            refuse(tr("A function as a member in short form is newer than the handler's engine."),
                   tr("Write %1: function ( instead.").arg(token.text));
            return true;
        }
        return false;
    }

    void number(const ScriptToken &token)
    {
        const QStringView text = token.text;
        const QChar form = text.size() > 1 && text[0] == u'0' ? text[1].toLower() : QChar();
        if (form == u'b' || form == u'o')
            refuse(tr("Numbers in this form are newer than the handler's engine."), tr("Write it as 0x… or decimal."));
        else if (text.contains(u'_'))
            refuse(tr("\"_\" within numbers is newer than the handler's engine."), tr("Write the number without it."));
        else if (text.endsWith(u'n'))
            refuse(tr("Numbers with \"n\" (BigInt) are newer than the handler's engine."),
                   tr("Numbers are exact up to 2^53; split larger ones."));
    }

    void sign(const ScriptToken &token)
    {
        if (token.text == u"(" || token.text == u"[" || token.text == u"{")
            return open(token);
        if (token.text == u")" || token.text == u"]" || token.text == u"}")
            return close();
        if (token.text == u"=>")
            refuse(tr("Arrow functions are newer than the handler's engine."),
                   tr("Write function (a, b) { return …; } instead."));
        else if (token.text == u"...")
            refuse(tr("\"...\" is newer than the handler's engine."),
                   tr("Write list.concat(other) or f.apply(null, list) instead."));
        else if (token.text == u"?.")
            refuse(tr("\"?.\" is newer than the handler's engine."), tr("Write a && a.b instead."));
        else if (token.text == u"??")
            refuse(tr("\"??\" is newer than the handler's engine."), tr("Write a !== undefined ? a : b instead."));
        else if (token.text == u"**")
            refuse(tr("\"**\" is newer than the handler's engine."), tr("Write Math.pow(a, b) instead."));
        else if (token.text == u"=" && context() == Context::Parameters)
            refuse(tr("Values for parameters are newer than the handler's engine."),
                   tr("Write if (a === undefined) a = …; in the function."));
        else if (token.text == u"," && next().isSign(u")") &&
                 (context() == Context::Call || context() == Context::Parameters))
            refuse(tr("A comma after the last argument is newer than the handler's engine."), tr("Take it out."));
        else if (token.text == u"?")
            ++m_open.last().questions;
        else if (token.text == u":")
            colon();
        else if (token.text == u"#" && m_at == 0)
            refuse(tr("A first line with #! is a syntax error in the handler's engine."), tr("Take it out."));
    }

    void open(const ScriptToken &token)
    {
        Context inner = Context::Group;
        if (token.text == u"(") {
            inner = parenthesis();
        } else if (token.text == u"[") {
            inner = Context::Index;
            if (context() == Context::Object && beginsMember())
                refuse(tr("A member whose name is computed is newer than the handler's engine."),
                       tr("Write object[name] = … behind the object."));
            else if (context() == Context::Parameters)
                refuse(tr("Taking a parameter apart is newer than the handler's engine."),
                       tr("Name the parameter, and take it apart in the function."));
        } else {
            inner = brace();
            if (context() == Context::Parameters)
                refuse(tr("Taking a parameter apart is newer than the handler's engine."),
                       tr("Name the parameter, and take it apart in the function."));
        }
        m_open.append({inner});
    }

    void close()
    {
        if (m_open.size() > 1)
            m_open.removeLast();
    }

    void colon()
    {
        int &questions = m_open.last().questions;
        m_isColonOfQuestion = questions > 0;
        if (questions > 0)
            --questions;
    }

    Context parenthesis() const
    {
        static constexpr QStringView heads[] = {u"if", u"while", u"with", u"switch", u"catch"};
        static constexpr QStringView operators[] = {u"return", u"typeof", u"case", u"in",    u"delete",     u"void",
                                                    u"throw",  u"else",   u"do",   u"yield", u"instanceof", u"await"};
        const bool isName = previous().isWord() && !m_scene.isMember(m_at - 1);
        if (isName && (previous().text == u"function" || previous(2).isWord(u"function")))
            return Context::Parameters;
        if (isName && previous(2).isSign(u"*") && previous(3).isWord(u"function"))
            return Context::Parameters;
        if (isName && previous().text == u"for")
            return Context::ForHead;
        if (isName && (isOneOf(previous().text, heads) || isOneOf(previous().text, operators)))
            return Context::Group;
        // { get name() {} }
        if (isName && context() == Context::Object && (previous(2).isWord(u"get") || previous(2).isWord(u"set")))
            return Context::Parameters;
        if (previous().isWord() || previous().isSign(u")") || previous().isSign(u"]"))
            return Context::Call;
        return Context::Group;
    }

    /// An object where a value is wanted, else a block.
    Context brace() const
    {
        if (context() == Context::Parameters)
            return Context::Group; // marked as a whole
        static constexpr QStringView before[] = {u"(", u",", u"=", u"[", u"?", u"&", u"|", u"+", u"-",
                                                 u"!", u"<", u">", u"*", u"%", u"~", u"^", u"??"};
        static constexpr QStringView words[] = {u"return", u"typeof",     u"in",   u"throw", u"delete",
                                                u"void",   u"instanceof", u"case", u"new"};
        if (previous().kind == Kind::Sign && isOneOf(previous().text, before))
            return Context::Object;
        if (previous().isWord() && !m_scene.isMember(m_at - 1) && isOneOf(previous().text, words))
            return Context::Object;
        if (previous().isSign(u":"))
            return m_isColonOfQuestion || context() == Context::Object ? Context::Object : Context::Block;
        return Context::Block;
    }

    MarkScene &m_scene;
    qsizetype m_at = 0;
    bool m_isColonOfQuestion = false; ///< of the last ":"; otherwise it is a member's, a case's or a label's
    QList<Bracket> m_open{Bracket()};
};

} // namespace

void markNewerSyntax(MarkScene &scene)
{
    SyntaxWalk(scene).run();
}

} // namespace thingsdesk
