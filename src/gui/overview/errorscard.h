// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/historystore.h"

#include <QGroupBox>

class QLabel;
class QPushButton;

namespace thingsdesk {

class ElidedLabel;

/// The last five errors in the history, each with a way to it.
class ErrorsCard final : public QGroupBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ErrorsCard)
public:
    explicit ErrorsCard(HistoryStore &history, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void recordWanted(qint64 recordId);
    void failed(const thingsdesk::Failure &failure);

private:
    static constexpr int shown = 5;
    struct Row
    {
        QLabel *time = nullptr;
        QLabel *device = nullptr;
        ElidedLabel *text = nullptr;
        QPushButton *show = nullptr;
        qint64 recordId = 0;
    };
    void addRow(int row);
    void showRecords(const QList<HistoryRecord> &records);

    HistoryStore &m_history;
    QList<Row> m_rows;
    QLabel *m_empty = nullptr;
    bool m_everUsed = false; ///< then the rows keep their place
};

} // namespace thingsdesk
