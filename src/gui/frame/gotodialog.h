// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/frame/gotoentries.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;

namespace thingsdesk {

/// A few letters lead anywhere: a field with a list under it, over the window's upper middle. Enter goes to the chosen
/// entry, Escape and a click elsewhere close it.
class GoToDialog final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoToDialog)
public:
    explicit GoToDialog(QWidget *window);

    void open(QList<GoToEntry> entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void goTo(const QModelIndex &index);
    void place();

    GoToModel *m_model = nullptr;
    QLineEdit *m_edit = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace thingsdesk
