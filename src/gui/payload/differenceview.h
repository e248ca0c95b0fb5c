// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/linediff.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace thingsdesk {

class CodeView;

/// Two or three versions of a source side by side, aligned with the first one, with what differs marked. They scroll
/// together; F7 and Shift+F7 go to the next and the previous difference.
class DifferenceView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DifferenceView)
public:
    /// `titles` name the columns, from left to right.
    explicit DifferenceView(const QStringList &titles, QWidget *parent = nullptr);

    void setTitle(int column, const QString &title);
    void setTexts(const QStringList &texts);
    int differenceCount() const { return int(m_differences.size()); }

private:
    void makeColumns(const QStringList &titles);
    QWidget *makeBar();
    void goTo(int step);
    void scrollAll(int line);
    void scrollAllSideways(int value);

    QList<QLabel *> m_titles;
    QList<CodeView *> m_views;
    QLabel *m_summary = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QList<int> m_differences; ///< the first row of each
    int m_current = -1;
};

} // namespace thingsdesk
