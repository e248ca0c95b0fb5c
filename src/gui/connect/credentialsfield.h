// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/credentials.h"

#include <QWidget>

class QComboBox;

namespace thingsdesk {

class SecretField;

/// An access key or a token. A pasted token ("Bearer …", "eyJ…") chooses its kind by itself. Parts: "secretKindCombo"
/// and those of SecretField.
class CredentialsField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialsField)
public:
    explicit CredentialsField(QWidget *parent = nullptr);

    Credentials::Kind kind() const;
    void setKind(Credentials::Kind kind);
    /// The Failure names the rule that is broken, never what was typed.
    Result<Credentials> credentials() const;
    bool isEmpty() const;
    void clear();
    /// Where the secret is typed.
    QWidget *secretPart() const;

Q_SIGNALS:
    void changed();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void onTextChanged();

    QComboBox *const m_kind;
    SecretField *const m_secret;
};

} // namespace thingsdesk
