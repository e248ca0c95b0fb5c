// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace thingsdesk {

/// The line under a field: a hint, or what is wrong with the field. It keeps its place, so that nothing jumps.
/// What it says is also its field's accessible description.
class FieldNote final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldNote)
public:
    explicit FieldNote(QWidget *parent = nullptr);

    void setField(QWidget *field);
    void setHint(const QString &hint);
    /// Shown instead of the hint; empty brings the hint back.
    void setProblem(const QString &problem);
    bool hasProblem() const { return !m_problem.isEmpty(); }
    QString problem() const { return m_problem; }

    // Its height follows its width by itself: layouts in scroll areas reckon badly with labels that wrap.
    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showState();

    QWidget *m_field = nullptr;
    QString m_hint;
    QString m_problem;
};

} // namespace thingsdesk
