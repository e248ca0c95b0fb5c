// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace thingsdesk {

/// One line of plain text that ends in an ellipsis where there is no room; the whole text is the tooltip then.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace thingsdesk
