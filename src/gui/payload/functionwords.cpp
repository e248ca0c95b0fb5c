// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/functionwords.h"

#include <QCoreApplication>

namespace thingsdesk {

using namespace Qt::StringLiterals;

QString functionPurpose(FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Decoder:
        return QCoreApplication::translate("FunctionKind", "Makes fields of an uplink's bytes.");
    case FunctionKind::Converter:
        return QCoreApplication::translate("FunctionKind", "Changes the decoded fields, for example their units.");
    case FunctionKind::Validator:
        return QCoreApplication::translate("FunctionKind",
                                           "Says whether the fields are valid. Uplinks that are not are dropped.");
    case FunctionKind::Encoder:
        return QCoreApplication::translate("FunctionKind", "Makes a downlink's bytes of fields.");
    }
    return {};
}

QString functionTemplate(FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Decoder:
        return u"function Decoder(bytes, port) {\n"
               "  // bytes: the payload as an array of numbers. Returns an object.\n"
               "  var decoded = {};\n"
               "  if (port === 1 && bytes.length >= 2) {\n"
               "    decoded.value = (bytes[0] << 8) + bytes[1];\n"
               "  }\n"
               "  return decoded;\n"
               "}\n"_s;
    case FunctionKind::Converter:
        return u"function Converter(decoded, port) {\n"
               "  // decoded: what the Decoder returned. Returns an object.\n"
               "  var converted = decoded;\n"
               "  return converted;\n"
               "}\n"_s;
    case FunctionKind::Validator:
        return u"function Validator(converted, port) {\n"
               "  // Returns true or false. With false the uplink is dropped.\n"
               "  return true;\n"
               "}\n"_s;
    case FunctionKind::Encoder:
        return u"function Encoder(object, port) {\n"
               "  // object: the downlink's fields. Returns an array of numbers from 0 to 255.\n"
               "  var bytes = [];\n"
               "  bytes[0] = object.on ? 1 : 0;\n"
               "  return bytes;\n"
               "}\n"_s;
    }
    return {};
}

} // namespace thingsdesk
