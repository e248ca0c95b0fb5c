// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace thingsdesk::test {

/// What a run of thingsdesk-cli left behind.
struct CliResult
{
    int exitCode = -1;
    QByteArray output;
    QByteArray messages;

    QList<QJsonObject> lines() const; ///< standard output, one object a line
    QJsonObject line() const;         ///< its first
    QJsonObject error() const;        ///< {"kind", "text", "detail"} of the last error on standard error
    QString errorText() const;
    QByteArray all() const { return output + messages; }
};

/// A thingsdesk-cli under way.
class CliProcess final
{
    Q_DISABLE_COPY_MOVE(CliProcess)
public:
    /// Who reads the program's standard output.
    enum class Reader {
        Test,
        Gone, ///< a process that has ended
    };

    CliProcess(const QStringList &arguments, const QMap<QString, QByteArray> &variables, const QByteArray &input = {},
               Reader reader = Reader::Test);
    ~CliProcess();

    qint64 processId() const { return m_process.processId(); }
    QByteArray messages() const { return m_result.messages; }
    QByteArray output() const { return m_result.output; }
    /// Waits, with the event loop running, until standard error holds the text.
    bool waitForMessage(const QByteArray &text);
    void interrupt(int signal);
    CliResult finish();

    /// Every byte that any of these processes wrote, and every command line they had.
    static QByteArray everything() { return s_everything; }

private:
    QProcess m_goneReader;
    QProcess m_process;
    CliResult m_result;

    static QByteArray s_everything;
};

/// Command lines and environments of all processes of this machine that can be read.
QByteArray visibleProcessTexts();

} // namespace thingsdesk::test
