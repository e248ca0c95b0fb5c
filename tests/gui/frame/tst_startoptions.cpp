// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/startoptions.h"

#include <QDir>
#include <QTest>

using namespace thingsdesk;

class TestStartOptions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAll();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void crossesToTheFirstInstance();
    void helpNamesAll();
};

void TestStartOptions::readsAll()
{
    const auto none = StartOptions::parse({});
    QVERIFY(none && !none->demo && none->profile.isEmpty() && none->tourFolder.isEmpty());
    const auto demo = StartOptions::parse({QStringLiteral("--demo"), QStringLiteral("--profile=net/app")});
    QVERIFY(demo && demo->demo);
    QCOMPARE(demo->profile, QStringLiteral("net/app"));
    const auto tour =
        StartOptions::parse({QStringLiteral("--demo"), QStringLiteral("--tour"), QStringLiteral("pictures")});
    QVERIFY(tour);
    QCOMPARE(tour->tourFolder, QDir::current().absoluteFilePath(QStringLiteral("pictures")));
    QVERIFY(StartOptions::parse({QStringLiteral("--help")})->help);
    QVERIFY(StartOptions::parse({QStringLiteral("--version")})->version);
}

void TestStartOptions::refusesWrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--tuor")} << QStringLiteral("--tuor");
    QTest::newRow("word") << QStringList{QStringLiteral("demo")} << QStringLiteral("demo");
    QTest::newRow("no value") << QStringList{QStringLiteral("--profile")} << QStringLiteral("--profile");
    QTest::newRow("empty value") << QStringList{QStringLiteral("--profile=")} << QStringLiteral("--profile");
    QTest::newRow("value too many") << QStringList{QStringLiteral("--demo=1")} << QStringLiteral("--demo=1");
    QTest::newRow("tour of the user's own")
        << QStringList{QStringLiteral("--tour"), QStringLiteral("x")} << QStringLiteral("--demo");
}

void TestStartOptions::refusesWrongUse()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const auto options = StartOptions::parse(arguments);
    QVERIFY(!options);
    QVERIFY2(options.error().text.contains(named), qPrintable(options.error().text));
}

void TestStartOptions::crossesToTheFirstInstance()
{
    StartOptions options;
    options.demo = true;
    options.profile = QStringLiteral("netz/größe");
    const StartOptions read = StartOptions::fromMessage(options.toMessage());
    QVERIFY(read.demo);
    QCOMPARE(read.profile, options.profile);
    const StartOptions nonsense = StartOptions::fromMessage("nonsense");
    QVERIFY(!nonsense.demo && nonsense.profile.isEmpty());
}

void TestStartOptions::helpNamesAll()
{
    for (const char *name : {"--demo", "--profile", "--tour", "--version", "--help", "THINGSDESK_HOME"})
        QVERIFY(StartOptions::helpText().contains(QLatin1String(name)));
}

QTEST_GUILESS_MAIN(TestStartOptions)
#include "tst_startoptions.moc"
