// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/ttnv2/unarycall.h"

#include <QThreadPool>

namespace thingsdesk::ttnv2 {

void prepare(grpc::ClientContext &context, const CallSetup &setup)
{
    context.set_deadline(std::chrono::system_clock::now() + setup.deadline);
    const std::string secret = setup.credentials.secret().expose().toStdString();
    if (setup.credentials.kind() == Credentials::Kind::AccessKey)
        context.AddMetadata("key", secret);
    else if (setup.credentials.kind() == Credentials::Kind::Token)
        context.AddMetadata("token", secret);
    context.AddMetadata("service-name", "thingsdesk");
    context.AddMetadata("service-version", THINGSDESK_VERSION);
    if (setup.limit > 0)
        context.AddMetadata("limit", std::to_string(setup.limit));
    if (setup.offset > 0)
        context.AddMetadata("offset", std::to_string(setup.offset));
}

std::optional<quint64> totalOf(const grpc::ClientContext &context)
{
    const auto &headers = context.GetServerInitialMetadata();
    const auto found = headers.find("total");
    if (found == headers.end())
        return std::nullopt;
    bool isNumber = false;
    const quint64 total = QByteArray(found->second.data(), qsizetype(found->second.size())).toULongLong(&isNumber);
    return isNumber ? std::optional(total) : std::nullopt;
}

void releaseElsewhere(std::shared_ptr<void> call)
{
    QThreadPool::globalInstance()->start([held = std::move(call)]() mutable { held.reset(); });
}

Failure withoutSecret(Failure failure, const Secret &secret)
{
    if (secret.isEmpty())
        return failure;
    const QString whole = QString::fromLatin1(secret.expose());
    const QString behindDot = whole.section(u'.', 1);
    for (const QString &text : {whole, behindDot}) {
        if (text.isEmpty())
            continue;
        failure.text.replace(text, QStringLiteral("…"));
        failure.detail.replace(text, QStringLiteral("…"));
    }
    return failure;
}

} // namespace thingsdesk::ttnv2
