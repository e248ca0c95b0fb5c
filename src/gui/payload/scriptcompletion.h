// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <QObject>
#include <QStringList>

namespace thingsdesk {

class ScriptEditor;

/// Offers the words that can follow in a ScriptEditor: as one types a name or a dot, and when asked for (Ctrl+Space).
/// Enter and Tab take one, Escape closes the list.
class ScriptCompletion final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptCompletion)
public:
    ScriptCompletion(ScriptEditor &editor, FunctionKind kind);

    /// Paths of decoded fields that were seen.
    void setFields(const QStringList &fields) { m_fields = fields; }
    /// Shows the list at the cursor; alone, the only word is put in at once.
    void complete();

private:
    void takeCharacter(int character);
    void offer(qsizetype leastBegun);
    bool isOnScreen(long position) const;

    ScriptEditor &m_editor;
    const FunctionKind m_kind;
    QStringList m_fields;
};

} // namespace thingsdesk
