// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace thingsdesk {

/// JSON on indented lines, as it was received, with a line to find text in it (Ctrl+F, F3, Shift+F3).
/// Object names: `jsonText`, `jsonFindEdit`, `jsonFoundLabel`.
class JsonView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonView)
public:
    explicit JsonView(QWidget *parent = nullptr);

    void setJson(const QByteArray &json);

private:
    void find(bool backward);
    void mark();

    QPlainTextEdit *m_text;
    QLineEdit *m_find;
    QLabel *m_found;
};

} // namespace thingsdesk
