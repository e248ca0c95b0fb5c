// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/broker/brokerprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace thingsdesk::sandbox {

namespace {

Failure permanent(const QString &text, const QString &detail = {})
{
    return {Failure::Kind::Permanent, Failure::Cause::Other, text, detail};
}

QString mosquittoProgram()
{
    QString found = QStandardPaths::findExecutable(QStringLiteral("mosquitto"));
    if (!found.isEmpty())
        return found;
    // Debian puts it where only the administrator's PATH looks.
    return QStandardPaths::findExecutable(QStringLiteral("mosquitto"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")});
}

QString pluginPath()
{
    const QDir programs(QCoreApplication::applicationDirPath());
    const QString name = QStringLiteral("thingsdesk-sandbox-auth.so");
    for (const QString &place : {programs.filePath(name), programs.filePath(QStringLiteral("../bin/") + name),
                                 QStringLiteral(THINGSDESK_PLUGIN_DIR "/") + name,
                                 programs.filePath(QStringLiteral(THINGSDESK_PLUGIN_RELATIVE_DIR "/") + name)}) {
        if (QFileInfo::exists(place))
            return QFileInfo(place).canonicalFilePath();
    }
    return {};
}

/// The wished port if it is free, else another one.
quint16 freePort(quint16 wished)
{
    QTcpServer probe;
    if (wished != 0 && probe.listen(QHostAddress::LocalHost, wished))
        return wished;
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : 0;
}

QByteArray currentUser()
{
    const passwd *entry = getpwuid(getuid());
    return entry ? QByteArray(entry->pw_name) : QByteArray();
}

} // namespace

BrokerProcess::BrokerProcess(QObject *parent)
    : QObject(parent)
{
    m_process.setChildProcessModifier([parentId = getpid()] {
        // Also where we are killed without a chance to tidy up.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parentId)
            _exit(1);
    });
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::finished, this, [this] {
        if (m_stopping)
            return;
        Q_EMIT died(QString::fromUtf8(m_process.readAll().right(500)).trimmed());
        QTimer::singleShot(200, this, &BrokerProcess::launch);
    });
    m_probeTimer.setInterval(20);
    connect(&m_probeTimer, &QTimer::timeout, this, &BrokerProcess::probe);
    connect(&m_probe, &QTcpSocket::connected, this, [this] {
        m_probeTimer.stop();
        m_probe.abort();
        Q_EMIT listening();
    });
}

BrokerProcess::~BrokerProcess()
{
    m_stopping = true;
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

Result<void> BrokerProcess::start(const Settings &settings)
{
    m_settings = settings;
    m_program = mosquittoProgram();
    if (m_program.isEmpty())
        return fail(
            permanent(QStringLiteral("The MQTT broker mosquitto is not installed. Install the package mosquitto.")));
    const QString plugin = pluginPath();
    if (plugin.isEmpty())
        return fail(permanent(QStringLiteral("The broker's plugin thingsdesk-sandbox-auth.so was not found beside this "
                                             "program. Build or install it whole.")));
    m_settings.plainPort = freePort(settings.plainPort);
    m_settings.tlsPort = freePort(settings.tlsPort == m_settings.plainPort ? 0 : settings.tlsPort);
    if (auto written = writeConfiguration(plugin); !written)
        return written;
    launch();
    return {};
}

Result<void> BrokerProcess::writeConfiguration(const QString &plugin) const
{
    const auto path = [](const QString &file) { return file.toLocal8Bit(); };
    QByteArray text = "per_listener_settings false\nallow_anonymous false\npersistence false\nlog_dest stderr\n"
                      "log_type error\nlog_type warning\nmax_queued_messages 0\nsys_interval 0\n";
    text += "plugin " + path(plugin) + "\nplugin_opt_file " + path(m_settings.authFile) + '\n';
    // Started by root it would change to another user, who may not read the directory.
    text += "user " + currentUser() + '\n';
    text += "listener " + QByteArray::number(m_settings.plainPort) + " 127.0.0.1\n";
    text += "listener " + QByteArray::number(m_settings.tlsPort) + " 127.0.0.1\n";
    text += "certfile " + path(m_settings.identity.certificatePath) + '\n';
    text += "keyfile " + path(m_settings.identity.privateKeyPath) + '\n';
    QSaveFile file(QDir(m_settings.directory).filePath(QStringLiteral("mosquitto.conf")));
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return fail(permanent(QStringLiteral("The file %1 cannot be written.").arg(file.fileName()), file.errorString()));
}

void BrokerProcess::launch()
{
    m_process.start(m_program,
                    {QStringLiteral("-c"), QDir(m_settings.directory).filePath(QStringLiteral("mosquitto.conf"))});
    m_probeTimer.start();
}

void BrokerProcess::probe()
{
    if (m_probe.state() != QAbstractSocket::UnconnectedState)
        return;
    m_probe.connectToHost(QHostAddress(QHostAddress::LocalHost), m_settings.plainPort);
}

} // namespace thingsdesk::sandbox
