// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/functionfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

class TestFunctionFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void onlyFilesThatAreThereAreRead()
    {
        write(u"decoder.js"_s, "function Decoder() { return {\"ü\": 1}; }\n");
        write(u"encoder.js"_s, "");
        const auto changes = readFunctionFiles(m_folder->path(), FunctionUse::AtHandler);
        QVERIFY(changes);
        QCOMPARE(changes->decoder, u"function Decoder() { return {\"ü\": 1}; }\n"_s);
        QVERIFY(!changes->converter && !changes->validator);
        QVERIFY(changes->encoder && changes->encoder->isEmpty());
    }

    void aFolderWithoutFilesIsRefused()
    {
        QVERIFY(!readFunctionFiles(m_folder->path(), FunctionUse::Here));
        QVERIFY(!readFunctionFiles(m_folder->filePath(u"missing"_s), FunctionUse::Here));
    }

    void whatIsNotUtf8IsRefused()
    {
        write(u"validator.js"_s, "// caf\xe9\n");
        const auto changes = readFunctionFiles(m_folder->path(), FunctionUse::Here);
        QVERIFY(!changes);
        QVERIFY(changes.error().text.contains(u"validator.js"_s));
    }

    void anEndlessLoopStaysHere()
    {
        write(u"decoder.js"_s, "function Decoder() {\n  for (;;) {}\n}\n");
        QVERIFY(readFunctionFiles(m_folder->path(), FunctionUse::Here));
        const auto changes = readFunctionFiles(m_folder->path(), FunctionUse::AtHandler);
        QVERIFY(!changes);
        QVERIFY2(changes.error().text.contains(u"line 2"_s), qPrintable(changes.error().text));
    }

    void writtenFilesReadBackTheSame()
    {
        PayloadFunctions functions;
        functions.decoder = u"function Decoder() {}\r\n// ü 😀"_s;
        functions.encoder = u"x"_s;
        write(u"validator.js"_s, "mine");
        const QString folder = m_folder->path();
        const auto written = writeFunctionFiles(folder, functions);
        QVERIFY(written);
        QCOMPARE(written->written, (QStringList{u"decoder.js"_s, u"encoder.js"_s}));
        QCOMPARE(written->left, QStringList{u"validator.js"_s});
        const auto read = readFunctionFiles(folder, FunctionUse::Here);
        QVERIFY(read);
        QCOMPARE(read->decoder, functions.decoder);
        QCOMPARE(read->encoder, functions.encoder);
        QCOMPARE(read->validator, u"mine"_s);
        QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 3); // nothing half-written beside them
    }

    void aMissingFolderIsMade()
    {
        PayloadFunctions functions;
        functions.converter = u"c"_s;
        QVERIFY(writeFunctionFiles(m_folder->filePath(u"a/b"_s), functions));
        QVERIFY(QFile::exists(m_folder->filePath(u"a/b/converter.js"_s)));
        write(u"file"_s, "");
        QVERIFY(!writeFunctionFiles(m_folder->filePath(u"file/below"_s), functions));
    }

private:
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestFunctionFiles)
#include "tst_functionfiles.moc"
