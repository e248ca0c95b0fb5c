// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace thingsdesk {

/// Does with the window what a person's hand does, by object names. Every call says whether it could: what is named
/// must be visible and enabled, or the person could not have done it either.
class TourHand
{
public:
    explicit TourHand(QWidget &window)
        : m_window(window)
    {
    }

    /// The visible widget of that name; null where there is none. A path ("devicesPage/saveButton") names parents too.
    QWidget *find(const QString &path) const;
    bool sees(const QString &path) const { return find(path) != nullptr; }
    QString says(const QString &path) const; ///< a label's text
    bool press(const QString &path) const;
    bool type(const QString &path, const QString &text) const;   ///< replaces what is in a line or text field
    bool append(const QString &path, const QString &text) const; ///< to what is in an editor
    bool trigger(const QString &name) const;                     ///< of a menu or toolbar, by its own name
    bool check(const QString &path, bool on) const;
    bool choose(const QString &path, const QString &entry) const;
    bool selectRow(const QString &path, const QString &text) const; ///< the first row of a view with this text

private:
    QWidget *usable(const QString &path) const;

    QWidget &m_window;
};

} // namespace thingsdesk
