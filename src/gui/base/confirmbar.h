// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>
#include <memory>

namespace thingsdesk {

/// A question in place, instead of a modal box: what will be lost, a button that does it, and one that does not. Hidden
/// while nothing is asked. Object name "confirmBar"; its parts: "confirmText", "confirmEdit", "confirmCheck",
/// "confirmButton", "refuseButton".
class ConfirmBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmBar)
public:
    struct Question
    {
        QString text;   ///< "Delete 3 devices? Their keys are lost."
        QString action; ///< the button's word: "Delete"
        /// What must be typed before the button can be pressed, for what cannot be undone; empty = nothing.
        QString typed;
        /// A further choice, off at first: "Also delete its history (12 MB)"; empty = none.
        QString choice;
        bool isDestructive = true;
    };

    explicit ConfirmBar(QWidget *parent = nullptr);
    ~ConfirmBar() override;

    /// Asks; a question that was open is taken as refused. `confirmed(choice)` is called when the button is pressed,
    /// `refused` (which may be empty) when the user does not want to. Escape refuses.
    void ask(const Question &question, std::function<void(bool choice)> confirmed, std::function<void()> refused = {});
    void refuse();
    bool isAsking() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
