// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

namespace thingsdesk {

/// What chosen bytes mean as numbers, in either byte order. The rows stay where they are; what needs more bytes than
/// there are shows a dash.
class ReadingTable final : public QTableWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadingTable)
public:
    explicit ReadingTable(QWidget *parent = nullptr);

    void setBytes(QByteArrayView bytes);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace thingsdesk
