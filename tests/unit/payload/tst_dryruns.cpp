// SPDX-License-Identifier: GPL-3.0-or-later
#include "runnertest.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace thingsdesk;

namespace {

/// What a dry run answered, recorded or ours: code, message, result.
struct Answer
{
    QString code;
    QString message;
    QByteArray result; ///< fields as text; bytes of a downlink in hex
    bool valid = true;
    QList<PayloadLogEntry> logs;

    friend bool operator==(const Answer &, const Answer &) = default;
};

QString codeName(PayloadError::Code code)
{
    switch (code) {
    case PayloadError::Code::InvalidArgument:
        return QStringLiteral("INVALID_ARGUMENT");
    case PayloadError::Code::Internal:
        return QStringLiteral("INTERNAL");
    case PayloadError::Code::Unknown:
        return QStringLiteral("UNKNOWN");
    case PayloadError::Code::WorkerLost:
        break;
    }
    return QStringLiteral("WORKER LOST");
}

QByteArray shown(const Answer &answer)
{
    QByteArray text = answer.code.toUtf8() + ' ' + answer.message.toUtf8() + ' ' + answer.result +
                      (answer.valid ? " valid" : " not valid");
    for (const PayloadLogEntry &entry : answer.logs)
        text += "\n    " + entry.function.toUtf8() + ": " + entry.values.join(" | ");
    return text;
}

/// Measured times differ, and one recording was made by a toolchain whose formatter marks a missing argument twice.
QString normalised(QString message)
{
    static const QRegularExpression duration(QStringLiteral(" after [0-9.]+ms$"));
    message.replace(duration, QStringLiteral(" after Nms"));
    message.replace(QStringLiteral("%!!(MISSING)s(int=-1)"), QStringLiteral("%!s(int=-1)"));
    return message;
}

QList<PayloadLogEntry> logsOf(const QJsonObject &response)
{
    QList<PayloadLogEntry> logs;
    const QJsonArray entries = response[QStringLiteral("logs")].toArray();
    for (const QJsonValue &entry : entries) {
        PayloadLogEntry log{entry[QStringLiteral("function")].toString(), {}};
        const QJsonArray fields = entry[QStringLiteral("fields")].toArray();
        for (const QJsonValue &field : fields)
            log.values.append(field.toString().toUtf8());
        logs.append(log);
    }
    return logs;
}

Answer recorded(const QJsonObject &line, bool uplink)
{
    const QJsonObject response = line[QStringLiteral("response")].toObject();
    Answer answer;
    answer.code = line[QStringLiteral("code")].toString();
    answer.message = normalised(line[QStringLiteral("message")].toString());
    if (answer.code != QStringLiteral("OK"))
        return answer;
    answer.logs = logsOf(response);
    if (uplink) {
        answer.result = response[QStringLiteral("fields")].toString().toUtf8();
        answer.valid = response[QStringLiteral("valid")].toBool();
    } else {
        answer.result = QByteArray::fromBase64(response[QStringLiteral("payload")].toString().toLatin1()).toHex();
    }
    return answer;
}

Answer answerOf(const std::optional<PayloadError> &error)
{
    Answer answer;
    answer.code = codeName(error->code);
    answer.message = normalised(error->text);
    return answer;
}

PayloadFunctions functionsOf(const QJsonObject &app)
{
    return {app[QStringLiteral("decoder")].toString(), app[QStringLiteral("converter")].toString(),
            app[QStringLiteral("validator")].toString(), app[QStringLiteral("encoder")].toString()};
}

/// In a dry run an application without a format runs its functions (wire-v2 section 5).
PayloadFormat formatOf(const QJsonObject &app)
{
    const PayloadFormat format = payloadFormatFromName(app[QStringLiteral("payload_format")].toString());
    return format == PayloadFormat::None ? PayloadFormat::Custom : format;
}

/// Where this engine's answer is not the handler's, by the recording's note, and why. A line that is not here must be
/// equal; one that is here must differ.
QHash<QString, QString> knownDifferences()
{
    const QString bytesAsNumbers = QStringLiteral("There, a number remembers that it came from the payload unchanged, "
                                                  "and an array of such is published as base64");
    const QString numberKinds =
        QStringLiteral("There, whole numbers and fractions are of different kinds; here a number is a number");
    const QString wholeNumbers =
        QStringLiteral("There, a whole number in the source keeps more digits than a double has");
    const QString logCost = QStringLiteral("There, each argument of console.log costs 0.2 ms of the function's time");
    const QString syntaxDetail = QStringLiteral("MuJS tells the line and the token, not the column, and stops at the "
                                                "first error; let, const and class are names to it");
    const QString depth = QStringLiteral("MuJS counts to 128 calls, or to a full stack of 256 values");
    const QString holes = QStringLiteral(
        "To MuJS 1.3 a hole in an array's literal is an undefined element (one left by an assignment is a hole)");
    return {
        {QStringLiteral("nested objects, numbers, strings, booleans, null, arrays"), bytesAsNumbers},
        {QStringLiteral("bytes mapped to numbers"), bytesAsNumbers},
        {QStringLiteral("array in the result: bytes"), bytesAsNumbers},
        {QStringLiteral("array in the result: bytes.slice(1)"), bytesAsNumbers},
        {QStringLiteral("array in the result: bytes.map(Number)"), bytesAsNumbers},
        {QStringLiteral("array in the result: bytes.map(function (b) { return b; })"), bytesAsNumbers},
        {QStringLiteral("array in the result: [bytes[0]]"), bytesAsNumbers},
        {QStringLiteral("array in the result: [[bytes[0]], [bytes[1]]]"), bytesAsNumbers},
        {QStringLiteral("array in the result: [[bytes[0]], [1]]"), bytesAsNumbers},
        {QStringLiteral("pushed one by one"), bytesAsNumbers},
        {QStringLiteral("array in the result: [[1], [0.5]]"), numberKinds},
        {QStringLiteral("whole numbers and -0"), wholeNumbers},
        {QStringLiteral("500 log lines"), logCost},
        {QStringLiteral("syntax error"), syntaxDetail},
        {QStringLiteral("syntax error on the third line"), syntaxDetail},
        {QStringLiteral("unfinished source"), syntaxDetail},
        {QStringLiteral("ECMAScript: let"), syntaxDetail},
        {QStringLiteral("ECMAScript: const"), syntaxDetail},
        {QStringLiteral("ECMAScript: arrow function"), syntaxDetail},
        {QStringLiteral("ECMAScript: template string"), syntaxDetail},
        {QStringLiteral("ECMAScript: for of"), syntaxDetail},
        {QStringLiteral("ECMAScript: spread"), syntaxDetail},
        {QStringLiteral("ECMAScript: destructuring"), syntaxDetail},
        {QStringLiteral("ECMAScript: shorthand property"), syntaxDetail},
        {QStringLiteral("ECMAScript: default parameter"), syntaxDetail},
        {QStringLiteral("ECMAScript: class"), syntaxDetail},
        {QStringLiteral("ECMAScript: exponent operator"), syntaxDetail},
        {QStringLiteral("ECMAScript: binary literal"), syntaxDetail},
        {QStringLiteral("ECMAScript: trailing comma in call"), syntaxDetail},
        {QStringLiteral("recursion of depth 40"), depth},
        {QStringLiteral("encoder returns hole"), holes},
    };
}

} // namespace

/// Every recorded dry run, replayed through the local engine.
class tst_DryRuns final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_runner = std::make_unique<FunctionRunner>(builtWorker()); }
    void cleanupTestCase() { m_runner.reset(); }
    void dryRun_data();
    void dryRun();

private:
    std::optional<Answer> replay(const QJsonObject &request, bool uplink);

    std::unique_ptr<FunctionRunner> m_runner;
};

void tst_DryRuns::dryRun_data()
{
    QTest::addColumn<QJsonObject>("line");
    QFile file(QStringLiteral(THINGSDESK_TEST_DATA "/v2/grpc/dry-runs.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int number = 0;
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        ++number;
        const QString call = line[QStringLiteral("call")].toString();
        if (!call.endsWith(QStringLiteral("/DryUplink")) && !call.endsWith(QStringLiteral("/DryDownlink")))
            continue;
        QTest::addRow("%d: %s", number, qPrintable(line[QStringLiteral("note")].toString())) << line;
    }
    QVERIFY(number > 180);
}

std::optional<Answer> tst_DryRuns::replay(const QJsonObject &request, bool uplink)
{
    const QJsonObject app = request[QStringLiteral("app")].toObject();
    const auto port = static_cast<quint8>(request[QStringLiteral("port")].toInt());
    const QByteArray payload = QByteArray::fromBase64(request[QStringLiteral("payload")].toString().toLatin1());
    Answer answer;
    answer.code = QStringLiteral("OK");
    if (uplink) {
        const auto results = waitFor(m_runner->decode(formatOf(app), functionsOf(app), {{payload, port}}));
        if (!results || !*results)
            return std::nullopt;
        const DecodeResult result = (*results)->first();
        if (result.error)
            return answerOf(result.error);
        answer.result = result.fields;
        answer.valid = result.valid;
        answer.logs = result.logs;
        return answer;
    }
    const QByteArray fields = request[QStringLiteral("fields")].toString().toUtf8();
    const auto results = waitFor(m_runner->encode(formatOf(app), functionsOf(app), {{fields, port}}));
    if (!results || !*results)
        return std::nullopt;
    const EncodeResult result = (*results)->first();
    if (result.error)
        return answerOf(result.error);
    answer.result = result.bytes.toHex();
    answer.logs = result.logs;
    return answer;
}

void tst_DryRuns::dryRun()
{
    QFETCH(const QJsonObject, line);
    const bool uplink = line[QStringLiteral("call")].toString().endsWith(QStringLiteral("/DryUplink"));
    const QJsonObject request = line[QStringLiteral("request")].toObject();
    const bool hasFields = request.contains(QStringLiteral("fields"));
    if (!uplink && hasFields == request.contains(QStringLiteral("payload")))
        QSKIP("The call's own rule, not the engine's");
    if (!uplink && !hasFields)
        QSKIP("A payload is echoed by the call");
    const Answer expected = recorded(line, uplink);
    const std::optional<Answer> actual = replay(request, uplink);
    QVERIFY(actual.has_value());
    const bool cutInRecording = expected.result.contains(QByteArray("… ("));
    const bool equal =
        cutInRecording ? actual->result.startsWith(expected.result.left(expected.result.indexOf("…"))) &&
                             expected.result.endsWith(" (" + QByteArray::number(actual->result.size()) + " characters)")
                       : *actual == expected;
    const QString note = line[QStringLiteral("note")].toString();
    const QString difference = knownDifferences().value(note);
    const QByteArray both = "\n  handler: " + shown(expected) + "\n  here:    " + shown(*actual);
    if (difference.isEmpty())
        QVERIFY2(equal, both.constData());
    else
        QVERIFY2(!equal, ("no longer differs: " + note.toUtf8() + both).constData());
}

QTEST_GUILESS_MAIN(tst_DryRuns)
#include "tst_dryruns.moc"
