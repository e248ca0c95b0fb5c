// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QWidget>

class QFileDialog;
class QLabel;
class QToolButton;

namespace thingsdesk {

/// The certificates of a PEM text, and nothing else of it: a private key beside them is never taken along. The Failure
/// says what the text is instead.
Result<QByteArray> certificatesOnly(const QByteArray &text);

/// Certificates from a PEM file that the user chooses. Parts: "certificateLabel", "chooseButton", "removeButton".
class CertificateField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CertificateField)
public:
    explicit CertificateField(QWidget *parent = nullptr);

    /// What it is for, in the file dialog's title and for screen readers.
    void setPurpose(const QString &purpose);
    const QByteArray &pem() const noexcept { return m_pem; }
    /// What is wrong with the file chosen last; empty = nothing.
    const QString &problem() const noexcept { return m_problem; }
    /// Reads a file; one without certificates leaves what was there.
    void load(const QString &name);
    void clear();
    /// Opens the file dialog, without waiting for it.
    void choose();

Q_SIGNALS:
    void changed();

private:
    void showState();

    QByteArray m_pem;
    QString m_problem;
    QString m_purpose;
    QLabel *const m_label;
    QToolButton *const m_choose;
    QToolButton *const m_remove;
};

} // namespace thingsdesk
