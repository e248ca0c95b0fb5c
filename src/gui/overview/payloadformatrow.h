// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace thingsdesk {

class FieldNote;

/// The payload format: a choice, what it means, and a button that saves it.
class PayloadFormatRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PayloadFormatRow)
public:
    explicit PayloadFormatRow(QWidget *parent = nullptr);

    /// What the server has; a choice that is not saved yet stays.
    void setApplication(const Application &application);
    bool isEdited() const;
    /// The choice was saved, or is given up: the next setApplication() shows the server's.
    void forgetEdit();

Q_SIGNALS:
    void saveWanted(thingsdesk::PayloadFormat format);

private:
    PayloadFormat chosen() const;
    void choose(PayloadFormat format);
    void showState();

    Application m_application;
    bool m_known = false;
    QComboBox *const m_combo;
    QPushButton *const m_save;
    FieldNote *const m_note;
};

} // namespace thingsdesk
