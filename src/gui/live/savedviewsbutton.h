// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/live/savedviews.h"

#include <QToolButton>

class QFrame;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace thingsdesk {

/// A button that opens the list of saved views: choose one, save the present filter under a name, delete.
class SavedViewsButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedViewsButton)
public:
    explicit SavedViewsButton(QWidget *parent = nullptr);

    /// Once. The views outlive the button.
    void setViews(SavedViews &views) { m_views = &views; }
    void setPresent(const LiveFilter &filter) { m_present = filter; } ///< what "Save" keeps
    void openPopup();

Q_SIGNALS:
    void viewChosen(const thingsdesk::LiveFilter &filter);

private:
    void setUpPopup();
    void fill();
    void save();
    void choose();
    void removeCurrent();

    SavedViews *m_views = nullptr;
    LiveFilter m_present;
    QFrame *m_popup;
    QListWidget *m_list;
    QLineEdit *m_name;
    QPushButton *m_save;
    QPushButton *m_choose;
    QPushButton *m_remove;
};

} // namespace thingsdesk
