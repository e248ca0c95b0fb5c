// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/testvector.h"

#include "core/pastedhex.h"
#include "core/wholefile.h"
#include "payload/fielddifference.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(TestVector)
};

constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

/// Reads one vector's object; the first broken rule counts.
class VectorReader
{
public:
    VectorReader(const QJsonValue &value, qsizetype index)
        : m_object(value.toObject())
        , m_what(Words::tr("Test vector %1").arg(index + 1))
    {
        m_vector.name = m_object.value("name"_L1).toString();
        if (!m_vector.name.isEmpty())
            m_what = Words::tr("Test vector \"%1\"").arg(m_vector.name);
        if (!value.isObject())
            refuse({}, Words::tr("must be an object"));
    }

    Result<TestVector> read()
    {
        static const QSet<QString> known{u"name"_s,   u"direction"_s, u"port"_s, u"bytes"_s,
                                         u"fields"_s, u"valid"_s,     u"error"_s};
        const QStringList keys = m_object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                refuse(key, Words::tr("is not known"));
        }
        readDirection();
        readPort();
        readBytes();
        if (const QJsonValue value = m_object.value("fields"_L1); value.isObject())
            m_vector.fields = value.toObject();
        else if (!value.isUndefined())
            refuse(u"fields"_s, Words::tr("must be an object"));
        if (const QJsonValue value = m_object.value("valid"_L1); !value.isUndefined() && !value.isBool())
            refuse(u"valid"_s, Words::tr("must be true or false"));
        m_vector.valid = m_object.value("valid"_L1).toBool(true);
        for (const QString &key : {u"name"_s, u"error"_s}) {
            if (const QJsonValue value = m_object.value(key); !value.isUndefined() && !value.isString())
                refuse(key, Words::tr("must be a text"));
        }
        m_vector.error = m_object.value("error"_L1).toString();
        readGiven();
        if (m_failure)
            return fail(*m_failure);
        return m_vector;
    }

private:
    void refuse(const QString &key, const QString &rule)
    {
        if (!m_failure)
            m_failure = Failure::invalidInput(key.isEmpty() ? m_what : u"%1: \"%2\""_s.arg(m_what, key), rule);
    }

    void readDirection()
    {
        const QJsonValue value = m_object.value("direction"_L1);
        if (value.toString() == u"downlink")
            m_vector.direction = TestVector::Direction::Downlink;
        else if (!value.isUndefined() && value.toString() != u"uplink")
            refuse(u"direction"_s, Words::tr("must be \"uplink\" or \"downlink\""));
    }

    void readPort()
    {
        const QJsonValue value = m_object.value("port"_L1);
        if (value.isUndefined())
            return;
        const double port = value.toDouble(-1);
        if (port < 0 || port > 255 || port != int(port))
            refuse(u"port"_s, Words::tr("must be a whole number from 0 to 255"));
        else
            m_vector.port = quint8(port);
    }

    void readBytes()
    {
        const QJsonValue value = m_object.value("bytes"_L1);
        if (value.isUndefined())
            return;
        const Result<QByteArray> bytes = readPastedHex(value.toString(), -1, u"\"bytes\""_s);
        if (!value.isString())
            refuse(u"bytes"_s, Words::tr("must be a text of hex digits"));
        else if (!bytes && !m_failure)
            m_failure = Failure{bytes.error().kind, bytes.error().cause, m_what + u": "_s + bytes.error().text, {}};
        else if (bytes)
            m_vector.bytes = *bytes;
    }

    /// What the functions are given, and what is expected, must be there.
    void readGiven()
    {
        const bool isUplink = m_vector.direction == TestVector::Direction::Uplink;
        const bool hasError = !m_vector.error.isEmpty();
        if (!m_object.contains("bytes"_L1) && (isUplink || !hasError))
            refuse(u"bytes"_s, Words::tr("is missing"));
        if (!m_object.contains("fields"_L1) && (!isUplink || !hasError))
            refuse(u"fields"_s, Words::tr("is missing"));
    }

    QJsonObject m_object;
    QString m_what;
    TestVector m_vector;
    std::optional<Failure> m_failure;
};

QJsonObject objectOf(const TestVector &vector)
{
    const bool isUplink = vector.direction == TestVector::Direction::Uplink;
    QJsonObject object{
        {u"name"_s, vector.name}, {u"direction"_s, isUplink ? u"uplink"_s : u"downlink"_s}, {u"port"_s, vector.port}};
    if (isUplink || vector.error.isEmpty())
        object.insert(u"bytes"_s, QString::fromLatin1(vector.bytes.toHex(' ').toUpper()));
    if (!isUplink || vector.error.isEmpty())
        object.insert(u"fields"_s, vector.fields);
    if (!vector.valid)
        object.insert(u"valid"_s, false);
    if (!vector.error.isEmpty())
        object.insert(u"error"_s, vector.error);
    return object;
}

/// Of the error alone: nothing where the result itself is to be judged.
std::optional<VectorOutcome> judgedError(const TestVector &vector, const std::optional<PayloadError> &error)
{
    if (vector.error.isEmpty())
        return error ? std::optional(VectorOutcome{false, error->text}) : std::nullopt;
    if (!error)
        return VectorOutcome{false, Words::tr("the error \"%1\" expected, a result given").arg(vector.error)};
    if (!error->text.contains(vector.error))
        return VectorOutcome{false,
                             Words::tr("the error \"%1\" expected, \"%2\" given").arg(vector.error, error->text)};
    return VectorOutcome{true, {}};
}

QString hexOf(const QByteArray &bytes)
{
    return bytes.isEmpty() ? Words::tr("no bytes") : QString::fromLatin1(bytes.toHex(' ').toUpper());
}

} // namespace

Result<QList<TestVector>> readTestVectors(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return fail(Failure::invalidInput(
            Words::tr("The file of test vectors"),
            Words::tr("must be JSON; it is not at byte %1: %2").arg(error.offset).arg(error.errorString())));
    const QJsonValue list = document.isArray() ? QJsonValue(document.array()) : document.object().value("vectors"_L1);
    if (!list.isArray())
        return fail(
            Failure::invalidInput(Words::tr("The file of test vectors"), Words::tr("must have an array \"vectors\"")));
    QList<TestVector> vectors;
    const QJsonArray array = list.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        Result<TestVector> vector = VectorReader(array[i], i).read();
        if (!vector)
            return fail(vector.error());
        vectors.append(*std::move(vector));
    }
    return vectors;
}

QByteArray writeTestVectors(const QList<TestVector> &vectors)
{
    QJsonArray array;
    for (const TestVector &vector : vectors)
        array.append(objectOf(vector));
    return QJsonDocument(QJsonObject{{u"vectors"_s, array}}).toJson();
}

Result<QList<TestVector>> readTestVectorFile(const QString &path)
{
    const Result<QByteArray> json = readWholeFile(path, largestFile);
    if (!json)
        return fail(json.error());
    return readTestVectors(*json).map_error([&](Failure failure) {
        failure.text = u"\"%1\": %2"_s.arg(QDir::toNativeSeparators(path), failure.text);
        return failure;
    });
}

Result<void> writeTestVectorFile(const QString &path, const QList<TestVector> &vectors)
{
    return writeWholeFile(path, writeTestVectors(vectors));
}

VectorOutcome judged(const TestVector &vector, const DecodeResult &result)
{
    if (const auto outcome = judgedError(vector, result.error))
        return *outcome;
    const QJsonObject fields = QJsonDocument::fromJson(result.fields).object();
    const QList<FieldDifference> differences = fieldDifferences(vector.fields, fields);
    if (!differences.isEmpty())
        return {false, differenceText(differences)};
    if (result.valid != vector.valid)
        return {false, result.valid ? Words::tr("not valid expected, valid given")
                                    : Words::tr("valid expected, not valid given")};
    return {true, {}};
}

VectorOutcome judged(const TestVector &vector, const EncodeResult &result)
{
    if (const auto outcome = judgedError(vector, result.error))
        return *outcome;
    if (result.bytes != vector.bytes)
        return {false, Words::tr("%1 expected, %2 given").arg(hexOf(vector.bytes), hexOf(result.bytes))};
    return {true, {}};
}

} // namespace thingsdesk
