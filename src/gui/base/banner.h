// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QFrame>

#include <memory>

class QAction;

namespace thingsdesk {

/// The one place above a page where it says what happened and what can be done, instead of a modal box. Hidden while
/// there is nothing to say; told to screen readers when it appears. Object name "banner"; its buttons have the actions'
/// object names.
class Banner final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    enum class Level { Info, Success, Warning, Error };

    explicit Banner(QWidget *parent = nullptr);
    ~Banner() override;

    /// The failure's text, its detail behind "Details" (can be copied), and a button for each action. A cancelled
    /// failure shows nothing. The actions stay the caller's.
    void showFailure(const Failure &failure, const QList<QAction *> &actions = {});
    void showMessage(Level level, const QString &text, const QList<QAction *> &actions = {});
    /// Another text for what is shown already, without telling it anew: for a countdown.
    void updateText(const QString &text);
    /// A quiet line that goes away by itself.
    void showPassing(Level level, const QString &text);
    void clear();
    bool isShowing() const;
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
