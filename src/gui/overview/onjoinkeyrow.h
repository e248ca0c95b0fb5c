// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace thingsdesk {

class FieldNote;
class SecretField;

/// The access key with which the network registers devices at their first join. It can be set, replaced and removed;
/// what is stored is never shown.
class OnJoinKeyRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OnJoinKeyRow)
public:
    explicit OnJoinKeyRow(QWidget *parent = nullptr);

    void setApplication(const Application &application);
    /// Only a key with the right "devices" may see or change it.
    void setMayDevices(bool may);
    bool hasInput() const;
    void closeEditor();

Q_SIGNALS:
    void saveWanted(const thingsdesk::Secret &key); ///< empty = remove

private:
    void openEditor();
    void showState();

    bool m_isSet = false;
    bool m_isHidden = false;
    bool m_mayDevices = true;
    QLabel *const m_state;
    QPushButton *const m_change;
    QPushButton *const m_remove;
    QPushButton *const m_confirmRemove;
    SecretField *const m_field;
    QPushButton *const m_save;
    QPushButton *const m_cancel;
    FieldNote *const m_note;
};

} // namespace thingsdesk
