// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/device.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace thingsdesk {

namespace {

Result<void> checkDegrees(float value, float bound, const QString &field)
{
    if (std::isfinite(value) && std::abs(value) <= bound)
        return {};
    return fail(Failure::invalidInput(field, QStringLiteral("must be a number from -%1 to %1 degrees").arg(bound)));
}

Result<void> checkAttributes(const QMap<QString, QString> &attributes)
{
    int custom = 0;
    for (const auto &[key, value] : attributes.asKeyValueRange()) {
        const QString field = QStringLiteral("Attribute \"%1\"").arg(key.left(80));
        if (key.isEmpty())
            return fail(Failure::invalidInput(field, QStringLiteral("must have a name")));
        if (key.toUtf8().size() > Device::maximumAttributeBytes)
            return fail(Failure::invalidInput(
                field, QStringLiteral("must have a name of at most %1 bytes").arg(Device::maximumAttributeBytes)));
        if (value.toUtf8().size() > Device::maximumAttributeBytes)
            return fail(Failure::invalidInput(
                field, QStringLiteral("must have a value of at most %1 bytes").arg(Device::maximumAttributeBytes)));
        custom += isBuiltInAttribute(key) ? 0 : 1;
    }
    if (custom > Device::maximumCustomAttributes)
        return fail(Failure::invalidInput(
            QStringLiteral("Attributes"),
            QStringLiteral("must be at most %1, not %2").arg(Device::maximumCustomAttributes).arg(custom)));
    return {};
}

} // namespace

bool isBuiltInAttribute(const QString &key)
{
    static const QStringList names{QStringLiteral("ttn-brand"), QStringLiteral("ttn-model"),
                                   QStringLiteral("ttn-version"), QStringLiteral("ttn-antenna"),
                                   QStringLiteral("ttn-module-type")};
    return names.contains(key);
}

Activation Device::activation() const
{
    if (!appKey.isSet())
        return Activation::Abp;
    return devEui.isSet() ? Activation::Otaa : Activation::OnJoinTemplate;
}

Result<void> Device::check() const
{
    if (activation() == Activation::OnJoinTemplate && devId.toString().size() > maximumTemplateIdLength)
        return fail(Failure::invalidInput(
            QStringLiteral("Device ID"),
            QStringLiteral("of an on-join template must have at most %1 characters").arg(maximumTemplateIdLength)));
    return checkDegrees(latitude, 90, QStringLiteral("Latitude"))
        .and_then([this] { return checkDegrees(longitude, 180, QStringLiteral("Longitude")); })
        .and_then([this] { return checkAttributes(attributes); });
}

} // namespace thingsdesk
