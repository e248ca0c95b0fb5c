// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace thingsdesk {

/// A condition over decoded fields: `temperature > 30`, `door = "open" and battery < 20`, `gps.latitude >= 52`,
/// `not (humidity <= 40 or error)`.
///
/// Operators: = != < <= > >= and `~` (the text holds the right side, case ignored); `and`, `or`, `not`, parentheses; a
/// path alone is true where the field is there and neither null, false, 0 nor "". Values: numbers, "texts" or 'texts',
/// true, false, null. A path has dots between its parts; parts with other characters than letters, digits, _ and -
/// stand in backquotes; array elements are numbers (`list.0`). Numbers compare with numbers, texts with texts: a
/// comparison of unlike kinds is false (!= is true where the field is there).
class FieldExpression
{
public:
    FieldExpression(); ///< empty: fits everything
    FieldExpression(const FieldExpression &);
    FieldExpression &operator=(const FieldExpression &);
    ~FieldExpression();

    /// An empty or blank text gives the empty expression. The Failure tells the position (from 1) and what was
    /// expected.
    static Result<FieldExpression> parse(const QString &text);

    bool isEmpty() const;
    QString text() const; ///< as it was parsed
    /// Whether it fits these fields (the text of a JSON object; empty text = no fields, fits only the empty
    /// expression).
    bool fits(const QByteArray &fields) const;

    friend bool operator==(const FieldExpression &a, const FieldExpression &b) { return a.text() == b.text(); }

    class Node;
    /// For the history's query planner.
    const Node *root() const;

private:
    std::shared_ptr<const Node> m_root;
    QString m_text;
};

} // namespace thingsdesk
