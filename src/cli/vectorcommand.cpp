// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/vectorcommand.h"

#include "cli/commandcontext.h"
#include "cli/junitreport.h"
#include "core/filewatch.h"
#include "core/jsontext.h"
#include "core/wholefile.h"
#include "payload/functionkind.h"
#include "payload/vectorrun.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

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

/// One run, or with --watch one after each change.
class VectorCheck final : public QObject
{
    Q_DISABLE_COPY_MOVE(VectorCheck)
public:
    VectorCheck(CommandContext &context, VectorSubject subject)
        : QObject(&context)
        , m_context(context)
        , m_subject(std::move(subject))
        , m_file(*context.arguments().value(u"vectors"_s))
        , m_isWatching(context.arguments().has(u"watch"_s))
    {
        if (!m_isWatching)
            return;
        const QFileInfo file(m_file);
        watch(file.absolutePath(), {file.fileName()});
        if (m_subject.folder.isEmpty())
            return;
        QStringList names;
        for (const FunctionKind kind : allFunctionKinds)
            names.append(functionFileName(kind));
        watch(m_subject.folder, names);
    }

    void run()
    {
        const Result<QList<TestVector>> vectors = readTestVectorFile(m_file);
        if (!vectors)
            return refuse({vectors.error().text, vectors.error().detail});
        const Parsed<PayloadFunctions> functions = m_subject.readFunctions();
        if (!functions)
            return refuse(functions.error());
        m_context.await(
            runVectors(this, m_context.functionRunner(), m_subject.format, *functions, *vectors),
            [this, vectors = *vectors](const QList<VectorOutcome> &outcomes) { report(vectors, outcomes); });
    }

private:
    void watch(const QString &folder, const QStringList &names)
    {
        auto *files = new FileWatch(this);
        connect(files, &FileWatch::changed, this, &VectorCheck::run);
        files->watch(folder, names);
    }

    /// While watching, a file may be half-written or broken for a while.
    void refuse(const WrongUse &wrong)
    {
        if (m_isWatching)
            m_context.output().note(wrong.text);
        else
            m_context.refuse(wrong);
    }

    void report(const QList<TestVector> &vectors, const QList<VectorOutcome> &outcomes)
    {
        QList<JunitCase> cases;
        for (qsizetype i = 0; i < vectors.size(); ++i) {
            print(m_context.output(), nameOf(vectors[i], i), outcomes.value(i));
            cases.append({nameOf(vectors[i], i), outcomes.value(i).passed ? QString() : outcomes.value(i).difference});
        }
        const auto failed =
            std::count_if(outcomes.begin(), outcomes.end(), [](const auto &each) { return !each.passed; });
        m_context.output().note(u"%1 of %2 test vectors passed."_s.arg(outcomes.size() - failed).arg(outcomes.size()));
        if (const auto path = m_context.arguments().value(u"junit"_s)) {
            if (const auto written = writeWholeFile(*path, junitReport(u"payload functions"_s, cases)); !written)
                return m_context.fail(written.error());
        }
        if (!m_isWatching)
            m_context.done(failed > 0 ? ExitCode::Failed : ExitCode::Done);
    }

    CommandContext &m_context;
    const VectorSubject m_subject;
    const QString m_file;
    const bool m_isWatching;
};

} // namespace

void checkVectors(CommandContext &context, const VectorSubject &subject)
{
    auto *check = new VectorCheck(context, subject);
    check->run();
}

} // namespace thingsdesk::cli
