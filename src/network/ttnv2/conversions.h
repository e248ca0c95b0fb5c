// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/devicechanges.h"
#include "core/payloadresult.h"
#include "network/announcement.h"

#include <ttnv2/discovery.pb.h>
#include <ttnv2/handler.pb.h>

namespace thingsdesk::ttnv2 {

// Between the wire's messages and the values of core. Source: wire-v2 sections 4 to 6.

Announcement fromProto(const discovery::Announcement &message);

Application fromProto(const handler::Application &message);
/// Everything that SetApplication would overwrite. An on-join key that came masked is left out.
handler::Application toProto(const Application &application);
/// For dry runs: format and functions only.
handler::Application toProto(PayloadFormat format, const PayloadFunctions &functions);

Device fromProto(const handler::Device &message);
/// A new device, with the keys and the address that are set.
handler::Device toProto(const Device &device);
/// A device as it shall be. Keys and the address go along only where the changes name them (zeros clear them): what is
/// left out stays as the server has it. Counters always go along, or they would be set to 0.
handler::Device toProto(const Device &device, const DeviceChanges &changes);

QList<PayloadLogEntry> fromProto(const google::protobuf::RepeatedPtrField<handler::LogEntry> &logs);

QString toQString(const std::string &text);
QByteArray toQByteArray(const std::string &bytes);

} // namespace thingsdesk::ttnv2
