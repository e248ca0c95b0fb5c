// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/output.h"
#include "cli/textblock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace thingsdesk;
using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

namespace {

/// A stream into a file.
class Stream
{
public:
    explicit Stream(const QString &path)
        : m_file(path)
    {
        m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    }
    int descriptor() const { return m_file.handle(); }
    QByteArray text()
    {
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    QFile m_file;
};

} // namespace

class TestOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resultsAndMessagesAreApart()
    {
        Stream results(m_folder.filePath(u"r1"_s));
        Stream messages(m_folder.filePath(u"m1"_s));
        Output output(results.descriptor(), messages.descriptor(), false);
        output.result(u"result"_s);
        output.note(u"note"_s);
        output.failure({Failure::Kind::Permanent, Failure::Cause::Other, u"It failed."_s, u"code 5"_s});
        output.wrongUse({u"Wrong."_s, u"Hint."_s});
        QCOMPARE(results.text(), QByteArray("result\n"));
        QCOMPARE(messages.text(),
                 QByteArray("note\nthingsdesk-cli: It failed.\n  (code 5)\nthingsdesk-cli: Wrong.\nHint.\n"));
    }

    void jsonIsOneObjectALine()
    {
        Stream results(m_folder.filePath(u"r2"_s));
        Stream messages(m_folder.filePath(u"m2"_s));
        Output output(results.descriptor(), messages.descriptor(), true);
        output.result(QByteArray("{\n\"a\": 1\r\n}"));
        output.failure({Failure::Kind::Transient, Failure::Cause::TimedOut, u"It failed."_s, u"x"_s});
        output.wrongUse({u"Wrong."_s, u"Hint."_s});
        output.note(u"note"_s);
        const QByteArray expected = R"({"error":{"kind":"transient","text":"It failed.","detail":"x"}})"
                                    "\n"
                                    R"({"error":{"kind":"permanent","text":"Wrong.","detail":"Hint."}})"
                                    "\n"
                                    R"({"note":"note"})"
                                    "\n";
        QCOMPARE(results.text(), QByteArray("{ \"a\": 1  }\n"));
        QCOMPARE(messages.text(), expected);
    }

    void aReaderThatWentIsNoticed()
    {
        std::signal(SIGPIPE, SIG_IGN);
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        ::close(ends[0]);
        Output output(ends[1], STDERR_FILENO, true);
        output.result(QByteArray("{}"));
        QVERIFY(output.isBroken());
        ::close(ends[1]);
    }

    void strangersCannotSteerTheTerminal()
    {
        QCOMPARE(plainText(u"a\x1b[2Jb\x7f\u009b\n\tü"_s), u"a\u241b[2Jb\u2421\u2421\n\tü"_s);
    }

    void textIsAligned()
    {
        TextBlock block;
        block.add(u"A"_s, u"1"_s).addIfSet(u"B"_s, {}).group().group().add(u"Long"_s, u"2"_s).group();
        QCOMPARE(block.text(), u"A     1\n\nLong  2"_s);
    }

    void exitCodesFollowTheKind()
    {
        QCOMPARE(exitCodeOf({Failure::Kind::Transient, {}, {}, {}}), ExitCode::FailedForNow);
        QCOMPARE(exitCodeOf({Failure::Kind::Permanent, {}, {}, {}}), ExitCode::Failed);
        QCOMPARE(exitCodeOf(Failure::cancelled()), ExitCode::Interrupted);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestOutput)
#include "tst_output.moc"
