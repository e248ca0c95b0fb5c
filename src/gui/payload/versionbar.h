// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/versionfile.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace thingsdesk {

/// Chooses what the edited functions are compared with: what is at the handler, or an earlier version, with its note.
class VersionBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VersionBar)
public:
    explicit VersionBar(QWidget *parent = nullptr);

    /// Oldest first, as the file has them. The choice stays.
    void setVersions(const QList<FunctionVersion> &versions);
    /// Nothing: what is at the handler now.
    std::optional<FunctionVersion> current() const;

Q_SIGNALS:
    void chosen();
    void noteEdited(qsizetype index, const QString &note);
    void restoreWanted();

private:
    qsizetype index() const; ///< -1: at the handler
    void refresh();

    QList<FunctionVersion> m_versions;
    QComboBox *m_combo = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_restore = nullptr;
};

} // namespace thingsdesk
