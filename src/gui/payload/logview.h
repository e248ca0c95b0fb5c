// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payloadresult.h"

#include <QPlainTextEdit>

namespace thingsdesk {

/// What the functions said by console.log in the last run, here and at the handler.
class LogView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)
public:
    explicit LogView(QWidget *parent = nullptr);

    void setHere(const QList<PayloadLogEntry> &entries);
    void setHandler(const QList<PayloadLogEntry> &entries);
    int count() const { return int(m_here.size() + m_handler.size()); }

Q_SIGNALS:
    void countChanged(int count);

private:
    void refresh();

    QList<PayloadLogEntry> m_here;
    QList<PayloadLogEntry> m_handler;
};

} // namespace thingsdesk
