// SPDX-License-Identifier: GPL-3.0-or-later
// Every example does what its second line says, and no handler would refuse it.
#include "gui/payload/functionexamples.h"
#include "payload/functionrunner.h"
#include "payload/handlermarks.h"
#include "support/waiting.h"

#include <QDirIterator>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::test;
using namespace Qt::StringLiterals;

class TestFunctionExamples final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doWhatTheySay_data()
    {
        QTest::addColumn<FunctionKind>("kind");
        QTest::addColumn<QString>("source");
        for (const FunctionKind kind : allFunctionKinds) {
            for (const FunctionExample &example : functionExamples(kind)) {
                QVERIFY(!example.title.isEmpty());
                QTest::addRow("%s", qPrintable(example.name)) << kind << exampleSource(example);
            }
        }
    }

    void doWhatTheySay()
    {
        QFETCH(const FunctionKind, kind);
        QFETCH(const QString, source);
        const QList<HandlerMark> marks = handlerMarks(kind, source);
        QVERIFY2(marks.isEmpty(), marks.isEmpty() ? "" : qPrintable(marks.first().reason));
        const QString line = source.section(u'\n', 1, 1);
        QVERIFY2(line.startsWith(u"// Example: "), qPrintable(line));
        const QString input = line.mid(12).section(u" => "_s, 0, 0);
        const QString expected = line.section(u" => "_s, 1);
        QCOMPARE(outcome(kind, source, input), expected);
    }

    void allFilesAreOffered()
    {
        QStringList offered;
        for (const FunctionKind kind : allFunctionKinds) {
            for (const FunctionExample &example : functionExamples(kind))
                offered.append(example.name);
        }
        int files = 0;
        for (QDirIterator file(u":/examples"_s, {u"*.js"_s}); file.hasNext(); ++files) {
            file.next();
            QVERIFY2(offered.contains(file.fileInfo().baseName()), qPrintable(file.fileName()));
        }
        QCOMPARE(files, offered.size());
    }

private:
    QString outcome(FunctionKind kind, const QString &source, const QString &input)
    {
        PayloadFunctions functions;
        functionText(functions, kind) = source;
        if (kind == FunctionKind::Encoder) {
            const auto results = waited(m_runner.encode(PayloadFormat::Custom, functions, {{input.toUtf8(), 1}}));
            return results ? textOf(results->first()) : results.error().text;
        }
        QByteArray bytes = QByteArray::fromHex(input.toLatin1());
        if (kind != FunctionKind::Decoder) { // the fields by way of a decoder
            functions.decoder = u"function Decoder() { return %1; }"_s.arg(input);
            bytes = "x";
        }
        const auto results = waited(m_runner.decode(PayloadFormat::Custom, functions, {{bytes, 1}}));
        if (!results || results->first().error)
            return results ? results->first().error->text : results.error().text;
        const DecodeResult &result = results->first();
        return kind == FunctionKind::Validator ? result.valid ? u"true"_s : u"false"_s
                                               : QString::fromUtf8(result.fields);
    }
    static QString textOf(const EncodeResult &result)
    {
        return result.error ? result.error->text : QString::fromLatin1(result.bytes.toHex(' ').toUpper());
    }

    FunctionRunner m_runner{QStringLiteral(THINGSDESK_BIN_DIR "/thingsdesk-payload")};
};

QTEST_GUILESS_MAIN(TestFunctionExamples)
#include "tst_functionexamples.moc"
