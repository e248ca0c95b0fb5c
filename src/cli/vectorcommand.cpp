// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/vectorcommand.h"

#include "cli/commandcontext.h"
#include "cli/junitreport.h"
#include "core/jsontext.h"
#include "core/wholefile.h"
#include "payload/vectorrun.h"

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

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
        if (const Result<void> written = writeWholeFile(*path, junitReport(u"payload functions"_s, cases)); !written)
            return context.fail(written.error());
    }
    context.done(failed > 0 ? ExitCode::Failed : ExitCode::Done);
}

} // namespace

void checkVectors(CommandContext &context, PayloadFormat format, const PayloadFunctions &functions)
{
    const Result<QList<TestVector>> vectors = readTestVectorFile(*context.arguments().value(u"vectors"_s));
    if (!vectors)
        return context.refuse(vectors.error().text, vectors.error().detail);
    context.await(
        runVectors(&context, context.functionRunner(), format, functions, *vectors),
        [&context, vectors = *vectors](const QList<VectorOutcome> &outcomes) { report(context, vectors, outcomes); });
}

} // namespace thingsdesk::cli
