// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argumentreader.h"
#include "cli/commands.h"
#include "cli/help.h"

#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

Parsed<Invocation> parsed(const QString &line)
{
    return parseArguments(line.split(u' ', Qt::SkipEmptyParts), commands());
}

} // namespace

class TestArguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void optionsStandBeforeAndAfterTheCommand()
    {
        const auto line = parsed(u"--app my-app --json device show dev-1 --discovery=localhost:1900"_s);
        QVERIFY(line);
        QCOMPARE(line->command->name(), u"device show"_s);
        QCOMPARE(line->arguments.value(u"app"_s), u"my-app"_s);
        QCOMPARE(line->arguments.value(u"discovery"_s), u"localhost:1900"_s);
        QVERIFY(line->arguments.has(u"json"_s));
        QCOMPARE(line->arguments.positionals(), QStringList{u"dev-1"_s});
    }

    void valuesMayBeginWithADash()
    {
        const auto line = parsed(u"device set dev-1 --latitude -33.9 --key-file - --description=--x"_s);
        QVERIFY(line);
        QCOMPARE(line->arguments.value(u"latitude"_s), u"-33.9"_s);
        QCOMPARE(line->arguments.value(u"key-file"_s), u"-"_s);
        QCOMPARE(line->arguments.value(u"description"_s), u"--x"_s);
    }

    void repeatedOptionsAreKeptInOrder()
    {
        const auto line = parsed(u"device set dev-1 --attribute a=1 --attribute b="_s);
        QVERIFY(line);
        QCOMPARE(line->arguments.values(u"attribute"_s), (QStringList{u"a=1"_s, u"b="_s}));
    }

    void aDoubleDashEndsTheOptions()
    {
        const auto line = parsed(u"decode --cayenne --port 1 -- - --json"_s);
        QVERIFY(line);
        QCOMPARE(line->arguments.positionals(), (QStringList{u"-"_s, u"--json"_s}));
        QVERIFY(!line->arguments.has(u"json"_s));
    }

    void wrongLinesAreNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("nothing") << u""_s << u"No command"_s;
        QTest::newRow("unknown command") << u"dance"_s << u"\"dance\""_s;
        QTest::newRow("unknown second word") << u"app dance"_s << u"\"app dance\""_s;
        QTest::newRow("half a command") << u"app functions"_s << u"\"app functions\""_s;
        QTest::newRow("unknown option") << u"check --fast"_s << u"--fast"_s;
        QTest::newRow("short option") << u"check -j"_s << u"-j"_s;
        QTest::newRow("another command's option") << u"check --port 1"_s << u"--port"_s;
        QTest::newRow("missing value at the end") << u"listen --count"_s << u"--count"_s;
        QTest::newRow("missing value before an option") << u"listen --count --json"_s << u"--count"_s;
        QTest::newRow("value for a flag") << u"listen --events=yes"_s << u"--events"_s;
        QTest::newRow("twice") << u"listen --count 1 --count 2"_s << u"--count"_s;
        QTest::newRow("missing positional") << u"device show"_s << u"ID"_s;
        QTest::newRow("too many positionals") << u"device show a1 b2"_s << u"\"b2\""_s;
    }

    void wrongLinesAreNamed()
    {
        QFETCH(QString, line);
        QFETCH(QString, named);
        const auto result = parsed(line);
        QVERIFY(!result);
        QVERIFY2(result.error().text.contains(named), qPrintable(result.error().text));
        QVERIFY(result.error().hint.contains(u"--help"_s));
    }

    void helpNamesEveryCommandAndEveryOption()
    {
        const QString whole = helpText({}, commands());
        for (const CommandSpec &command : commands()) {
            QVERIFY2(whole.contains(command.name()), qPrintable(command.name()));
            QVERIFY(command.run);
            const QString own = helpText(command.words, commands());
            for (const OptionSpec &option : command.options)
                QVERIFY2(own.contains(u"--"_s + option.name), qPrintable(option.name));
        }
        QVERIFY(parsed(u"device register --help"_s)->help);
        QVERIFY(parsed(u"--version"_s)->version);
    }

    void numbersHaveTheirRange_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("1") << u"1"_s << true;
        QTest::newRow("223") << u"223"_s << true;
        for (const char *bad : {"0", "224", "-1", "1.5", "1e2", "", " ", "0x10", "99999999999999999999", "one"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << false;
    }

    void numbersHaveTheirRange()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        Arguments arguments;
        arguments.addOption(u"port"_s, text);
        ArgumentReader reader(arguments);
        QCOMPARE(reader.integer(u"port"_s, 1, 223).has_value(), good);
        QCOMPARE(reader.isGood(), good);
        if (!good)
            QVERIFY(reader.wrong().text.startsWith(u"--port must be"_s));
    }

    void noNumbersThatAreNone()
    {
        for (const QString &text : {u"nan"_s, u"inf"_s, u"-inf"_s, u"90.1"_s, u"52,1"_s}) {
            Arguments arguments;
            arguments.addOption(u"latitude"_s, text);
            ArgumentReader reader(arguments);
            QVERIFY2(!reader.decimal(u"latitude"_s, -90, 90), qPrintable(text));
        }
    }

    void euisAreTakenAsPasted()
    {
        Arguments arguments;
        arguments.addOption(u"dev-eui"_s, u"00-04-A3-0B-00-1B-7A-D2"_s);
        ArgumentReader reader(arguments);
        const auto eui = reader.bytes<DevEui>(u"dev-eui"_s);
        QVERIFY(eui);
        QCOMPARE(eui->toHex(), u"0004A30B001B7AD2"_s);
    }

    void aWrongKeyIsNotRepeated()
    {
        Arguments arguments;
        arguments.addOption(u"app-key"_s, u"00112233445566778899AABBCCDDEEF"_s);
        ArgumentReader reader(arguments);
        QVERIFY(!reader.bytes<AppKey>(u"app-key"_s));
        QVERIFY(reader.wrong().text.contains(u"--app-key"_s));
        QVERIFY(!reader.wrong().text.contains(u"0011"_s));
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
