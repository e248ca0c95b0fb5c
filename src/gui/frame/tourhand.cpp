// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/tourhand.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

namespace thingsdesk {

QWidget *TourHand::find(const QString &path) const
{
    QWidget *root = &m_window;
    for (const QString &name : path.split(u'/')) {
        QWidget *found = nullptr;
        for (QWidget *candidate : root->findChildren<QWidget *>(name)) {
            if (candidate->isVisible()) {
                found = candidate;
                break;
            }
        }
        if (!found)
            return nullptr;
        root = found;
    }
    return root;
}

QWidget *TourHand::usable(const QString &path) const
{
    QWidget *widget = find(path);
    return widget && widget->isEnabled() ? widget : nullptr;
}

QString TourHand::says(const QString &path) const
{
    const auto *label = qobject_cast<const QLabel *>(find(path));
    return label ? label->text() : QString();
}

bool TourHand::press(const QString &path) const
{
    auto *button = qobject_cast<QAbstractButton *>(usable(path));
    if (!button)
        return false;
    button->click();
    return true;
}

bool TourHand::type(const QString &path, const QString &text) const
{
    QWidget *widget = usable(path);
    if (auto *line = qobject_cast<QLineEdit *>(widget); line && !line->isReadOnly()) {
        line->setFocus();
        line->selectAll();
        line->insert(text);
        return true;
    }
    if (auto *area = qobject_cast<QPlainTextEdit *>(widget); area && !area->isReadOnly()) {
        area->setFocus();
        area->selectAll();
        area->insertPlainText(text);
        return true;
    }
    if (auto *number = qobject_cast<QSpinBox *>(widget)) {
        number->setValue(text.toInt());
        return true;
    }
    return false;
}

bool TourHand::append(const QString &path, const QString &text) const
{
    // Text fields of Qt and of QScintilla alike have such a slot, under different names.
    QWidget *widget = usable(path);
    return widget && (QMetaObject::invokeMethod(widget, "append", Q_ARG(QString, text)) ||
                      QMetaObject::invokeMethod(widget, "appendPlainText", Q_ARG(QString, text)));
}

bool TourHand::trigger(const QString &name) const
{
    auto *action = m_window.findChild<QAction *>(name);
    if (!action || !action->isEnabled())
        return false;
    action->trigger();
    return true;
}

bool TourHand::check(const QString &path, bool on) const
{
    auto *button = qobject_cast<QAbstractButton *>(usable(path));
    if (!button)
        return false;
    button->setChecked(on);
    return button->isChecked() == on;
}

bool TourHand::choose(const QString &path, const QString &entry) const
{
    auto *box = qobject_cast<QComboBox *>(usable(path));
    if (!box)
        return false;
    const int at = box->findText(entry, Qt::MatchStartsWith);
    if (at < 0)
        return false;
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
    return true;
}

bool TourHand::selectRow(const QString &path, const QString &text) const
{
    auto *view = qobject_cast<QAbstractItemView *>(usable(path));
    if (!view || !view->model())
        return false;
    const QAbstractItemModel &model = *view->model();
    for (int row = 0; row < model.rowCount(view->rootIndex()); ++row) {
        for (int column = 0; column < model.columnCount(view->rootIndex()); ++column) {
            const QModelIndex index = model.index(row, column, view->rootIndex());
            if (index.data().toString() == text) {
                view->setCurrentIndex(index);
                view->scrollTo(index);
                return true;
            }
        }
    }
    return false;
}

} // namespace thingsdesk
