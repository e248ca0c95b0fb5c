// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "gui/payload/bytesform.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace thingsdesk {

/// Takes bytes as hex, base64 or text, counts them, and says what cannot be read. Switching the form converts what is
/// there; what cannot be converted stays as it was typed.
class BytesField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BytesField)
public:
    explicit BytesField(QWidget *parent = nullptr);

    /// Nothing while what is typed cannot be read.
    const std::optional<QByteArray> &bytes() const { return m_bytes; }
    void setBytes(const QByteArray &bytes);

Q_SIGNALS:
    void bytesChanged();

private:
    void read();
    void switchForm();

    QComboBox *m_formCombo = nullptr;
    QLineEdit *m_edit = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_message = nullptr;
    BytesForm m_form = BytesForm::Hex;
    std::optional<QByteArray> m_bytes;
};

} // namespace thingsdesk
