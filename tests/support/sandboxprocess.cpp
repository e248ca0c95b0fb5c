// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sandboxprocess.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace thingsdesk::test {

namespace {

constexpr int patience = 60'000; // milliseconds; sanitizers and busy machines are slow

SandboxProcess::Application applicationFrom(const QJsonObject &json)
{
    SandboxProcess::Application application;
    application.appId = json.value(QLatin1String("app_id")).toString();
    application.accessKey = json.value(QLatin1String("access_key")).toString().toLatin1();
    for (const QJsonValue &value : json.value(QLatin1String("keys")).toArray()) {
        SandboxProcess::Key key;
        key.key = value[QLatin1String("key")].toString().toLatin1();
        for (const QJsonValue &right : value[QLatin1String("rights")].toArray())
            key.rights.append(right.toString());
        application.keys.append(key);
    }
    return application;
}

} // namespace

QByteArray SandboxProcess::Application::keyWith(const QStringList &rights) const
{
    for (const Key &candidate : keys) {
        if (candidate.rights == rights)
            return candidate.key;
    }
    return {};
}

SandboxProcess::~SandboxProcess()
{
    if (m_process.state() != QProcess::NotRunning && !stop())
        kill();
}

QString SandboxProcess::program()
{
    return QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-sandbox");
}

bool SandboxProcess::start(const QStringList &moreArguments, bool withDevices)
{
    QStringList arguments = {QStringLiteral("--dir"), m_directory.path(), QStringLiteral("--print-json")};
    if (!withDevices)
        arguments += QStringLiteral("--no-devices");
    m_process.start(program(), arguments + moreArguments);
    if (!m_process.waitForStarted(patience)) {
        m_error = m_process.errorString();
        return false;
    }
    return readReadyLine();
}

bool SandboxProcess::readReadyLine()
{
    const QDeadlineTimer deadline(patience);
    while (!m_process.canReadLine() && m_process.state() == QProcess::Running && !deadline.hasExpired())
        m_process.waitForReadyRead(int(deadline.remainingTime()));
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    if (line.isEmpty()) {
        m_error = QString::fromUtf8(m_process.readAllStandardError());
        return false;
    }
    const auto text = [&line](const char *name) { return line.value(QLatin1String(name)).toString(); };
    m_discovery = text("discovery");
    m_handler = text("handler");
    m_mqtt = text("mqtt");
    m_mqtts = text("mqtts");
    m_authorityPath = text("ca");
    m_handlerCertificatePath = text("handler_cert");
    m_applications.clear();
    for (const QJsonValue &application : line.value(QLatin1String("applications")).toArray())
        m_applications.append(applicationFrom(application.toObject()));
    return true;
}

bool SandboxProcess::stop()
{
    m_process.terminate();
    return m_process.waitForFinished(patience) && m_process.exitStatus() == QProcess::NormalExit &&
           m_process.exitCode() == 0;
}

void SandboxProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

SandboxProcess::Application SandboxProcess::application(const QString &appId) const
{
    for (const Application &application : m_applications) {
        if (application.appId == appId)
            return application;
    }
    return {};
}

QByteArray SandboxProcess::token(const QString &appId, const QStringList &rights) const
{
    QProcess printer;
    QStringList arguments = {QStringLiteral("--dir"), m_directory.path()};
    if (appId.isEmpty())
        arguments += QStringLiteral("--print-operator-token");
    else
        arguments += {QStringLiteral("--print-token"), rights.isEmpty() ? appId : appId + u':' + rights.join(u',')};
    printer.start(program(), arguments);
    printer.waitForFinished(patience);
    return printer.readAllStandardOutput().trimmed();
}

} // namespace thingsdesk::test
