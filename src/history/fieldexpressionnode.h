// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: what a FieldExpression is made of.

#include "history/fieldexpression.h"
#include "history/fieldvalues.h"
#include "history/textneedle.h"

#include <variant>
#include <vector>

namespace thingsdesk {

class FieldExpression::Node
{
public:
    enum class Type { And, Or, Not, Exists, Compare };
    enum class Operator { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, Holds };
    using Value = std::variant<std::nullptr_t, bool, double, QString>;

    Type type = Type::Exists;
    std::vector<std::shared_ptr<const Node>> children; ///< of And and Or two or more, of Not one
    history::FieldPath path;                           ///< of Exists and Compare
    Operator op = Operator::Equal;                     ///< of Compare
    Value value = nullptr;                             ///< of Compare
    history::TextNeedle needle;                        ///< of Holds

    bool fits(simdjson::dom::element fields) const;
    /// Whether some path leads into the fields that this console decoded.
    bool asksForOwnFields() const;
    /// Whether a value that is there fits this comparison.
    bool fitsValue(simdjson::dom::element found) const;
    bool fitsNumber(double found) const;       ///< of a comparison with a number
    bool fitsText(const QString &found) const; ///< of a comparison with a text
};

namespace history {

/// Numbers of each kind as a double; nothing for other values.
std::optional<double> numberOf(simdjson::dom::element value);
/// Neither null, false, 0 nor "".
bool isTruthy(simdjson::dom::element value);

} // namespace history

} // namespace thingsdesk
