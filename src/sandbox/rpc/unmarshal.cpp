// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rpc/unmarshal.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>

namespace thingsdesk::sandbox {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

/// Fields of fixed length by their names, which mean the same in every V2 message.
struct FixedLength
{
    std::string_view field;
    int length;
    const char *type; ///< as the stack's messages name it
};

constexpr FixedLength fixedLengths[] = {
    {"app_eui", 8, "EUI64"},
    {"dev_eui", 8, "EUI64"},
    {"dev_addr", 4, "DevAddr"},
    {"nwk_s_key", 16, "AES128Key"},
    {"app_s_key", 16, "AES128Key"},
    {"app_key", 16, "AES128Key"},
    {"used_dev_nonces", 2, "DevNonce"},
    {"used_app_nonces", 3, "AppNonce"},
    {"dev_addr_prefix", 5, "DevAddrPrefix"},
};

QByteArray scan(CodedInputStream &input, const Descriptor &type);

QByteArray checkField(CodedInputStream &input, const FieldDescriptor &field)
{
    google::protobuf::uint32 length = 0;
    if (!input.ReadVarint32(&length))
        return "unexpected EOF";
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) {
        const auto limit = input.PushLimit(int(length));
        QByteArray error = scan(input, *field.message_type());
        input.PopLimit(limit);
        return error;
    }
    const auto *fixed = std::find_if(std::begin(fixedLengths), std::end(fixedLengths),
                                     [&](const FixedLength &entry) { return entry.field == field.name(); });
    if (fixed != std::end(fixedLengths) && int(length) != fixed->length)
        return QByteArray("ttn/core: Invalid length for ") + fixed->type;
    return input.Skip(int(length)) ? QByteArray() : QByteArray("unexpected EOF");
}

/// Goes through the fields in the order in which they came, as the stack's reader does.
QByteArray scan(CodedInputStream &input, const Descriptor &type)
{
    while (const google::protobuf::uint32 tag = input.ReadTag()) {
        const FieldDescriptor *field = type.FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
        const bool interesting =
            field && WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED &&
            (field->type() == FieldDescriptor::TYPE_BYTES || field->type() == FieldDescriptor::TYPE_MESSAGE);
        if (!interesting) {
            if (!WireFormatLite::SkipField(&input, tag))
                return "unexpected EOF";
            continue;
        }
        if (QByteArray error = checkField(input, *field); !error.isEmpty())
            return error;
    }
    return {};
}

} // namespace

QByteArray unmarshalError(const QByteArray &bytes, google::protobuf::Message &message)
{
    CodedInputStream input(reinterpret_cast<const google::protobuf::uint8 *>(bytes.constData()), int(bytes.size()));
    if (QByteArray error = scan(input, *message.GetDescriptor()); !error.isEmpty())
        return error;
    return message.ParseFromArray(bytes.constData(), int(bytes.size())) ? QByteArray() : QByteArray("unexpected EOF");
}

} // namespace thingsdesk::sandbox
