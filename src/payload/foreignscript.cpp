// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/foreignscript.h"

#include "payload/scripttokens.h"

#include <QCoreApplication>
#include <QSet>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ForeignScript", text);
}

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
        script.source = joined(source, u"function Decoder(bytes, port) {\n"
                                       "  var result = decodeUplink({ bytes: bytes, fPort: port });\n"
                                       "  if (result.errors && result.errors.length > 0) {\n"
                                       "    throw result.errors.join(\", \");\n"
                                       "  }\n"
                                       "  return result.data;\n"
                                       "}\n"_s);
        if (names.all.contains(u"recvTime"_s))
            script.notes += tr("The script reads input.recvTime: V2 does not tell a function when an uplink came.");
        if (names.all.contains(u"variables"_s))
            script.notes += tr("The script reads input.variables: V2 has no variables of a device.");
        if (names.all.contains(u"warnings"_s))
            script.notes += tr("Its warnings are left out: V2 knows fields or an error.");
        break;
    case ScriptOrigin::ChirpStack:
        script.source = joined(source, u"function Decoder(bytes, port) {\n  return Decode(port, bytes, {});\n}\n"_s);
        if (names.all.contains(u"variables"_s))
            script.notes += tr("The script reads variables: V2 has no variables of a device, so they are empty.");
        break;
    case ScriptOrigin::Milesight:
        script.source =
            joined(source, u"function Decoder(bytes, port) {\n  return milesightDeviceDecode(bytes);\n}\n"_s);
        break;
    }
    if (names.made.contains(u"normalizeUplink"_s))
        script.notes += tr("normalizeUplink is not called: V2 has one form of fields.");
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
    script.source = joined(source, u"function Encoder(object, port) {\n"
                                   "  var result = encodeDownlink({ data: object, fPort: port });\n"
                                   "  if (result.errors && result.errors.length > 0) {\n"
                                   "    throw result.errors.join(\", \");\n"
                                   "  }\n"
                                   "  return result.bytes;\n"
                                   "}\n"_s);
    if (names.all.contains(u"fPort"_s))
        script.notes += tr("The script may choose the port: on V2 whoever sends a downlink chooses it.");
    if (names.made.contains(u"decodeDownlink"_s))
        script.notes += tr("decodeDownlink is not called: V2 does not decode what it sends.");
    return script;
}

} // namespace

std::optional<WrappedScript> wrappedForV2(FunctionKind kind, const QString &source)
{
    const Names names = namesOf(source);
    if (names.made.contains(functionName(kind)))
        return {};
    if (kind == FunctionKind::Decoder) {
        for (const auto &[name, origin] :
             {std::pair(u"decodeUplink"_s, ScriptOrigin::Formatter), std::pair(u"Decode"_s, ScriptOrigin::ChirpStack),
              std::pair(u"milesightDeviceDecode"_s, ScriptOrigin::Milesight)}) {
            if (names.made.contains(name))
                return wrappedDecoder(origin, source, names);
        }
    } else if (kind == FunctionKind::Encoder) {
        for (const auto &[name, origin] : {std::pair(u"encodeDownlink"_s, ScriptOrigin::Formatter),
                                           std::pair(u"Encode"_s, ScriptOrigin::ChirpStack)}) {
            if (names.made.contains(name))
                return wrappedEncoder(origin, source, names);
        }
    }
    return {};
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
            tr("An uplink that the Validator rejects is dropped on V2; there it comes without fields, with an "
               "error.");
    if (!functions.encoder.isEmpty())
        script.notes += tr("The formatter has to name the port: it is the one that is asked for, else 1.");
    script.notes += tr("Arrays of bytes that V2 publishes as base64 text come as numbers there.");
    return script;
}

} // namespace thingsdesk
