// SPDX-License-Identifier: GPL-3.0-or-later
// Field expressions as users type them, on fields as devices send them. Library: thingsdesk_history.
#include "history/fieldexpression.h"

#include "fuzzing.h"

using namespace thingsdesk;

/// The expression's text up to the first zero byte, then the fields.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzzing::bytes(data, size);
    const qsizetype end = bytes.indexOf('\0');
    const QString text = QString::fromUtf8(end < 0 ? bytes : bytes.first(end));
    const QByteArray fields = end < 0 ? QByteArray() : bytes.sliced(end + 1);
    const Result<FieldExpression> expression = FieldExpression::parse(text);
    if (!expression) {
        fuzzing::require(!expression.error().text.isEmpty());
        return 0;
    }
    const Result<FieldExpression> again = FieldExpression::parse(expression->text());
    fuzzing::require(again.has_value());
    fuzzing::require(again->fits(fields) == expression->fits(fields));
    fuzzing::require(expression->isEmpty() || !expression->fits({}));
    return 0;
}
