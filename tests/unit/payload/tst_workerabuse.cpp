// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"
#include "support/hostilefunctions.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <csignal>

using namespace thingsdesk;

/// Functions that mean harm, or are just broken: each costs one result, and the next payload is right.
class tst_WorkerAbuse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void costsOneResult_data();
    void costsOneResult();
    void signalsFromOutside_data();
    void signalsFromOutside();
    void hugeSource();
    void oddFieldNames();
    void nothingIsWithinReach();
    void garbageEndsTheWorker_data();
    void garbageEndsTheWorker();

private:
    FunctionRunner m_runner{builtWorker()};
};

void tst_WorkerAbuse::costsOneResult_data()
{
    QTest::addColumn<QString>("body");  // run for the payload 00, not for others
    QTest::addColumn<QString>("error"); // how its text starts; empty where there is none
    QTest::addColumn<PayloadError::Code>("code");
    for (const test::hostile::Function &function : test::hostile::functions)
        QTest::newRow(function.name) << QString::fromUtf8(function.body) << QString::fromUtf8(function.error)
                                     << function.code;
}

void tst_WorkerAbuse::costsOneResult()
{
    QFETCH(const QString, body);
    QFETCH(const QString, error);
    QFETCH(const PayloadError::Code, code);
    const PayloadFunctions functions = {QStringLiteral("function Decoder(bytes) { if (bytes[0] === 0) { ") + body +
                                            QStringLiteral(" } return {n: bytes[0]}; }"),
                                        {},
                                        {},
                                        {}};
    QList<DecodeInput> inputs;
    for (int i = 0; i < 9; ++i)
        inputs.append({QByteArray(1, static_cast<char>(i == 4 ? 0 : i + 1)), 1});
    decodeOne(m_runner, functions, "01"); // so that only the abuse is timed
    QElapsedTimer timer;
    timer.start();
    const auto results = waitFor(m_runner.decode(PayloadFormat::Custom, functions, inputs));
    qInfo("%lld ms for the abuse and its eight neighbours", timer.elapsed());
    QVERIFY(results && *results);
    QCOMPARE((*results)->size(), inputs.size());
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const DecodeResult &result = (**results)[i];
        if (i != 4) {
            QCOMPARE(shown(result), QStringLiteral("{\"n\":%1}").arg(i + 1));
            continue;
        }
        QVERIFY2(result.error.has_value() != error.isEmpty(), qPrintable(shown(result).left(200)));
        if (result.error) {
            QVERIFY2(result.error->text.startsWith(error), qPrintable(result.error->text));
            const bool slowMachine = result.error->text.contains(QStringLiteral("Interrupted"));
            QVERIFY2(result.error->code == code || slowMachine, qPrintable(result.error->text));
        }
    }
}

void tst_WorkerAbuse::signalsFromOutside_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGSEGV") << SIGSEGV;
    QTest::newRow("SIGKILL") << SIGKILL;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGABRT") << SIGABRT;
}

void tst_WorkerAbuse::signalsFromOutside()
{
    QFETCH(const int, signal);
    const PayloadFunctions functions = {
        QStringLiteral(
            "function Decoder(bytes) { for (var i = 0; i < 2000; ++i); return {n: bytes[0] + 256 * bytes[1]}; }"),
        {},
        {},
        {}};
    QList<DecodeInput> inputs;
    for (int i = 0; i < 4000; ++i)
        inputs.append({QByteArray(1, static_cast<char>(i & 255)) + static_cast<char>(i >> 8), 1});
    auto future = m_runner.decode(PayloadFormat::Custom, functions, inputs);
    QTRY_VERIFY_WITH_TIMEOUT(m_runner.workerProcessId() > 0, 10'000);
    const qint64 first = m_runner.workerProcessId();
    QCOMPARE(kill(static_cast<pid_t>(first), signal), 0);
    const auto results = waitFor(future);
    QVERIFY(results && *results);
    QCOMPARE((*results)->size(), inputs.size());
    int lost = 0;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        const DecodeResult &result = (**results)[i];
        if (result.error)
            ++lost;
        else
            QCOMPARE(result.fields, "{\"n\":" + QByteArray::number(i) + '}');
    }
    QVERIFY2(lost <= 1, qPrintable(QStringLiteral("%1 lost").arg(lost)));
    QVERIFY(m_runner.workerProcessId() > 0);
    QVERIFY(m_runner.workerProcessId() != first);
}

void tst_WorkerAbuse::hugeSource()
{
    QString source = QStringLiteral("function Decoder(bytes) { return {n: f1499(bytes[0])}; }\n");
    for (int i = 0; i < 1500; ++i)
        source += QStringLiteral("function f%1(x) { return x + %1 /* padding, padding, padding */; }\n").arg(i);
    QVERIFY(source.size() > 90'000);
    // Reading it counts into the handler's 100 ms: a loaded machine may need another try.
    DecodeResult result;
    for (int tries = 0; tries < 20 && shown(result) != QStringLiteral("{\"n\":1501}"); ++tries)
        result = decodeOne(m_runner, {source, {}, {}, {}}, "02");
    QCOMPARE(shown(result), QStringLiteral("{\"n\":1501}"));
    const DecodeResult broken = decodeOne(m_runner, {QString(300'000, QLatin1Char('(')), {}, {}, {}}, "02");
    QVERIFY(broken.error);
    QVERIFY2(broken.error->text.startsWith(QStringLiteral("Internal error: Decoder threw error:")),
             qPrintable(broken.error->text));
}

void tst_WorkerAbuse::oddFieldNames()
{
    const QString decoder = QStringLiteral(
        "function Decoder() { var o = {'': 1, '#': 2, '+': 3, 'class': 4, '__proto__': 5, 'a\\u0000b': 6, '\\ud800': 7,"
        " 'gr\u00fc\u00dfe': 8, '\\n\"\\\\': 9}; o[new Array(10001).join('k')] = 10; return o; }");
    const DecodeResult result = decodeOne(m_runner, decoder);
    QVERIFY2(!result.error, qPrintable(shown(result)));
    const QString expected =
        QStringLiteral("{\"\":1,\"\\n\\\"\\\\\":9,\"#\":2,\"+\":3,\"__proto__\":5,\"a\\u0000b\":6,\"class\":4,"
                       "\"gr\u00fc\u00dfe\":8,\"%1\":10,\"\ufffd\":7}")
            .arg(QString(10'000, QLatin1Char('k')));
    QCOMPARE(QString::fromUtf8(result.fields), expected);
}

void tst_WorkerAbuse::nothingIsWithinReach()
{
    const QString decoder = QStringLiteral(
        "function Decoder() { var found = []; var names = ['require', 'process', 'load', 'read', 'readFile', 'write',"
        " 'print', 'quit', 'XMLHttpRequest', 'fetch', 'importScripts', 'File', 'java', 'os', 'std', 'gc'];"
        " for (var i = 0; i < names.length; ++i) if (this[names[i]] !== undefined) found.push(names[i]);"
        " return {found: found}; }");
    QCOMPARE(shown(decodeOne(m_runner, decoder)), QStringLiteral("{\"found\":[]}"));
    const QString process = QStringLiteral("/proc/%1/").arg(m_runner.workerProcessId());
    QFile limits(process + QStringLiteral("limits"));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray text = limits.readAll().simplified();
    QVERIFY2(text.contains("Max open files 0 0"), text.constData());
    QVERIFY2(text.contains("Max file size 0 0"), text.constData());
    QFile status(process + QStringLiteral("status"));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArray state = status.readAll();
    QVERIFY(state.contains("NoNewPrivs:\t1"));
#ifndef THINGSDESK_SANITIZED
    QVERIFY(state.contains("Seccomp:\t2"));
#endif
    QFile environment(process + QStringLiteral("environ"));
    QVERIFY(environment.open(QIODevice::ReadOnly));
    QVERIFY(!environment.readAll().contains("THINGSDESK_TEST_SECRET"));
}

void tst_WorkerAbuse::garbageEndsTheWorker_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << QByteArray("GET / HTTP/1.0\r\n\r\n");
    QTest::newRow("huge length") << QByteArray::fromHex("ffffffff44");
    QTest::newRow("a batch without its program") << QByteArray::fromHex("06000000440000000000");
    QTest::newRow("slot that is none") << QByteArray::fromHex("1200000050ff") + QByteArray(16, '\0');
    QTest::newRow("a result") << QByteArray::fromHex("0100000052");
    QTest::newRow("cut program") << QByteArray::fromHex("0600000050000a000000");
}

void tst_WorkerAbuse::garbageEndsTheWorker()
{
    QFETCH(const QByteArray, bytes);
    QProcess worker;
    worker.start(builtWorker(), QStringList());
    QVERIFY(worker.waitForStarted(10'000));
    worker.write(bytes);
    QTRY_COMPARE_WITH_TIMEOUT(worker.state(), QProcess::NotRunning, 20'000);
    QCOMPARE(worker.exitStatus(), QProcess::NormalExit);
    QCOMPARE(worker.exitCode(), 1);
    QVERIFY(worker.readAllStandardError().startsWith("thingsdesk-payload: "));
}

int main(int argc, char *argv[])
{
    qputenv("THINGSDESK_TEST_SECRET", "1");
    QCoreApplication application(argc, argv);
    tst_WorkerAbuse test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_workerabuse.moc"
