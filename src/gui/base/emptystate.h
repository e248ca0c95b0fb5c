// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/icons.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace thingsdesk {

/// Stands in the middle of a page or list that has nothing to show: what will be here, and the one thing to do now.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// `action` may be null: then there is nothing to do but wait. It stays the caller's; the button has its object
    /// name.
    void show(Icon icon, const QString &title, const QString &text, QAction *action = nullptr);
    QString title() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void drawSign();

    QLabel *m_sign = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_text = nullptr;
    QPushButton *m_button = nullptr;
    QPointer<QAction> m_action;
    Icon m_icon = Icon::Info;
};

} // namespace thingsdesk
