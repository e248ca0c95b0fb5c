// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace thingsdesk {

/// A line for a secret: masked, with buttons to reveal and to paste it. Parts: "secretEdit", "revealButton",
/// "pasteButton". What is typed never goes into undo files, completions or the selection clipboard.
class SecretField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretField)
public:
    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    QByteArray text() const;
    bool isEmpty() const;
    void setText(const QString &text);
    /// Empties it and masks it again.
    void clear();
    void setPlaceholderText(const QString &text);
    /// What the secret is, for screen readers: "Access key".
    void setSecretName(const QString &name);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void textChanged();

private:
    QLineEdit *const m_edit;
    QToolButton *const m_reveal;
    QToolButton *const m_paste;
};

} // namespace thingsdesk
