// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandcontext.h"
#include "cli/commands.h"
#include "cli/functionfiles.h"
#include "cli/lineinput.h"
#include "cli/payloadtext.h"
#include "cli/vectorcommand.h"
#include "core/jsontext.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype batchSize = 1000;

/// With which functions, on which port.
struct Formatter
{
    PayloadFormat format = PayloadFormat::Custom;
    PayloadFunctions functions;
    quint8 port = 1;
};

Parsed<Formatter> readFormatter(const Arguments &arguments, FunctionUse use, bool portNeeded)
{
    ArgumentReader reader(arguments);
    reader.exclusive({u"functions"_s, u"cayenne"_s}, true);
    Formatter formatter;
    if (portNeeded && !reader.text(u"port"_s))
        reader.refuse(u"--port P is needed: functions may depend on it."_s);
    formatter.port = quint8(reader.integer(u"port"_s, 0, 255).value_or(1));
    if (!reader.isGood())
        return tl::unexpected<WrongUse>(reader.wrong());
    if (reader.flag(u"cayenne"_s)) {
        formatter.format = PayloadFormat::CayenneLpp;
        return formatter;
    }
    const Parsed<PayloadFunctionChanges> files = readFunctionFiles(*reader.text(u"functions"_s), use);
    if (!files)
        return tl::unexpected<WrongUse>(files.error());
    formatter.functions = files->appliedTo({});
    return formatter;
}

/// Hex digits as arguments or lines.
Parsed<QList<QByteArray>> readPayloads(const Arguments &arguments, const QStringList &texts)
{
    ArgumentReader reader(arguments);
    QList<QByteArray> payloads;
    for (const QString &text : texts)
        payloads.append(reader.payload(text, u"\"%1\""_s.arg(text.left(40))));
    if (!reader.isGood())
        return tl::unexpected<WrongUse>(reader.wrong());
    return payloads;
}

/// Prints results as they come and remembers whether one of them was an error.
class DecodeRun final : public QObject
{
    Q_DISABLE_COPY_MOVE(DecodeRun)
public:
    DecodeRun(CommandContext &context, Formatter formatter)
        : QObject(&context)
        , m_context(context)
        , m_formatter(std::move(formatter))
    {
    }

    /// `then` goes on; a failing worker ends the run.
    template <class Then>
    void decode(const QList<QByteArray> &payloads, Then then)
    {
        QList<DecodeInput> inputs;
        for (const QByteArray &payload : payloads)
            inputs.append({payload, m_formatter.port});
        auto call = m_context.functionRunner().decode(m_formatter.format, m_formatter.functions, inputs);
        m_context.await(call, [this, payloads, then](const QList<DecodeResult> &results) {
            for (qsizetype i = 0; i < results.size(); ++i)
                print(payloads.value(i), results[i]);
            then();
        });
    }

    void print(const QByteArray &payload, const DecodeResult &result)
    {
        m_anyError = m_anyError || result.error;
        if (m_context.output().isJson())
            m_context.output().result(decodeJson(result));
        else
            m_context.output().result(decodeText(payload, result));
    }

    void end() { m_context.done(m_anyError ? ExitCode::Failed : ExitCode::Done); }

    void decodeArguments(const QList<QByteArray> &payloads)
    {
        if (payloads.isEmpty() || m_context.output().isBroken()) {
            end();
            return;
        }
        decode(payloads.first(batchSize < payloads.size() ? batchSize : payloads.size()),
               [this, rest = payloads.mid(batchSize)] { decodeArguments(rest); });
    }

    /// Lines of standard input, as many at a time as are there.
    void decodeInput(LineInput &input)
    {
        const QStringList lines = input.takeLines(batchSize);
        if (lines.isEmpty() || m_context.output().isBroken()) {
            if (input.isAtEnd() || m_context.output().isBroken())
                end();
            return; // the next line wakes it
        }
        const Parsed<QList<QByteArray>> payloads = readPayloads(m_context.arguments(), lines);
        if (!payloads) {
            m_context.refuse(payloads.error());
            return;
        }
        m_busy = true;
        decode(*payloads, [this, &input] {
            m_busy = false;
            decodeInput(input);
        });
    }

    bool isBusy() const noexcept { return m_busy; }

private:
    CommandContext &m_context;
    const Formatter m_formatter;
    bool m_anyError = false;
    bool m_busy = false;
};

VectorSubject vectorSubject(const Arguments &arguments, const Formatter &formatter)
{
    VectorSubject subject{formatter.format, arguments.value(u"functions"_s).value_or(QString()), {}};
    subject.readFunctions = [folder = subject.folder, none = formatter.functions]() -> Parsed<PayloadFunctions> {
        if (folder.isEmpty())
            return none;
        const Parsed<PayloadFunctionChanges> files = readFunctionFiles(folder, FunctionUse::Here);
        if (!files)
            return tl::unexpected<WrongUse>(files.error());
        return files->appliedTo({});
    };
    return subject;
}

void decode(CommandContext &context)
{
    const bool byVectors = context.arguments().has(u"vectors"_s);
    const Parsed<Formatter> formatter = readFormatter(context.arguments(), FunctionUse::Here, !byVectors);
    if (!formatter) {
        context.refuse(formatter.error());
        return;
    }
    const bool hasPayloads = !context.arguments().positionals().isEmpty();
    if (byVectors && (hasPayloads || context.arguments().has(u"port"_s)))
        return context.refuse(u"--vectors has payloads and ports of its own: give neither."_s);
    if (byVectors)
        return checkVectors(context, vectorSubject(context.arguments(), *formatter));
    for (const QString &option : {u"junit"_s, u"watch"_s}) {
        if (context.arguments().has(option))
            return context.refuse(u"--%1 is about test vectors: --vectors FILE is needed."_s.arg(option));
    }
    if (!hasPayloads)
        return context.refuse(u"A payload as HEX, or --vectors FILE, is needed."_s);
    auto *run = new DecodeRun(context, *formatter);
    const QStringList &texts = context.arguments().positionals();
    if (texts == QStringList{u"-"_s}) {
        auto *input = new LineInput(&context);
        QObject::connect(input, &LineInput::linesReady, run, [run, input] {
            if (!run->isBusy())
                run->decodeInput(*input);
        });
        return;
    }
    const Parsed<QList<QByteArray>> payloads = readPayloads(context.arguments(), texts);
    if (payloads)
        run->decodeArguments(*payloads);
    else
        context.refuse(payloads.error());
}

/// One payload after the other at the handler.
void dryUplinkNext(CommandContext &context, ApplicationClient &client, DecodeRun &run, const Formatter &formatter,
                   QList<QByteArray> payloads)
{
    if (payloads.isEmpty()) {
        run.end();
        return;
    }
    const QByteArray payload = payloads.takeFirst();
    context.await(client.dryUplink(formatter.format, formatter.functions, payload, formatter.port),
                  [&context, &client, &run, formatter, payload, payloads](const DecodeResult &result) {
                      run.print(payload, result);
                      dryUplinkNext(context, client, run, formatter, payloads);
                  });
}

void dryUplink(CommandContext &context)
{
    const Parsed<Formatter> formatter = readFormatter(context.arguments(), FunctionUse::AtHandler, true);
    const Parsed<QList<QByteArray>> payloads = readPayloads(context.arguments(), context.arguments().positionals());
    if (!formatter || !payloads) {
        context.refuse(formatter ? payloads.error() : formatter.error());
        return;
    }
    context.withApplication([&context, formatter = *formatter, payloads = *payloads](ApplicationClient &client) {
        auto *run = new DecodeRun(context, formatter);
        dryUplinkNext(context, client, *run, formatter, payloads);
    });
}

void dryDownlink(CommandContext &context)
{
    const Parsed<Formatter> formatter = readFormatter(context.arguments(), FunctionUse::AtHandler, false);
    if (!formatter) {
        context.refuse(formatter.error());
        return;
    }
    const QByteArray fields = context.arguments().positionals().first().toUtf8();
    if (const Result<void> good = checkJson(fields, u"The fields' text"_s); !good) {
        context.refuse(good.error().text, good.error().detail);
        return;
    }
    context.withApplication([&context, formatter = *formatter, fields](ApplicationClient &client) {
        context.await(client.dryDownlink(formatter.format, formatter.functions, fields, formatter.port),
                      [&context](const EncodeResult &result) {
                          if (context.output().isJson())
                              context.output().result(encodeJson(result));
                          else
                              context.output().result(encodeText(result));
                          context.done(result.error ? ExitCode::Failed : ExitCode::Done);
                      });
    });
}

CommandSpec payloadCommand(const QString &word, const QString &positionals, int maximum, const QString &summary,
                           Needs needs, void (*run)(CommandContext &))
{
    return {.words = {word},
            .positionals = positionals,
            .minimum = 1,
            .maximum = maximum,
            .summary = summary,
            .options = {{u"functions"_s, u"DIR"_s, u"the functions in this folder"_s},
                        {u"cayenne"_s, {}, u"Cayenne LPP"_s},
                        {u"port"_s, u"P"_s, u"the port that the functions are told, 0 to 255"_s}},
            .needs = needs,
            .run = run};
}

} // namespace

QList<CommandSpec> payloadCommands()
{
    CommandSpec decodeHere =
        payloadCommand(u"decode"_s, u"[HEX…]"_s, -1, u"decode on this machine; \"-\" reads a payload a line"_s,
                       Needs::Nothing, decode);
    decodeHere.minimum = 0;
    decodeHere.options += QList<OptionSpec>{
        {u"vectors"_s, u"FILE"_s, u"check the functions against the test vectors in this file instead"_s},
        {u"junit"_s, u"FILE"_s, u"with --vectors: also write a report as JUnit XML"_s},
        {u"watch"_s, {}, u"with --vectors: again whenever a function or the vectors change"_s}};
    return {
        decodeHere,
        payloadCommand(u"dry-uplink"_s, u"HEX…"_s, -1, u"decode at the handler; nothing is saved"_s, Needs::Application,
                       dryUplink),
        payloadCommand(u"dry-downlink"_s, u"JSON"_s, 1, u"encode at the handler; nothing is sent"_s, Needs::Application,
                       dryDownlink),
    };
}

} // namespace thingsdesk::cli
