// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/radio.h"

#include "core/radioreader.h"

#include <algorithm>

namespace thingsdesk {

namespace {

bool isGatewayMember(std::string_view key)
{
    static constexpr std::string_view known[] = {
        "gtw_id",         "gtw_trusted", "timestamp", "fine_timestamp", "fine_timestamp_encrypted",
        "time",           "antenna",     "channel",   "rssi",           "snr",
        "rf_chain",       "latitude",    "longitude", "altitude",       "location_accuracy",
        "location_source"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

bool isRadioMember(std::string_view key)
{
    static constexpr std::string_view known[] = {
        "time",     "frequency", "modulation", "data_rate", "bit_rate",          "airtime",        "coding_rate",
        "gateways", "latitude",  "longitude",  "altitude",  "location_accuracy", "location_source"};
    return std::find(std::begin(known), std::end(known), key) != std::end(known);
}

/// True where the member was one of a location's.
bool readLocationMember(JsonFields &fields, std::string_view key, simdjson::dom::element value, Location &out)
{
    if (key == "latitude")
        fields.read(key, value, out.latitude);
    else if (key == "longitude")
        fields.read(key, value, out.longitude);
    else if (key == "altitude")
        fields.read(key, value, out.altitude);
    else if (key == "location_accuracy")
        fields.read(key, value, out.accuracy);
    else if (key == "location_source")
        fields.read(key, value, out.source);
    else
        return false;
    return true;
}

bool readGateway(JsonFields &fields, simdjson::dom::element element, GatewayReception &out)
{
    simdjson::dom::object object;
    if (element.get(object) != simdjson::SUCCESS) {
        fields.refuse("gateways", QStringLiteral("must hold objects"));
        return false;
    }
    bool unknown = false;
    for (const auto [key, value] : object) {
        if (key == "gtw_id")
            fields.read(key, value, out.gatewayId);
        else if (key == "gtw_trusted")
            fields.read(key, value, out.trusted);
        else if (key == "timestamp")
            fields.read(key, value, out.timestamp);
        else if (key == "fine_timestamp")
            fields.read(key, value, out.fineTimestamp);
        else if (key == "fine_timestamp_encrypted")
            fields.readBase64(key, value, out.fineTimestampEncrypted);
        else if (key == "time")
            fields.read(key, value, out.time);
        else if (key == "antenna")
            fields.read(key, value, out.antenna);
        else if (key == "channel")
            fields.read(key, value, out.channel);
        else if (key == "rssi")
            fields.read(key, value, out.rssi);
        else if (key == "snr")
            fields.read(key, value, out.snr);
        else if (key == "rf_chain")
            fields.read(key, value, out.rfChain);
        else if (!readLocationMember(fields, key, value, out.location))
            unknown = true;
    }
    return unknown;
}

bool readGateways(JsonFields &fields, simdjson::dom::element value, QList<GatewayReception> &out)
{
    if (value.is_null())
        return false;
    simdjson::dom::array array;
    if (value.get(array) != simdjson::SUCCESS) {
        fields.refuse("gateways", QStringLiteral("must be an array"));
        return false;
    }
    bool unknown = false;
    out.clear();
    out.reserve(qsizetype(array.size()));
    for (const simdjson::dom::element element : array)
        unknown |= readGateway(fields, element, out.emplaceBack());
    return unknown;
}

QByteArray timeJson(const std::optional<Timestamp> &time)
{
    return time ? '"' + time->toRfc3339() + '"' : QByteArray("\"\"");
}

void writeLocation(JsonObjectWriter &writer, const Location &location)
{
    writer.addNumberIfSet("latitude", location.latitude)
        .addNumberIfSet("longitude", location.longitude)
        .addIntegerIfSet("altitude", location.altitude)
        .addIntegerIfSet("location_accuracy", location.accuracy)
        .addStringIfSet("location_source", location.source);
}

QByteArray gatewayJson(const GatewayReception &gateway)
{
    JsonObjectWriter writer;
    writer.addStringIfSet("gtw_id", gateway.gatewayId)
        .addTrueIfSet("gtw_trusted", gateway.trusted)
        .addUnsignedIfSet("timestamp", gateway.timestamp)
        .addUnsignedIfSet("fine_timestamp", gateway.fineTimestamp);
    if (!gateway.fineTimestampEncrypted.isEmpty())
        writer.addBase64("fine_timestamp_encrypted", gateway.fineTimestampEncrypted);
    writer.add("time", timeJson(gateway.time))
        .addIntegerIfSet("antenna", gateway.antenna)
        .addInteger("channel", gateway.channel)
        .addNumber("rssi", gateway.rssi)
        .addNumber("snr", gateway.snr)
        .addInteger("rf_chain", gateway.rfChain);
    writeLocation(writer, gateway.location);
    return writer.addMembers(gateway.unknown).finish();
}

QByteArray gatewaysJson(const QList<GatewayReception> &gateways)
{
    QByteArray text;
    for (const GatewayReception &gateway : gateways)
        text += (text.isEmpty() ? '[' : ',') + gatewayJson(gateway);
    return text.isEmpty() ? text : text + ']';
}

} // namespace

const GatewayReception *RadioMetadata::bestGateway() const noexcept
{
    const auto best = std::max_element(gateways.cbegin(), gateways.cend(),
                                       [](const auto &a, const auto &b) { return a.rssi < b.rssi; });
    return best == gateways.cend() ? nullptr : &*best;
}

QByteArray RadioMetadata::toJson() const
{
    JsonObjectWriter writer;
    writer.add("time", timeJson(time))
        .addNumberIfSet("frequency", double(frequency) / 1e6)
        .addStringIfSet("modulation", modulation)
        .addStringIfSet("data_rate", dataRate)
        .addUnsignedIfSet("bit_rate", bitRate)
        .addIntegerIfSet("airtime", airtime)
        .addStringIfSet("coding_rate", codingRate)
        .addIfSet("gateways", gatewaysJson(gateways));
    writeLocation(writer, location);
    return writer.addMembers(unknown).finish();
}

bool readRadioMembers(JsonFields &fields, simdjson::dom::element value, RadioMetadata &out)
{
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
        fields.refuse("metadata", QStringLiteral("must be an object"));
        return false;
    }
    bool unknown = false;
    for (const auto [key, member] : object) {
        if (key == "time")
            fields.read(key, member, out.time);
        else if (key == "frequency")
            fields.readMegahertz(key, member, out.frequency);
        else if (key == "modulation")
            fields.read(key, member, out.modulation);
        else if (key == "data_rate")
            fields.read(key, member, out.dataRate);
        else if (key == "bit_rate")
            fields.read(key, member, out.bitRate);
        else if (key == "airtime")
            fields.read(key, member, out.airtime);
        else if (key == "coding_rate")
            fields.read(key, member, out.codingRate);
        else if (key == "gateways")
            unknown |= readGateways(fields, member, out.gateways);
        else if (!readLocationMember(fields, key, member, out.location))
            unknown = true;
    }
    return unknown;
}

void keepUnknownRadioMembers(QByteArrayView raw, RadioMetadata &out)
{
    out.unknown = unknownMembersOf(raw, isRadioMember);
    const QList<QByteArray> gateways = elementsOf(memberOf(raw, "gateways"));
    for (qsizetype i = 0; i < std::min(gateways.size(), out.gateways.size()); ++i)
        out.gateways[i].unknown = unknownMembersOf(gateways[i], isGatewayMember);
}

} // namespace thingsdesk
