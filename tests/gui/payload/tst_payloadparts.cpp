// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the payload page that need no window.
#include "gui/payload/bytesform.h"
#include "gui/payload/functionfiles.h"
#include "gui/payload/functionproblems.h"
#include "gui/payload/functionwords.h"
#include "gui/payload/indentedjson.h"
#include "gui/payload/scripterror.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

class TestPayloadParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOutJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *json, const char *expected) {
            QTest::addRow("%s", json) << QByteArray(json) << QString::fromUtf8(expected);
        };
        row("{}", "{}");
        row("{ }", "{}");
        row("{\"a\":1,\"b\":[1,2,3]}", "{\n  \"a\": 1,\n  \"b\": [1, 2, 3]\n}");
        row("{\"a\":{\"b\":\"x, {y}: \\\"z\\\"\"}}", "{\n  \"a\": {\n    \"b\": \"x, {y}: \\\"z\\\"\"\n  }\n}");
        row("[\"a\",{\"b\":[]}]", "[\n  \"a\",\n  {\n    \"b\": []\n  }\n]");
        row("{\"n\":12345678901234567890,\"e\":1e+21}", "{\n  \"n\": 12345678901234567890,\n  \"e\": 1e+21\n}");
        row("no json", "no json");
    }

    void laysOutJson()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, expected);
        QCOMPARE(indentedJson(json), expected);
    }

    void readsErrors_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("function");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("message");
        QTest::newRow("syntax") << u"Internal error: Decoder threw error: (anonymous): Line 4:2 Unexpected token }"_s
                                << int(FunctionKind::Decoder) << 3 << u"Unexpected token }"_s;
        QTest::newRow("thrown") << u"Internal error: Converter threw error: Error: cut off"_s
                                << int(FunctionKind::Converter) << 0 << u"Error: cut off"_s;
        QTest::newRow("result") << u"Validator not valid: does not return a boolean"_s << int(FunctionKind::Validator)
                                << 0 << u"Validator not valid: does not return a boolean"_s;
        QTest::newRow("time") << u"Internal error: Interrupted javascript execution for Encoder after 100.2ms"_s
                              << int(FunctionKind::Encoder) << 0
                              << u"Interrupted javascript execution for Encoder after 100.2ms"_s;
        QTest::newRow("fatal") << u"Internal error: Fatal error in Decoder: reflect.Set"_s << int(FunctionKind::Decoder)
                               << 0 << u"reflect.Set"_s;
    }

    void readsErrors()
    {
        QFETCH(QString, text);
        QFETCH(int, function);
        QFETCH(int, line);
        QFETCH(QString, message);
        const std::optional<ScriptError> error = ScriptError::parse(text);
        QVERIFY(error);
        QCOMPARE(int(error->function), function);
        QCOMPARE(error->line.value_or(0), line);
        QCOMPARE(error->message, message);
    }

    void errorsTellTheirColumn()
    {
        const auto columnOf = [](const char *place) {
            const auto error = ScriptError::parse(
                u"Internal error: Decoder threw error: (anonymous): Line %1 Unexpected token ;"_s.arg(
                    QLatin1String(place)));
            return error && error->byteColumn ? *error->byteColumn : 0;
        };
        QCOMPARE(columnOf("3:7"), 7);
        QCOMPARE(columnOf("2:10"), 8); // behind the handler's two tabs
        QCOMPARE(columnOf("2:1"), 1);
        QCOMPARE(columnOf("3"), 0);

        // Bytes become the text's own units.
        FunctionProblems problems;
        ScriptError error;
        error.line = 2;
        error.byteColumn = 12;
        problems.setError(error, u"function f() {\n  \"é😀\" 1;\n}");
        QCOMPARE(problems.errorProblem()->column, 9);
        problems.setError(error, u"short");
        QCOMPARE(problems.errorProblem()->column, 1);
    }

    void errorsWithoutAFunction() { QVERIFY(!ScriptError::parse(u"unexpected EOF"_s)); }

    void readsBytesInEachForm()
    {
        const QByteArray bytes = QByteArray::fromHex("021c007b");
        QCOMPARE(bytesFromText(BytesForm::Hex, u" 02-1c 0x00,7B"_s).value(), bytes);
        QCOMPARE(bytesFromText(BytesForm::Base64, u"AhwAew=="_s).value(), bytes);
        QCOMPARE(bytesFromText(BytesForm::Base64, u"AhwAew"_s).value(), bytes);
        QCOMPARE(bytesFromText(BytesForm::Base64, u"_-8="_s).value(), QByteArray::fromHex("ffef"));
        QCOMPARE(bytesFromText(BytesForm::Text, u"é"_s).value(), QByteArray("\xc3\xa9"));
        QVERIFY(!bytesFromText(BytesForm::Hex, u"02 1"_s));
        QVERIFY(!bytesFromText(BytesForm::Base64, u"A"_s));
        QVERIFY(!bytesFromText(BytesForm::Base64, u"AhwA ä"_s));
        for (const BytesForm form : {BytesForm::Hex, BytesForm::Base64, BytesForm::Text})
            QCOMPARE(bytesFromText(form, QString()).value(), QByteArray());
    }

    void writesBytesInEachForm()
    {
        const QByteArray bytes = QByteArray::fromHex("021c007b");
        QCOMPARE(textFromBytes(BytesForm::Hex, bytes).value(), u"02 1C 00 7B"_s);
        QCOMPARE(textFromBytes(BytesForm::Base64, bytes).value(), u"AhwAew=="_s);
        QVERIFY(!textFromBytes(BytesForm::Text, bytes));
        QVERIFY(!textFromBytes(BytesForm::Text, QByteArray("\xff")));
        QVERIFY(!textFromBytes(BytesForm::Text, QByteArray("a\xe4"))); // cut off
        QCOMPARE(textFromBytes(BytesForm::Text, QByteArray("on")).value(), u"on"_s);
    }

    void filesComeAndGo()
    {
        const QTemporaryDir folder;
        PayloadFunctions functions;
        functions.decoder = u"function Decoder() { return { \"ä\": 1 }; }\n"_s;
        functions.encoder = u"function Encoder() { return [1]; }"_s;
        QCOMPARE(functionfiles::writeFolder(folder.path(), functions).value(), 2);
        const auto read = functionfiles::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(read->size(), 2);
        QCOMPARE(read->value(FunctionKind::Decoder), functions.decoder);
        QCOMPARE(read->value(FunctionKind::Encoder), functions.encoder);
    }

    void refusesFilesThatAreNoText()
    {
        const QTemporaryDir folder;
        const auto write = [&folder](const QString &name, const QByteArray &content) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::WriteOnly))
                file.write(content);
            return file.fileName();
        };
        QVERIFY(!functionfiles::read(folder.filePath(u"missing.js"_s)));
        QVERIFY(!functionfiles::read(write(u"binary.js"_s, QByteArray("a\0b", 3))));
        QVERIFY(!functionfiles::read(write(u"latin.js"_s, "\xe4")));
        QVERIFY(!functionfiles::read(write(u"large.js"_s, QByteArray(functionfiles::maximumSize + 1, ' '))));
        QCOMPARE(functionfiles::read(write(u"mark.js"_s, "\xef\xbb\xbfvar a;")).value(), u"var a;"_s);
        QVERIFY(!functionfiles::write(folder.filePath(u"no/such/folder.js"_s), u"x"_s));
        const QTemporaryDir empty;
        QVERIFY(!functionfiles::readFolder(empty.path()));
    }

    void templatesNameTheirFunction()
    {
        for (const FunctionKind kind : allFunctionKinds) {
            QVERIFY(functionTemplate(kind).startsWith(u"function %1("_s.arg(functionName(kind))));
            QCOMPARE(functionFromName(functionName(kind)).value(), kind);
        }
    }
};

QTEST_GUILESS_MAIN(TestPayloadParts)
#include "tst_payloadparts.moc"
