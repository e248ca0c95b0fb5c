// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

using namespace thingsdesk;

namespace {

const PayloadFunctions counting = {QStringLiteral("function Decoder(bytes) { return {n: bytes[0]}; }"),
                                   {},
                                   {},
                                   QStringLiteral("function Encoder(object) { return [object.n]; }")};

/// A program that stands in for the worker.
QString script(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(QStringLiteral("worker"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + text + '\n') < 0)
        return {};
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

} // namespace

class tst_FunctionRunner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsStartedWithoutFunctions();
    void formats();
    void answersComeInOrder();
    void oneWorkerForAll();
    void encodesWithBadFieldsBetween();
    void cancelledJobsAreDropped();
    void destroyedInTheMiddle();
    void loopStaysAlive();
    void workersThatAreNone_data();
    void workersThatAreNone();
    void unreadableSource();
};

void tst_FunctionRunner::nothingIsStartedWithoutFunctions()
{
    FunctionRunner runner(QStringLiteral("/nonexistent/worker"));
    const auto none = runner.decode(PayloadFormat::None, counting, {{"x", 1}, {"y", 2}});
    QVERIFY(none.isFinished());
    QCOMPARE(none.result()->size(), 2);
    QCOMPARE(none.result()->first().fields, QByteArray("null"));
    QVERIFY(none.result()->first().valid);
    const auto empty = runner.decode(PayloadFormat::Custom, {}, {{"x", 1}});
    QVERIFY(empty.isFinished());
    QCOMPARE(empty.result()->first().fields, QByteArray("null"));
    const auto lpp = runner.decode(PayloadFormat::CayenneLpp, counting, {{QByteArray::fromHex("0767ff64"), 1}});
    QCOMPARE(lpp.result()->first().fields, QByteArray("{\"temperature_7\":-15.6}"));
    const auto lppDown = runner.encode(PayloadFormat::CayenneLpp, counting, {{"{\"value_2\":-50.51}", 1}});
    QCOMPARE(lppDown.result()->first().bytes.toHex(), QByteArray("02ec45"));
    QCOMPARE(runner.workerProcessId(), 0);
}

void tst_FunctionRunner::formats()
{
    FunctionRunner runner(builtWorker());
    const PayloadError unknown = {PayloadError::Code::InvalidArgument,
                                  QStringLiteral("App not valid: unknown payload format")};
    QCOMPARE(runner.decode(PayloadFormat::Unknown, counting, {{"x", 1}}).result()->first().error, unknown);
    QCOMPARE(runner.encode(PayloadFormat::Unknown, counting, {{"{}", 1}}).result()->first().error, unknown);
    const PayloadError noEncoder = {
        PayloadError::Code::InvalidArgument,
        QStringLiteral("Downlink Payload not valid: fields supplied, but no Encoder function set")};
    QCOMPARE(runner.encode(PayloadFormat::None, {}, {{"{}", 1}}).result()->first().error, noEncoder);
    QCOMPARE(encodeOne(runner, QString(), "{}").error, noEncoder);
}

void tst_FunctionRunner::answersComeInOrder()
{
    FunctionRunner runner(builtWorker());
    QList<Future<QList<DecodeResult>>> futures;
    for (int call = 0; call < 20; ++call) {
        QList<DecodeInput> inputs;
        for (int i = 0; i < call * 100; ++i)
            inputs.append({QByteArray(1, static_cast<char>(i)), 1});
        futures.append(runner.decode(PayloadFormat::Custom, counting, inputs));
    }
    const auto last = waitFor(futures.last());
    QVERIFY(last && *last);
    for (int call = 0; call < 20; ++call) {
        QVERIFY(futures[call].isFinished());
        const auto result = futures[call].result();
        QVERIFY(result);
        QCOMPARE(result->size(), call * 100);
        for (qsizetype i = 0; i < result->size(); ++i)
            QCOMPARE((*result)[i].fields, "{\"n\":" + QByteArray::number(i & 255) + '}');
    }
}

void tst_FunctionRunner::oneWorkerForAll()
{
    FunctionRunner runner(builtWorker());
    QCOMPARE(shown(decodeOne(runner, counting, "05")), QStringLiteral("{\"n\":5}"));
    const qint64 process = runner.workerProcessId();
    QVERIFY(process > 0);
    QCOMPARE(encodeOne(runner, counting.encoder, "{\"n\":7}").bytes, QByteArray("\x07"));
    QVERIFY(decodeOne(runner, counting, "05").nanoseconds > 0);
    QCOMPARE(runner.workerProcessId(), process);
}

void tst_FunctionRunner::encodesWithBadFieldsBetween()
{
    FunctionRunner runner(builtWorker());
    const auto results = waitFor(runner.encode(PayloadFormat::Custom, counting,
                                               {{"{\"n\":1}", 1}, {"{n:2}", 1}, {"", 1}, {"{\"n\":4}", 1}, {"[]", 1}}));
    QVERIFY(results && *results);
    QCOMPARE((*results)->size(), 5);
    QCOMPARE((**results)[0].bytes.toHex(), QByteArray("01"));
    QCOMPARE((**results)[1].error->text,
             QStringLiteral("Fields not valid: invalid character 'n' looking for beginning of object key string"));
    QCOMPARE((**results)[2].error->text, QStringLiteral("Fields not valid: unexpected end of JSON input"));
    QCOMPARE((**results)[3].bytes.toHex(), QByteArray("04"));
    QCOMPARE((**results)[4].error->code, PayloadError::Code::InvalidArgument);
}

void tst_FunctionRunner::cancelledJobsAreDropped()
{
    FunctionRunner runner(builtWorker());
    const PayloadFunctions endless = {QStringLiteral("function Decoder() { for (;;) {} }"), {}, {}, {}};
    auto hopeless = runner.decode(PayloadFormat::Custom, endless, QList<DecodeInput>(100'000, {"x", 1}));
    auto next = runner.decode(PayloadFormat::Custom, counting, {{"\x07", 1}});
    hopeless.cancel();
    const auto result = waitFor(next);
    QVERIFY(result && *result);
    QCOMPARE((*result)->first().fields, QByteArray("{\"n\":7}"));
    QTRY_VERIFY_WITH_TIMEOUT(hopeless.isFinished(), 10'000);
    QCOMPARE(hopeless.resultCount(), 0);
}

void tst_FunctionRunner::destroyedInTheMiddle()
{
    Future<QList<DecodeResult>> future;
    {
        FunctionRunner runner(builtWorker());
        future = runner.decode(PayloadFormat::Custom, counting, QList<DecodeInput>(50'000, {"x", 1}));
        QTRY_VERIFY_WITH_TIMEOUT(runner.workerProcessId() > 0, 10'000);
    }
    QVERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().kind, Failure::Kind::Cancelled);
}

void tst_FunctionRunner::loopStaysAlive()
{
    FunctionRunner runner(builtWorker());
    auto future = runner.decode(PayloadFormat::Custom, counting, QList<DecodeInput>(100'000, {"\x01", 1}));
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++turns; });
    timer.start(1);
    const auto results = waitFor(future);
    QVERIFY(results && *results);
    QVERIFY2(turns > 5, qPrintable(QString::number(turns)));
}

void tst_FunctionRunner::workersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("text"); // of the script; empty = there is no file
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("exits at once") << QByteArray("exit 0");
    QTest::newRow("exits with an error") << QByteArray("echo 'no such luck' >&2; exit 7");
    QTest::newRow("talks nonsense") << QByteArray("echo hello, world; sleep 60");
    QTest::newRow("kills itself") << QByteArray("kill -9 $$");
    QTest::newRow("says hello, then dies") << QByteArray("printf '\\005\\000\\000\\000H\\001\\000\\000\\000'; exit 0");
}

void tst_FunctionRunner::workersThatAreNone()
{
    QFETCH(const QByteArray, text);
    QTemporaryDir folder;
    const QString path = text.isEmpty() ? folder.filePath(QStringLiteral("none")) : script(folder, text);
    QVERIFY(!path.isEmpty());
    FunctionRunner runner(path);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto results =
            waitFor(runner.decode(PayloadFormat::Custom, counting, QList<DecodeInput>(1000, {"x", 1})));
        QVERIFY(results);
        QVERIFY(!*results);
        QCOMPARE(results->error().cause, Failure::Cause::WorkerFailed);
        QCOMPARE(results->error().kind, Failure::Kind::Permanent);
        QVERIFY2(results->error().text.contains(path), qPrintable(results->error().text));
        QVERIFY(!results->error().detail.isEmpty());
    }
}

void tst_FunctionRunner::unreadableSource()
{
    FunctionRunner runner(builtWorker());
    const QString half = QStringLiteral("function Decoder() { return {s: '%1'}; }").arg(QChar(0xd800));
    QCOMPARE(shown(decodeOne(runner, half)), QStringLiteral("{\"s\":\"?\"}"));
    const QString nul = QStringLiteral("function Decoder() { return {}; }") + QChar(0) + QStringLiteral("throw 1;");
    const DecodeResult result = decodeOne(runner, nul);
    QVERIFY2(result.error && result.error->text.contains(QStringLiteral("Unexpected token ILLEGAL")),
             qPrintable(shown(result)));
}

QTEST_GUILESS_MAIN(tst_FunctionRunner)
#include "tst_functionrunner.moc"
