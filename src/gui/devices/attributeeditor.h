// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QMap>
#include <QWidget>

class QTableWidget;
class QToolButton;

namespace thingsdesk {

class LiveMessage;

/// Rows of name and value: a device's attributes. At most five of one's own (V2's built-in ones do not count), 64 bytes
/// for a name and for a value; what breaks a rule is said at once. Rows without name and value are left out.
class AttributeEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttributeEditor)
public:
    explicit AttributeEditor(QWidget *parent = nullptr);

    void setAttributes(const QMap<QString, QString> &attributes);
    Result<QMap<QString, QString>> attributes() const;

    void addRow(const QString &key = {}, const QString &value = {});
    void removeCurrentRow();

Q_SIGNALS:
    void changed();

private:
    void makeParts();
    void refreshMessage();
    QString cell(int row, int column) const;
    int ownCount() const;

    QTableWidget *m_table = nullptr;
    QToolButton *m_addButton = nullptr;
    QToolButton *m_removeButton = nullptr;
    LiveMessage *m_message = nullptr;
};

} // namespace thingsdesk
