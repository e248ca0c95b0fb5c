// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/devices/devicecalls.h"
#include "gui/devices/deviceediting.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableWidget;

namespace thingsdesk {

/// What an edit changes, field by field, and what that does to the device in the field. Where somebody else changed the
/// device meanwhile, all three versions, and a choice for each field that both changed.
class DeviceReview final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceReview)
public:
    explicit DeviceReview(QWidget *parent = nullptr);

    void showEdit(const DeviceEdit &edit);
    void showConflict(const DeviceEdit &edit, const Device &theirs);

    bool isConflict() const noexcept { return !m_conflicts.isEmpty(); }
    /// Every field that needs a choice has one.
    bool isComplete() const;
    /// What to save: the edit itself, or theirs with the chosen fields of ours.
    DeviceEdit resolved() const;

Q_SIGNALS:
    void choiceChanged();

private:
    void fillTable();
    void addRow(const DeviceField &field, const QStringList &cells);
    void addChoice(int row, const DeviceConflict &conflict);
    void showConsequences();
    QString shown(const DeviceField &field, const QString &text) const;

    DeviceEdit m_edit;
    Device m_theirs;
    QList<DeviceConflict> m_conflicts;
    QList<QComboBox *> m_choices; ///< one a conflict; null where there is nothing to choose
    QLabel *m_title = nullptr;
    QTableWidget *m_table = nullptr;
    QCheckBox *m_reveal = nullptr;
    QLabel *m_consequences = nullptr;
};

} // namespace thingsdesk
