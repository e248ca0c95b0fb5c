// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace thingsdesk {

/// Completes field paths inside an expression: the word at the cursor, not the whole text.
class FieldCompleter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldCompleter)
public:
    explicit FieldCompleter(QLineEdit &edit);

    void setPaths(const QStringList &paths);

private:
    void complete();
    void insert(const QString &path);
    int wordBegin() const;

    QLineEdit &m_edit;
    QStringListModel *m_paths;
    QCompleter *m_completer;
};

} // namespace thingsdesk
