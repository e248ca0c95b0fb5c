// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/handlermarks.h"

#include "payload/endlessloops.h"
#include "payload/markrules.h"

#include <algorithm>

namespace thingsdesk {

MarkScene::MarkScene(FunctionKind kind, QStringView source)
    : m_kind(kind)
    , m_tokens(scriptTokens(source))
{
}

const ScriptToken &MarkScene::at(qsizetype index) const
{
    static const ScriptToken none;
    return index >= 0 && index < m_tokens.size() ? m_tokens[index] : none;
}

void MarkScene::mark(Level level, qsizetype index, const QString &reason, const QString &remedy)
{
    if (m_marks.size() >= maximumMarks)
        return;
    const ScriptToken &token = at(index);
    const qsizetype lineEnd = token.text.indexOf(u'\n');
    const qsizetype length = lineEnd < 0 ? token.text.size() : lineEnd;
    m_marks.append({level, token.line, token.column, std::max(1, int(length)), reason, remedy});
}

void MarkScene::markLine(Level level, int line, const QString &reason, const QString &remedy)
{
    m_marks.append({level, line, 1, 1, reason, remedy});
}

QList<HandlerMark> MarkScene::takeMarks()
{
    std::stable_sort(m_marks.begin(), m_marks.end(), [](const HandlerMark &a, const HandlerMark &b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return std::move(m_marks);
}

QList<HandlerMark> handlerMarks(FunctionKind kind, QStringView source)
{
    if (source.trimmed().isEmpty())
        return {};
    MarkScene scene(kind, source);
    markNewerSyntax(scene);
    markRegularExpressions(scene);
    markMissingLibrary(scene);
    markDifferences(scene);
    if (const std::optional<EndlessLoop> loop = findEndlessLoop(source))
        scene.markLine(HandlerMark::Level::Refused, loop->line, EndlessLoop::explanation(),
                       MarkScene::tr("Write while (true) { … }, which is interrupted after 100 ms."));
    return scene.takeMarks();
}

} // namespace thingsdesk
