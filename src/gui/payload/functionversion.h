// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/timestamp.h"

class QJsonObject;

namespace thingsdesk {

/// Payload functions as they once were at the handler.
struct FunctionVersion
{
    Timestamp time; ///< when they were saved, or first seen
    QString note;
    PayloadFormat format = PayloadFormat::None;
    PayloadFunctions functions;

    friend bool operator==(const FunctionVersion &, const FunctionVersion &) = default;
};

/// The form in which they are kept in files.
QJsonObject versionToJson(const FunctionVersion &version);
/// Members that are absent are left empty.
FunctionVersion versionFromJson(const QJsonObject &object);

} // namespace thingsdesk
