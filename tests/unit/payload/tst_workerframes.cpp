// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/workerframes.h"

#include <QTest>

using namespace thingsdesk::workerframes;

class tst_WorkerFrames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programGoesThere();
    void batchGoesThereByteByByte();
    void outcomeComesBack();
    void brokenStreams_data();
    void brokenStreams();
    void everyCutBodyIsRefused();
};

void tst_WorkerFrames::programGoesThere()
{
    Program program;
    program.slot = 3;
    program.sources[0] = "function Decoder() {}";
    program.sources[3] = std::string_view("a\0b", 3);
    std::string bytes;
    appendHello(bytes);
    appendProgram(bytes, program);
    FrameReader reader;
    reader.feed(bytes);
    const auto hello = reader.next();
    QVERIFY(hello && hello->type == FrameType::Hello);
    QCOMPARE(readHello(hello->body), version);
    const auto frame = reader.next();
    QVERIFY(frame && frame->type == FrameType::Program);
    const auto read = readProgram(frame->body);
    QVERIFY(read);
    QCOMPARE(read->slot, program.slot);
    for (std::size_t i = 0; i < functionCount; ++i)
        QVERIFY(read->sources[i] == program.sources[i]);
    QVERIFY(!reader.next());
    QVERIFY(!reader.isBroken());
}

void tst_WorkerFrames::batchGoesThereByteByByte()
{
    BatchWriter writer(FrameType::Encode, 1);
    for (int i = 0; i < 1000; ++i)
        writer.add(static_cast<std::uint8_t>(i & 255), std::string(static_cast<std::size_t>(i % 7), 'x'));
    QCOMPARE(writer.count(), 1000U);
    const std::string bytes = writer.finish();
    FrameReader reader;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        reader.feed({&bytes[i], 1});
        QVERIFY(!reader.next());
    }
    reader.feed({&bytes.back(), 1});
    const auto frame = reader.next();
    QVERIFY(frame && frame->type == FrameType::Encode);
    const auto batch = readBatch(frame->body);
    QVERIFY(batch);
    QCOMPARE(batch->slot, std::uint8_t(1));
    QCOMPARE(batch->items.size(), std::size_t(1000));
    QCOMPARE(batch->items[300].port, std::uint8_t(300 & 255));
    QCOMPARE(batch->items[300].data.size(), std::size_t(300 % 7));
}

void tst_WorkerFrames::outcomeComesBack()
{
    Outcome outcome;
    outcome.ending = Ending::Unknown;
    outcome.valid = false;
    outcome.workerLeaves = true;
    outcome.nanoseconds = 0x1122334455667788U;
    outcome.text = "text";
    outcome.logs = {{Function::Validator, {"1", "", "{}"}}, {Function::Encoder, {}}};
    std::string bytes;
    appendOutcome(bytes, outcome);
    FrameReader reader;
    reader.feed(bytes);
    const auto frame = reader.next();
    QVERIFY(frame && frame->type == FrameType::Result);
    const auto read = readOutcome(frame->body);
    QVERIFY(read);
    QCOMPARE(read->ending, outcome.ending);
    QCOMPARE(read->valid, false);
    QCOMPARE(read->workerLeaves, true);
    QCOMPARE(read->nanoseconds, outcome.nanoseconds);
    QVERIFY(read->text == outcome.text);
    QCOMPARE(read->logs.size(), std::size_t(2));
    QCOMPARE(read->logs[0].function, Function::Validator);
    QVERIFY(read->logs[0].values == outcome.logs[0].values);
    QVERIFY(read->logs[1].values.empty());
}

void tst_WorkerFrames::brokenStreams_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("no type") << QByteArray("00000000");
    QTest::newRow("too long") << QByteArray("ffffffff");
    QTest::newRow("unknown type") << QByteArray("010000007a");
    QTest::newRow("text") << QByteArray("hello").toHex();
}

void tst_WorkerFrames::brokenStreams()
{
    QFETCH(const QByteArray, hex);
    const QByteArray bytes = QByteArray::fromHex(hex);
    FrameReader reader;
    reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    QVERIFY(!reader.next());
    QVERIFY(reader.isBroken());
    std::string good;
    appendHello(good);
    reader.feed(good);
    QVERIFY(!reader.next()); // broken for good
}

void tst_WorkerFrames::everyCutBodyIsRefused()
{
    Program program;
    program.sources[1] = "source";
    Outcome outcome;
    outcome.text = "{}";
    outcome.logs = {{Function::Decoder, {"1", "2"}}};
    BatchWriter batch(FrameType::Decode, 0);
    batch.add(1, "abc");
    std::string bytes = batch.finish();
    appendProgram(bytes, program);
    appendOutcome(bytes, outcome);
    FrameReader reader;
    reader.feed(bytes);
    int frames = 0;
    while (const auto frame = reader.next()) {
        ++frames;
        for (std::size_t size = 0; size < frame->body.size(); ++size) {
            const std::string_view cut = frame->body.substr(0, size);
            QVERIFY(frame->type != FrameType::Decode || !readBatch(cut));
            QVERIFY(frame->type != FrameType::Program || !readProgram(cut));
            QVERIFY(frame->type != FrameType::Result || !readOutcome(cut));
        }
    }
    QCOMPARE(frames, 3);
}

QTEST_APPLESS_MAIN(tst_WorkerFrames)
#include "tst_workerframes.moc"
