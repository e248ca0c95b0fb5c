// SPDX-License-Identifier: GPL-3.0-or-later
// Payload functions as strangers write them: the token reader and all that stands on it. Library: thingsdesk_payload.
#include "payload/endlessloops.h"
#include "payload/foreignscript.h"
#include "payload/handlermarks.h"
#include "payload/handlersource.h"
#include "payload/scripttokens.h"

#include "fuzzing.h"

using namespace thingsdesk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString source = QString::fromUtf8(fuzzing::bytes(data, size));
    qsizetype end = 0;
    for (const ScriptToken &token : scriptTokens(source)) {
        fuzzing::require(token.at >= end && !token.text.isEmpty());
        end = token.at + token.text.size();
    }
    fuzzing::require(end <= source.size());
    findEndlessLoop(source);
    handlerSource(source);
    const qsizetype lines =
        source.count(u'\n') + source.count(u'\r') + source.count(QChar(0x2028)) + source.count(QChar(0x2029)) + 1;
    for (const FunctionKind kind : allFunctionKinds) {
        for (const HandlerMark &mark : handlerMarks(kind, source))
            fuzzing::require(mark.line >= 1 && mark.line <= lines && mark.column >= 1 && mark.length >= 1);
        if (const auto wrapped = wrappedForV2(kind, source))
            fuzzing::require(wrapped->source.startsWith(source.trimmed()));
    }
    return 0;
}
