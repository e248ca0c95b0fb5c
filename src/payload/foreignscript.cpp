// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/foreignscript.h"

#include "payload/scripttokens.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(ForeignScript)
};

struct ForeignFunction
{
    FunctionKind kind;
    QStringView name;
    ScriptOrigin origin;
};

// Where a file has several, the first is called.
constexpr ForeignFunction foreignFunctions[] = {
    {FunctionKind::Decoder, u"decodeUplink", ScriptOrigin::Formatter},
    {FunctionKind::Decoder, u"Decode", ScriptOrigin::ChirpStack},
    {FunctionKind::Decoder, u"milesightDeviceDecode", ScriptOrigin::Milesight},
    {FunctionKind::Encoder, u"encodeDownlink", ScriptOrigin::Formatter},
    {FunctionKind::Encoder, u"Encode", ScriptOrigin::ChirpStack},
};

/// The functions and variables that the source makes at any level, and every word in it.
struct Names
{
    QSet<QString> made;
    QSet<QString> all;
};

Names namesOf(const QString &source)
{
    Names names;
    const QList<ScriptToken> tokens = scriptTokens(source);
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].isWord())
            continue;
        const QString name = tokens[i].text.toString();
        names.all.insert(name);
        const bool isDeclared = i > 0 && (tokens[i - 1].isWord(u"function") || tokens[i - 1].isWord(u"var"));
        const bool isAssigned = i + 1 < tokens.size() && tokens[i + 1].isSign(u"=");
        if (isDeclared || isAssigned)
            names.made.insert(name);
    }
    return names;
}

/// V2's function around a formatter's, whose answer is an object with the result, or with errors.
QString formatterCall(QStringView head, QStringView call, QStringView result)
{
    return u"function %1 {\n"
           "  var result = %2;\n"
           "  if (result.errors && result.errors.length > 0) {\n"
           "    throw result.errors.join(\", \");\n"
           "  }\n"
           "  return result.%3;\n"
           "}\n"_s.arg(head, call, result);
}

QString joined(const QString &source, const QString &wrapper)
{
    return source.trimmed() + u"\n\n"_s + wrapper;
}

WrappedScript wrappedDecoder(ScriptOrigin origin, const QString &source, const Names &names)
{
    WrappedScript script;
    script.origin = origin;
    switch (origin) {
    case ScriptOrigin::Formatter:
        script.source = joined(
            source, formatterCall(u"Decoder(bytes, port)", u"decodeUplink({ bytes: bytes, fPort: port })", u"data"));
        if (names.all.contains(u"recvTime"_s))
            script.notes +=
                Words::tr("The script reads input.recvTime: V2 does not tell a function when an uplink came.");
        if (names.all.contains(u"variables"_s))
            script.notes += Words::tr("The script reads input.variables: V2 has no variables of a device.");
        if (names.all.contains(u"warnings"_s))
            script.notes += Words::tr("Its warnings are left out: V2 knows fields or an error.");
        break;
    case ScriptOrigin::ChirpStack:
        script.source = joined(source, u"function Decoder(bytes, port) {\n  return Decode(port, bytes, {});\n}\n"_s);
        if (names.all.contains(u"variables"_s))
            script.notes +=
                Words::tr("The script reads variables: V2 has no variables of a device, so they are empty.");
        break;
    case ScriptOrigin::Milesight:
        script.source =
            joined(source, u"function Decoder(bytes, port) {\n  return milesightDeviceDecode(bytes);\n}\n"_s);
        break;
    }
    if (names.made.contains(u"normalizeUplink"_s))
        script.notes += Words::tr("normalizeUplink is not called: V2 has one form of fields.");
    return script;
}

WrappedScript wrappedEncoder(ScriptOrigin origin, const QString &source, const Names &names)
{
    WrappedScript script;
    script.origin = origin;
    if (origin == ScriptOrigin::ChirpStack) {
        script.source = joined(source, u"function Encoder(object, port) {\n  return Encode(port, object, {});\n}\n"_s);
        return script;
    }
    script.source = joined(
        source, formatterCall(u"Encoder(object, port)", u"encodeDownlink({ data: object, fPort: port })", u"bytes"));
    if (names.all.contains(u"fPort"_s))
        script.notes += Words::tr("The script may choose the port: on V2 whoever sends a downlink chooses it.");
    if (names.made.contains(u"decodeDownlink"_s))
        script.notes += Words::tr("decodeDownlink is not called: V2 does not decode what it sends.");
    return script;
}

} // namespace

std::optional<WrappedScript> wrappedForV2(FunctionKind kind, const QString &source)
{
    const Names names = namesOf(source);
    if (names.made.contains(functionName(kind)))
        return {};
    for (const ForeignFunction &function : foreignFunctions) {
        if (function.kind == kind && names.made.contains(function.name.toString()))
            return kind == FunctionKind::Decoder ? wrappedDecoder(function.origin, source, names)
                                                 : wrappedEncoder(function.origin, source, names);
    }
    return {};
}

bool isForeignFunction(FunctionKind kind, QStringView name)
{
    return std::any_of(std::begin(foreignFunctions), std::end(foreignFunctions),
                       [&](const ForeignFunction &function) { return function.kind == kind && function.name == name; });
}

WrappedScript wrappedForFormatter(const PayloadFunctions &functions)
{
    WrappedScript script;
    QStringList parts;
    for (const FunctionKind kind : allFunctionKinds) {
        if (!functionText(functions, kind).trimmed().isEmpty())
            parts += functionText(functions, kind).trimmed();
    }
    const bool decodes =
        !functions.decoder.isEmpty() || !functions.converter.isEmpty() || !functions.validator.isEmpty();
    if (decodes) {
        QString text = u"function decodeUplink(input) {\n"_s;
        text += functions.decoder.isEmpty() ? u"  var fields = {};\n"_s
                                            : u"  var fields = Decoder(input.bytes, input.fPort);\n"_s;
        if (!functions.converter.isEmpty())
            text += u"  fields = Converter(fields, input.fPort);\n"_s;
        if (!functions.validator.isEmpty())
            text +=
                u"  if (Validator(fields, input.fPort) !== true) {\n    return { errors: [\"not valid\"] };\n  }\n"_s;
        parts += text + u"  return { data: fields };\n}"_s;
    }
    if (!functions.encoder.isEmpty())
        parts += u"function encodeDownlink(input) {\n"
                 "  return { bytes: Encoder(input.data, input.fPort), fPort: input.fPort || 1 };\n}"_s;
    if (!parts.isEmpty())
        script.source = parts.join(u"\n\n"_s) + u'\n';
    if (!functions.validator.isEmpty())
        script.notes +=
            Words::tr("An uplink that the Validator rejects is dropped on V2; there it comes without fields, with an "
                      "error.");
    if (!functions.encoder.isEmpty())
        script.notes += Words::tr("The formatter has to name the port: it is the one that is asked for, else 1.");
    script.notes += Words::tr("Arrays of bytes that V2 publishes as base64 text come as numbers there.");
    return script;
}

} // namespace thingsdesk
