// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace thingsdesk {

/// One value of a JSON text, with its children made when they are first asked for.
class FieldNode final
{
    Q_DISABLE_COPY_MOVE(FieldNode)
public:
    enum class Type { Object, Array, Text, Number, Word };

    /// `json` is one valid value without blanks around it. `pathPart` is the name as a path has it.
    FieldNode(FieldNode *parent, int row, QString name, QString pathPart, QByteArray json);

    FieldNode *parent() const noexcept { return m_parent; }
    int row() const noexcept { return m_row; }
    const QString &name() const noexcept { return m_name; }
    const QByteArray &json() const noexcept { return m_json; }
    Type type() const;
    QString path() const; ///< from the root, in the form of FieldExpression

    int childCount();
    FieldNode *child(int row); ///< nothing where there is none

    /// A text without quotes and escapes; other values as they stand.
    QString plainText() const;
    /// One line for a person: a text in quotes, an object or array shortened.
    QString shownText() const;

private:
    void makeChildren();

    FieldNode *const m_parent;
    const int m_row;
    const QString m_name;
    const QString m_pathPart;
    const QByteArray m_json;
    bool m_hasChildren = false; ///< they were made, if there are any
    std::vector<std::unique_ptr<FieldNode>> m_children;
};

/// A member's name as a part of a path: in backquotes where it could be read as something else.
QString fieldPathPart(const QString &name);

} // namespace thingsdesk
