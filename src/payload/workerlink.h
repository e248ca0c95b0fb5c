// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to payload.

#include "payload/workerframes.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <string>

namespace thingsdesk {

/// One worker process from its start to its end. After ended() it is of no further use.
class WorkerLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerLink)
public:
    explicit WorkerLink(const QString &program, QObject *parent = nullptr);
    ~WorkerLink() override;

    void start();
    void send(const std::string &frame);
    /// While work is under way a worker that says nothing for some seconds is killed.
    void setBusy(bool busy);

    bool saidHello() const { return m_saidHello; }
    qint64 processId() const { return m_process.processId(); }
    /// What the worker wrote on its standard error, or what the system said; for experts.
    QString lastWords() const { return m_lastWords; }

Q_SIGNALS:
    /// One item's result; the views in it are valid during the signal only.
    void outcomeReceived(const workerframes::Outcome &outcome);
    /// Once, after the last outcome.
    void ended();

private:
    void readOutput();
    bool take(const workerframes::Frame &frame);
    void onSilence();
    void end();

    QProcess m_process;
    QTimer m_watchdog;
    workerframes::FrameReader m_frames;
    QString m_program;
    QString m_lastWords;
    bool m_saidHello = false;
    bool m_ended = false;
    bool m_busy = false;
};

} // namespace thingsdesk
