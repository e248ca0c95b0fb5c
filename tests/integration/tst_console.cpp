// SPDX-License-Identifier: GPL-3.0-or-later
//
// The console as the process that users start: the tour drives the real window through the main job on the built-in
// network. Afterwards nothing that the program wrote or printed holds a key.
#include "support/sandboxprocess.h"

#include "settings/settingspaths.h"

#include <QDirIterator>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int tourTime = 400'000; // milliseconds; sanitizers are slow

/// Colours in a picture, counted on a coarse grid: a blank page has very few.
qsizetype coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}

} // namespace

class TestConsole final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tourDoesTheMainJob();
    void picturesShowPages();
    void nothingHoldsAKey();

private:
    /// Runs the console to its end; its whole output is kept.
    bool run(const QStringList &arguments, int milliseconds = tourTime);
    QList<QByteArray> demoKeys();

    QTemporaryDir m_home;
    QTemporaryDir m_pictures;
    QByteArray m_output;
    int m_exitCode = -1;
};

void TestConsole::initTestCase()
{
    QVERIFY(m_home.isValid() && m_pictures.isValid());
    qputenv("THINGSDESK_HOME", m_home.path().toLocal8Bit());
}

bool TestConsole::run(const QStringList &arguments, int milliseconds)
{
    QProcess console;
    console.setProcessChannelMode(QProcess::MergedChannels);
    console.start(QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk"), arguments);
    const bool ended = console.waitForFinished(milliseconds);
    if (!ended) {
        console.kill();
        console.waitForFinished();
    }
    m_output += console.readAll();
    m_exitCode = console.exitCode();
    return ended && console.exitStatus() == QProcess::NormalExit;
}

void TestConsole::tourDoesTheMainJob()
{
    QVERIFY2(run({u"--demo"_s, u"--tour"_s, m_pictures.path()}), m_output.constData());
    QVERIFY2(m_exitCode == 0, m_output.constData());
    qInfo("%s", m_output.constData());
}

void TestConsole::picturesShowPages()
{
    const QStringList files = QDir(m_pictures.path()).entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    QVERIFY2(files.size() >= 5, qPrintable(files.join(u' ')));
    for (const QString &file : files) {
        const QImage image(m_pictures.filePath(file));
        QVERIFY2(image.width() >= 1000 && coloursOf(image) > 50, qPrintable(file));
    }
}

QList<QByteArray> TestConsole::demoKeys()
{
    // The same network once more, to learn the keys that the console was given.
    QProcess sandbox;
    sandbox.start(SandboxProcess::program(),
                  {u"--dir"_s, SettingsPaths::ofUser().demoFolder(), u"--print-json"_s, u"--no-devices"_s});
    QList<QByteArray> keys;
    while (!sandbox.canReadLine() && sandbox.waitForReadyRead(60'000)) {
    }
    const QString line = QString::fromUtf8(sandbox.readLine());
    static const QRegularExpression key(u"ttn-account-v2\\.([A-Za-z0-9_-]+)"_s);
    for (auto match = key.globalMatch(line); match.hasNext();)
        keys.append(match.next().captured(1).toLatin1()); // also without its first part
    sandbox.terminate();
    sandbox.waitForFinished(60'000);
    return keys;
}

void TestConsole::nothingHoldsAKey()
{
    const QList<QByteArray> keys = demoKeys();
    QVERIFY(keys.size() > 2);
    for (const QByteArray &key : keys)
        QVERIFY(!m_output.contains(key));
    // The built-in network's own folder is the account server's: keys belong there.
    const QString network = SettingsPaths::ofUser().demoFolder();
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().startsWith(network) || !file.open(QIODevice::ReadOnly))
            continue;
        ++looked;
        const QByteArray content = file.readAll();
        for (const QByteArray &key : keys)
            QVERIFY2(!content.contains(key), qPrintable(file.fileName()));
    }
    QVERIFY2(looked >= 3, "profiles, preferences and histories should have been there");
}

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
