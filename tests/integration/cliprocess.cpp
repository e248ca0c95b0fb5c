// SPDX-License-Identifier: GPL-3.0-or-later
#include "integration/cliprocess.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <csignal>

namespace thingsdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 90'000; // milliseconds; sanitizers and busy machines are slow

QList<QJsonObject> objectsIn(const QByteArray &text)
{
    QList<QJsonObject> objects;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            objects.append(QJsonDocument::fromJson(line).object());
    }
    return objects;
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray CliProcess::s_everything;

QList<QJsonObject> CliResult::lines() const
{
    return objectsIn(output);
}

QJsonObject CliResult::line() const
{
    return lines().value(0);
}

QJsonObject CliResult::error() const
{
    QJsonObject found;
    const QList<QJsonObject> objects = objectsIn(messages);
    for (const QJsonObject &object : objects) {
        if (object.contains("error"_L1))
            found = object.value("error"_L1).toObject();
    }
    return found;
}

QString CliResult::errorText() const
{
    return error().value("text"_L1).toString();
}

CliProcess::CliProcess(const QStringList &arguments, const QMap<QString, QByteArray> &variables,
                       const QByteArray &input, Reader reader)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : variables.asKeyValueRange())
        environment.insert(name, QString::fromLatin1(value));
    // Where the program ends while gRPC's threads do, LeakSanitizer may find what these hold; the suppressions do not
    // help, as the stacks end in libraries without frame pointers. Our own leaks show in tst_clients and tst_session.
    if (const QString sanitizer = environment.value(u"ASAN_OPTIONS"_s); !sanitizer.isEmpty())
        environment.insert(u"ASAN_OPTIONS"_s, sanitizer + u":detect_leaks=0"_s);
    m_process.setProcessEnvironment(environment);
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process,
                     [this] { m_result.output += m_process.readAllStandardOutput(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
                     [this] { m_result.messages += m_process.readAllStandardError(); });
    if (reader == Reader::Gone)
        m_process.setStandardOutputProcess(&m_goneReader);
    m_process.start(QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-cli"), arguments);
    if (!m_process.waitForStarted(patience))
        qFatal("thingsdesk-cli cannot be started");
    if (reader == Reader::Gone) {
        m_goneReader.start(u"true"_s, QStringList());
        m_goneReader.waitForFinished(patience);
    }
    s_everything += fileText(u"/proc/%1/cmdline"_s.arg(m_process.processId()));
    m_process.write(input);
    m_process.closeWriteChannel();
}

CliProcess::~CliProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
}

bool CliProcess::waitForMessage(const QByteArray &text)
{
    return QTest::qWaitFor(
               [&] { return m_result.messages.contains(text) || m_process.state() == QProcess::NotRunning; },
               patience) &&
           m_result.messages.contains(text);
}

void CliProcess::interrupt(int signal)
{
    ::kill(pid_t(m_process.processId()), signal);
}

CliResult CliProcess::finish()
{
    if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, patience))
        return m_result;
    m_result.output += m_process.readAllStandardOutput();
    m_result.messages += m_process.readAllStandardError();
    m_result.exitCode = m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    s_everything += m_result.all();
    return m_result;
}

QByteArray visibleProcessTexts()
{
    QByteArray text;
    const QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &process : processes) {
        if (process.toInt() > 0)
            text += fileText(u"/proc/%1/cmdline"_s.arg(process)) + '\n' + fileText(u"/proc/%1/environ"_s.arg(process));
    }
    return text;
}

} // namespace thingsdesk::test
