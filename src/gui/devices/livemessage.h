// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace thingsdesk {

/// The line under a field: a quiet hint, or what is wrong with what was typed, with a sign before it. It keeps its line
/// also while it is empty, so that nothing jumps.
class LiveMessage final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveMessage)
public:
    explicit LiveMessage(QWidget *parent = nullptr);

    void setHint(const QString &text);
    void setProblem(const QString &text);
    bool isProblem() const noexcept { return m_isProblem; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(const QString &text, bool isProblem);
    void applyTone();

    bool m_isProblem = false;
};

} // namespace thingsdesk
