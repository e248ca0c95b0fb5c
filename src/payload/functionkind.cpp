// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/functionkind.h"

#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

QString functionName(FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Decoder:
        return u"Decoder"_s;
    case FunctionKind::Converter:
        return u"Converter"_s;
    case FunctionKind::Validator:
        return u"Validator"_s;
    case FunctionKind::Encoder:
        return u"Encoder"_s;
    }
    return {};
}

QString functionFileName(FunctionKind kind)
{
    return functionName(kind).toLower() + u".js"_s;
}

std::optional<FunctionKind> functionFromName(QStringView name)
{
    for (const FunctionKind kind : allFunctionKinds) {
        if (name == functionName(kind))
            return kind;
    }
    return {};
}

const QString &functionText(const PayloadFunctions &functions, FunctionKind kind)
{
    switch (kind) {
    case FunctionKind::Converter:
        return functions.converter;
    case FunctionKind::Validator:
        return functions.validator;
    case FunctionKind::Encoder:
        return functions.encoder;
    case FunctionKind::Decoder:
        break;
    }
    return functions.decoder;
}

QString &functionText(PayloadFunctions &functions, FunctionKind kind)
{
    return const_cast<QString &>(functionText(std::as_const(functions), kind));
}

} // namespace thingsdesk
