// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/functionexamples.h"
#include "gui/payload/functionproblems.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace thingsdesk {

/// The line under the editors: a template to begin with, the problem at hand, the cursor's place, the indent.
class EditorFoot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorFoot)
public:
    explicit EditorFoot(QWidget *parent = nullptr);

    /// Examples where one may write at all, the template only into nothing.
    void offerTemplates(bool mayWrite, bool isEmpty);
    void setExamples(const QList<FunctionExample> &examples);
    void offerWrapping(bool offered);
    /// `problem` in words; without one, how many places (`marks`) the handler does not take.
    void showProblem(const std::optional<FunctionProblem> &problem, qsizetype marks);
    void showPlace(int line, int column);
    void showIndent(int spaces);

Q_SIGNALS:
    void templateWanted();
    void exampleWanted(const thingsdesk::FunctionExample &example);
    void wrappingWanted();
    void nextProblemWanted();
    void indentChosen(int spaces);

private:
    QPushButton *m_template = nullptr;
    QToolButton *m_examples = nullptr;
    QPushButton *m_wrap = nullptr;
    QToolButton *m_problem = nullptr;
    QLabel *m_place = nullptr;
    QComboBox *m_indent = nullptr;
};

} // namespace thingsdesk
