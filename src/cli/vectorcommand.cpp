// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/vectorcommand.h"

#include "cli/commandcontext.h"
#include "cli/junitreport.h"
#include "core/jsontext.h"
#include "payload/vectorrun.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

Parsed<QList<TestVector>> readVectorFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrongUse(u"\"%1\" cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray json = file.read(largestFile + 1);
    if (json.size() > largestFile)
        return wrongUse(u"\"%1\" is larger than 64 MiB."_s.arg(path));
    Result<QList<TestVector>> vectors = readTestVectors(json);
    if (!vectors)
        return wrongUse(u"\"%1\": %2"_s.arg(path, vectors.error().text), vectors.error().detail);
    return *std::move(vectors);
}

QString nameOf(const TestVector &vector, qsizetype index)
{
    return vector.name.isEmpty() ? u"vector %1"_s.arg(index + 1) : vector.name;
}

void print(Output &output, const QString &name, const VectorOutcome &outcome)
{
    if (output.isJson())
        output.result(JsonObjectWriter()
                          .addString("name", name)
                          .addBool("passed", outcome.passed)
                          .addStringIfSet("difference", outcome.difference)
                          .finish());
    else
        output.result(outcome.passed ? u"passed  %1"_s.arg(plainText(name))
                                     : u"FAILED  %1: %2"_s.arg(plainText(name), plainText(outcome.difference)));
}

Result<void> writeReport(const QString &path, const QByteArray &report)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(report) != report.size() || !file.commit())
        return fail(Failure{Failure::Kind::Permanent,
                            Failure::Cause::FileUnusable,
                            u"\"%1\" cannot be written: %2."_s.arg(path, file.errorString()),
                            {}});
    return {};
}

void report(CommandContext &context, const QList<TestVector> &vectors, const QList<VectorOutcome> &outcomes)
{
    QList<JunitCase> cases;
    for (qsizetype i = 0; i < vectors.size(); ++i) {
        print(context.output(), nameOf(vectors[i], i), outcomes.value(i));
        cases.append({nameOf(vectors[i], i), outcomes.value(i).passed ? QString() : outcomes.value(i).difference});
    }
    const auto failed = std::count_if(outcomes.begin(), outcomes.end(), [](const auto &each) { return !each.passed; });
    context.output().note(u"%1 of %2 test vectors passed."_s.arg(outcomes.size() - failed).arg(outcomes.size()));
    if (const auto path = context.arguments().value(u"junit"_s)) {
        if (const Result<void> written = writeReport(*path, junitReport(u"payload functions"_s, cases)); !written)
            return context.fail(written.error());
    }
    context.done(failed > 0 ? ExitCode::Failed : ExitCode::Done);
}

} // namespace

void checkVectors(CommandContext &context, PayloadFormat format, const PayloadFunctions &functions)
{
    const Parsed<QList<TestVector>> vectors = readVectorFile(*context.arguments().value(u"vectors"_s));
    if (!vectors)
        return context.refuse(vectors.error());
    context.await(
        runVectors(&context, context.functionRunner(), format, functions, *vectors),
        [&context, vectors = *vectors](const QList<VectorOutcome> &outcomes) { report(context, vectors, outcomes); });
}

} // namespace thingsdesk::cli
