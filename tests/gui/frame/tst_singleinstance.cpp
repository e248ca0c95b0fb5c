// SPDX-License-Identifier: GPL-3.0-or-later
// One console a user and settings folder: the class, and the real program.
#include "gui/frame/singleinstance.h"
#include "support/waiting.h"

#include <QDir>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>

using namespace thingsdesk;
using test::patience;

class TestSingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondHandsOver();
    void otherSettingsAreAnotherConsole();
    void nextIsFirstAfterTheEnd();
    void refusesEndlessMessages();
    void programGivesWayToTheFirst();
    void programStartsAfterACrash();

private:
    std::unique_ptr<QProcess> startProgram() const;
    bool isListening() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_settings;
};

void TestSingleInstance::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_settings = m_folder->filePath(QStringLiteral("settings"));
    // Where the sockets lie; others than the user's own.
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder->path()));
}

void TestSingleInstance::secondHandsOver()
{
    SingleInstance first(m_settings);
    QCOMPARE(first.start("first"), SingleInstance::Role::First);
    QSignalSpy received(&first, &SingleInstance::received);
    // The second waits, so it needs a thread of its own here; in life it is a process of its own.
    Result<SingleInstance::Role> role;
    std::unique_ptr<QThread> thread(QThread::create([&] {
        SingleInstance second(m_settings);
        role = second.start("line\nbreak \xF0\x9F\x8C\xB1");
    }));
    thread->start();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, patience);
    QCOMPARE(received[0][0].toByteArray(), QByteArray("line\nbreak \xF0\x9F\x8C\xB1"));
    QTRY_VERIFY_WITH_TIMEOUT(thread->isFinished(), patience);
    QCOMPARE(role, SingleInstance::Role::Second);
}

void TestSingleInstance::otherSettingsAreAnotherConsole()
{
    SingleInstance first(m_settings);
    SingleInstance other(m_settings + QStringLiteral("-other"));
    QCOMPARE(first.start({}), SingleInstance::Role::First);
    QCOMPARE(other.start({}), SingleInstance::Role::First);
}

void TestSingleInstance::nextIsFirstAfterTheEnd()
{
    for (int i = 0; i < 2; ++i) {
        SingleInstance instance(m_settings);
        QCOMPARE(instance.start({}), SingleInstance::Role::First);
    }
}

void TestSingleInstance::refusesEndlessMessages()
{
    SingleInstance first(m_settings);
    QCOMPARE(first.start({}), SingleInstance::Role::First);
    QSignalSpy received(&first, &SingleInstance::received);
    const QStringList sockets = QDir(m_folder->path()).entryList({QStringLiteral("*.socket")}, QDir::System);
    QCOMPARE(sockets.size(), 1);
    QLocalSocket socket;
    socket.connectToServer(m_folder->filePath(sockets.first()));
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::ConnectedState, patience);
    socket.write(QByteArray(1 << 20, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, patience);
    QCOMPARE(received.size(), 0);
}

std::unique_ptr<QProcess> TestSingleInstance::startProgram() const
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("THINGSDESK_HOME"), m_folder->path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process->setProcessEnvironment(environment);
    process->setProcessChannelMode(QProcess::ForwardedChannels);
    process->start(QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk"), QStringList());
    return process;
}

bool TestSingleInstance::isListening() const
{
    const QStringList sockets = QDir(m_folder->path()).entryList({QStringLiteral("*.socket")}, QDir::System);
    if (sockets.isEmpty())
        return false;
    QLocalSocket socket;
    socket.connectToServer(m_folder->filePath(sockets.first()));
    return socket.waitForConnected(1000);
}

void TestSingleInstance::programGivesWayToTheFirst()
{
    const auto first = startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    const auto second = startProgram();
    QTRY_COMPARE_WITH_TIMEOUT(second->state(), QProcess::NotRunning, patience);
    QCOMPARE(second->exitStatus(), QProcess::NormalExit);
    QCOMPARE(second->exitCode(), 0);
    QCOMPARE(first->state(), QProcess::Running);
    first->kill();
    QVERIFY(first->waitForFinished(patience));
}

void TestSingleInstance::programStartsAfterACrash()
{
    auto first = startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    ::kill(pid_t(first->processId()), SIGKILL);
    QVERIFY(first->waitForFinished(patience));
    QVERIFY(!isListening()); // its socket and its lock are still there
    const auto next = startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    QCOMPARE(next->state(), QProcess::Running);
    next->kill();
    QVERIFY(next->waitForFinished(patience));
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
