// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/endlessloops.h"

#include "payload/scripttokens.h"

#include <QList>

namespace thingsdesk {

namespace {

constexpr qsizetype deepestNesting = 64;

/// Follows one `for` from its word on: which part of the head it is in, and whether that is empty.
class ForLoop
{
public:
    explicit ForLoop(int line)
        : m_line(line)
    {
    }

    enum class Outcome { Open, Harmless, Endless };

    Outcome take(QStringView token)
    {
        switch (m_state) {
        case State::Word:
            m_state = State::Head;
            return token == u"(" ? Outcome::Open : Outcome::Harmless;
        case State::Head:
            return takeInHead(token);
        case State::Body:
            m_state = State::BodyOpen;
            return token == u"{" ? Outcome::Open : Outcome::Harmless;
        case State::BodyOpen:
            return token == u"}" ? Outcome::Endless : Outcome::Harmless;
        }
        return Outcome::Harmless;
    }

    int line() const noexcept { return m_line; }

private:
    enum class State { Word, Head, Body, BodyOpen };

    Outcome takeInHead(QStringView token)
    {
        if (m_depth == 0 && token == u";") {
            ++m_semicolons;
            return Outcome::Open;
        }
        if (m_depth == 0 && token == u")") {
            m_state = State::Body;
            return m_semicolons == 2 ? Outcome::Open : Outcome::Harmless;
        }
        if (token == u"(" || token == u"[" || token == u"{")
            ++m_depth;
        else if (token == u")" || token == u"]" || token == u"}")
            --m_depth;
        // Anything behind the first semicolon is a condition or a step, and either is looked at by the engine.
        return m_semicolons > 0 ? Outcome::Harmless : Outcome::Open;
    }

    State m_state = State::Word;
    int m_line;
    int m_depth = 0;
    int m_semicolons = 0;
};

} // namespace

QString EndlessLoop::explanation()
{
    return QStringLiteral(
        "\"for (;;) {}\" with an empty body never ends and cannot be interrupted: a handler that runs it "
        "loses one core for good. It is not sent.");
}

std::optional<EndlessLoop> findEndlessLoop(QStringView source)
{
    ScriptTokens tokens(source);
    QList<ForLoop> open; // a loop's head may hold a function with loops of its own
    bool afterDot = false;
    for (ScriptToken token = tokens.next(); token.kind != ScriptToken::Kind::End; token = tokens.next()) {
        for (qsizetype i = open.size() - 1; i >= 0; --i) {
            const ForLoop::Outcome outcome = open[i].take(token.text);
            if (outcome == ForLoop::Outcome::Endless)
                return EndlessLoop{open[i].line()};
            if (outcome == ForLoop::Outcome::Harmless)
                open.removeAt(i);
        }
        if (token.isWord(u"for") && !afterDot)
            open.append(ForLoop(token.line));
        if (open.size() > deepestNesting) // "for(for(for(": no program, but it must not take long
            open.removeFirst();
        afterDot = token.isSign(u".");
    }
    return {};
}

} // namespace thingsdesk
