// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any bytes as a topic, and behind the first NUL as what came on it.
#include "network/ttnv2/topics.h"
#include "network/ttnv2/trafficreader.h"

#include <cstdlib>

using namespace thingsdesk;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// What was taken apart must give the topic again.
void checkParts(QByteArrayView topic, const ttnv2::Topic &parts)
{
    using Kind = ttnv2::Topic::Kind;
    if (parts.kind == Kind::Other)
        return require(parts.appId.isEmpty() && parts.devId.isEmpty() && parts.rest.isEmpty());
    require(!parts.appId.isEmpty() && !parts.appId.contains('/') && topic.startsWith(parts.appId));
    require(topic.endsWith(parts.rest));
    if (parts.kind != Kind::ApplicationEvent)
        require(!parts.devId.isEmpty() && !parts.devId.contains('/'));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype border = input.indexOf('\0');
    const QByteArray topic = border < 0 ? input : input.first(border);
    const QByteArray payload = border < 0 ? QByteArray() : input.sliced(border + 1);
    const ttnv2::Topic parts = ttnv2::parseTopic(topic);
    checkParts(topic, parts);

    static const ttnv2::TrafficReader reader(AppId::fromServer(QStringLiteral("my-app")));
    const auto message = reader.read(topic, payload, Timestamp{});
    require(message.has_value() == (parts.kind != ttnv2::Topic::Kind::Field));
    if (message)
        std::visit([&](const auto &body) { require(body.raw == payload); }, message->body);

    const DevId id = DevId::fromServer(QString::fromUtf8(topic));
    if (const auto built = ttnv2::downlinkTopic(AppId::fromServer(QStringLiteral("my-app")), id)) {
        const ttnv2::Topic again = ttnv2::parseTopic(*built);
        require(again.kind == ttnv2::Topic::Kind::Downlink && again.devId == id.toString().toUtf8());
    }
    return 0;
}
