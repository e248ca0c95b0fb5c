// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/scripterror.h"

#include <QRegularExpression>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int tabsBeforeSource = 2;

} // namespace

std::optional<ScriptError> ScriptError::parse(const QString &text)
{
    static const QRegularExpression named(u"\\b(Decoder|Converter|Validator|Encoder)\\b"_s);
    static const QRegularExpression preamble(
        u"^Internal error: (?:(?:Decoder|Converter|Validator|Encoder) threw error: |Fatal error in \\w+: )?"_s);
    static const QRegularExpression place(u"^\\(anonymous\\): Line (\\d+)(?::(\\d+))? "_s);
    const QRegularExpressionMatch name = named.match(text);
    if (!name.hasMatch())
        return {};
    ScriptError error;
    error.function = functionFromName(name.capturedView(1)).value_or(FunctionKind::Decoder);
    error.message = text;
    error.message.remove(preamble);
    if (const QRegularExpressionMatch match = place.match(error.message); match.hasMatch()) {
        error.line = std::max(match.capturedView(1).toInt() - 1, 1);
        if (const int column = match.capturedView(2).toInt(); column > 0)
            error.byteColumn = std::max(column - (*error.line == 1 ? tabsBeforeSource : 0), 1);
        error.message.remove(0, match.capturedLength());
    }
    return error;
}

QString ScriptError::messageOf(const QString &text)
{
    const std::optional<ScriptError> error = parse(text);
    return error ? error->message : text;
}

} // namespace thingsdesk
