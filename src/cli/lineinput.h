// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QStringList>

namespace thingsdesk::cli {

/// Lines of standard input as they come, without waiting for the next. Empty lines are passed over.
class LineInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineInput)
public:
    explicit LineInput(QObject *parent = nullptr);

    /// Up to so many of the lines that are there. While enough wait, no more are read.
    QStringList takeLines(qsizetype maximum);
    /// Everything was read and taken.
    bool isAtEnd() const { return m_ended && m_lines.isEmpty(); }

Q_SIGNALS:
    /// There are lines, or the end was reached.
    void linesReady();

private:
    void readSome();

    QSocketNotifier m_notifier;
    QByteArray m_unfinished;
    QStringList m_lines;
    bool m_ended = false;
};

} // namespace thingsdesk::cli
