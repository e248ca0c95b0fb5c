// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "payload/functionkind.h"

#include <QMap>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;
class QTabBar;

namespace thingsdesk {

class DifferenceView;

/// The three versions of functions that someone else changed at the server while they were edited here: what the edits
/// began with, theirs, and yours. Asks which one to keep, function by function.
class ConflictView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictView)
public:
    enum class Choice { None, Theirs, Yours };
    struct Version
    {
        PayloadFormat format = PayloadFormat::None;
        PayloadFunctions functions;
    };

    explicit ConflictView(QWidget *parent = nullptr);

    /// Shows functions that are not the same in all three. Where only one side changed, its version is chosen already.
    void setVersions(const Version &base, const Version &theirs, const Version &yours);
    /// With the choices made so far; where none is made, yours.
    Version merged() const;

Q_SIGNALS:
    void mergeChosen();
    void editingChosen();

private:
    QWidget *makeChoiceRow();
    QWidget *makeButtonRow();
    void showFunction();
    void choose(Choice choice);
    void updateState();
    std::optional<FunctionKind> current() const;

    Version m_base;
    Version m_theirs;
    Version m_yours;
    QMap<FunctionKind, Choice> m_choices;
    QLabel *m_text = nullptr;
    QTabBar *m_tabs = nullptr;
    DifferenceView *m_difference = nullptr;
    QWidget *m_choiceRow = nullptr;
    QLabel *m_note = nullptr;
    QButtonGroup *m_group = nullptr;
    QRadioButton *m_theirsButton = nullptr;
    QRadioButton *m_yoursButton = nullptr;
    QComboBox *m_formatCombo = nullptr;
    QLabel *m_formatLabel = nullptr;
    QPushButton *m_saveButton = nullptr;
};

} // namespace thingsdesk
