// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/deviceoptions.h"

#include "core/generate.h"

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestCounter = std::numeric_limits<quint32>::max();

void readKeys(ArgumentReader &reader, DeviceChanges &changes, bool mayBeEmpty)
{
    changes.appEui = reader.bytes<AppEui>(u"app-eui"_s);
    changes.devEui = reader.bytes<DevEui>(u"dev-eui"_s);
    changes.appKey = reader.bytes<AppKey>(u"app-key"_s, mayBeEmpty);
    changes.devAddr = reader.bytes<DevAddr>(u"dev-addr"_s, mayBeEmpty);
    changes.nwkSKey = reader.bytes<NwkSKey>(u"nwk-s-key"_s, mayBeEmpty);
    changes.appSKey = reader.bytes<AppSKey>(u"app-s-key"_s, mayBeEmpty);
}

void readPlace(ArgumentReader &reader, DeviceChanges &changes)
{
    if (const auto latitude = reader.decimal(u"latitude"_s, -90, 90))
        changes.latitude = float(*latitude);
    if (const auto longitude = reader.decimal(u"longitude"_s, -180, 180))
        changes.longitude = float(*longitude);
    if (const auto altitude =
            reader.integer(u"altitude"_s, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()))
        changes.altitude = qint32(*altitude);
}

void readAttributes(ArgumentReader &reader, const Arguments &arguments, DeviceChanges &changes)
{
    const QStringList given = arguments.values(u"attribute"_s);
    for (const QString &attribute : given) {
        const qsizetype equals = attribute.indexOf(u'=');
        const QString key = attribute.left(equals);
        if (equals <= 0)
            reader.refuse(u"--attribute must be NAME=VALUE, not \"%1\"."_s.arg(attribute));
        else if (changes.attributes.contains(key))
            reader.refuse(u"--attribute names \"%1\" twice."_s.arg(key));
        else
            changes.attributes.insert(
                key, equals + 1 == attribute.size() ? std::nullopt : std::optional(attribute.sliced(equals + 1)));
    }
}

void readCounters(ArgumentReader &reader, DeviceChanges &changes)
{
    reader.exclusive({u"reset-counters"_s, u"fcnt-up"_s});
    reader.exclusive({u"reset-counters"_s, u"fcnt-down"_s});
    reader.exclusive({u"16-bit-fcnt"_s, u"32-bit-fcnt"_s});
    if (const auto up = reader.integer(u"fcnt-up"_s, 0, largestCounter))
        changes.counterUp = quint32(*up);
    if (const auto down = reader.integer(u"fcnt-down"_s, 0, largestCounter))
        changes.counterDown = quint32(*down);
    if (reader.flag(u"reset-counters"_s)) {
        changes.counterUp = 0;
        changes.counterDown = 0;
    }
    if (reader.flag(u"16-bit-fcnt"_s) || reader.flag(u"32-bit-fcnt"_s))
        changes.uses32BitCounter = reader.flag(u"32-bit-fcnt"_s);
    if (const auto check = reader.onOff(u"fcnt-check"_s))
        changes.counterCheckDisabled = !*check;
}

/// Names the first option that says something which a device of this activation does not have.
QString optionAgainst(Activation activation, const DeviceChanges &changes)
{
    const bool abp = activation == Activation::Abp;
    if (abp)
        return changes.appKey && changes.appKey->isSet() ? u"--app-key"_s : QString();
    if (activation == Activation::OnJoinTemplate && changes.devEui && changes.devEui->isSet())
        return u"--dev-eui"_s;
    if (changes.devAddr && changes.devAddr->isSet())
        return u"--dev-addr"_s;
    if (changes.nwkSKey && changes.nwkSKey->isSet())
        return u"--nwk-s-key"_s;
    return changes.appSKey && changes.appSKey->isSet() ? u"--app-s-key"_s : QString();
}

QString activationOption(Activation activation)
{
    switch (activation) {
    case Activation::Otaa:
        return u"--otaa"_s;
    case Activation::Abp:
        return u"--abp"_s;
    case Activation::OnJoinTemplate:
        return u"--on-join"_s;
    }
    return {};
}

Parsed<void> checkActivation(Activation activation, const DeviceChanges &changes)
{
    const QString option = optionAgainst(activation, changes);
    if (option.isEmpty())
        return {};
    return wrongUse(u"%1 does not go with %2."_s.arg(option, activationOption(activation)));
}

void makeWhatIsMissing(Device &device, Activation activation)
{
    if (activation != Activation::OnJoinTemplate && !device.devEui.isSet())
        device.devEui = generateDevEui();
    if (activation == Activation::Abp) {
        if (!device.nwkSKey.isSet())
            device.nwkSKey = generateRandom<NwkSKey>();
        if (!device.appSKey.isSet())
            device.appSKey = generateRandom<AppSKey>();
    } else if (!device.appKey.isSet()) {
        device.appKey = generateRandom<AppKey>();
    }
}

} // namespace

QList<OptionSpec> deviceOptions()
{
    return {
        {u"otaa"_s, {}, u"joins with its AppKey (what register does where nothing is said)"_s},
        {u"abp"_s, {}, u"has a fixed address and session keys"_s},
        {u"on-join"_s, {}, u"a template: devices are registered when they first join"_s},
        {u"app-eui"_s, u"HEX"_s, u"AppEUI; that of the application's other devices where not given"_s},
        {u"dev-eui"_s, u"HEX"_s, u"DevEUI"_s},
        {u"app-key"_s, u"HEX"_s, u"AppKey"_s},
        {u"dev-addr"_s, u"HEX"_s, u"DevAddr"_s},
        {u"nwk-s-key"_s, u"HEX"_s, u"NwkSKey"_s},
        {u"app-s-key"_s, u"HEX"_s, u"AppSKey"_s},
        {u"description"_s, u"TEXT"_s, u"what the device is"_s},
        {u"latitude"_s, u"DEGREES"_s, u"-90 to 90"_s},
        {u"longitude"_s, u"DEGREES"_s, u"-180 to 180"_s},
        {u"altitude"_s, u"METRES"_s, u"above sea level"_s},
        {u"attribute"_s, u"NAME=VALUE"_s, u"an attribute, again for more; NAME= removes it"_s, true},
        {u"fcnt-up"_s, u"N"_s, u"the last uplink's counter"_s},
        {u"fcnt-down"_s, u"N"_s, u"the next downlink's counter"_s},
        {u"reset-counters"_s, {}, u"both counters to 0"_s},
        {u"16-bit-fcnt"_s, {}, u"counters have 16 bits"_s},
        {u"32-bit-fcnt"_s, {}, u"counters have 32 bits (what register does where nothing is said)"_s},
        {u"fcnt-check"_s, u"on|off"_s, u"whether repeated and old counters are refused"_s},
        {u"activation-constraints"_s, u"TAGS"_s, u"as \"local\" or \"private,testing\""_s},
    };
}

Parsed<DeviceOptions> readDeviceOptions(const Arguments &arguments, bool forSetting)
{
    ArgumentReader reader(arguments);
    DeviceOptions options;
    reader.exclusive({u"otaa"_s, u"abp"_s, u"on-join"_s});
    if (reader.flag(u"otaa"_s))
        options.activation = Activation::Otaa;
    else if (reader.flag(u"abp"_s))
        options.activation = Activation::Abp;
    else if (reader.flag(u"on-join"_s))
        options.activation = Activation::OnJoinTemplate;
    readKeys(reader, options.changes, forSetting);
    readPlace(reader, options.changes);
    readAttributes(reader, arguments, options.changes);
    readCounters(reader, options.changes);
    options.changes.description = reader.text(u"description"_s);
    options.changes.activationConstraints = reader.text(u"activation-constraints"_s);
    if (!reader.isGood())
        return tl::unexpected<WrongUse>(reader.wrong());
    return options;
}

Parsed<Device> newDevice(const AppId &appId, const DevId &devId, const DeviceOptions &options)
{
    const Activation activation = options.activation.value_or(Activation::Otaa);
    if (const Parsed<void> good = checkActivation(activation, options.changes); !good)
        return tl::unexpected<WrongUse>(good.error());
    Device device;
    device.appId = appId;
    device.devId = devId;
    device = options.changes.appliedTo(device);
    makeWhatIsMissing(device, activation);
    if (const Result<void> good = device.check(); !good)
        return wrongUse(good.error().text, good.error().detail);
    return device;
}

Parsed<DeviceChanges> changesFor(const Device &device, const DeviceOptions &options)
{
    DeviceChanges changes = options.changes;
    if (options.activation) {
        const Activation activation = *options.activation;
        if (const Parsed<void> good = checkActivation(activation, changes); !good)
            return tl::unexpected<WrongUse>(good.error());
        const Device wanted = changes.appliedTo(device);
        if (activation == Activation::Abp) {
            if (!wanted.devAddr.isSet() || !wanted.nwkSKey.isSet() || !wanted.appSKey.isSet())
                return wrongUse(u"The device has no session that --abp could keep."_s,
                                u"\"device personalize %1\" gives it an address and keys; or give --dev-addr, "
                                "--nwk-s-key and --app-s-key."_s.arg(device.devId.toString()));
            changes.appKey = AppKey();
        } else if (!wanted.appKey.isSet()) {
            changes.appKey = generateRandom<AppKey>();
        }
        if (activation == Activation::OnJoinTemplate)
            changes.devEui = DevEui();
        else if (!wanted.devEui.isSet())
            changes.devEui = generateDevEui();
    }
    if (const Result<void> good = changes.appliedTo(device).check(); !good)
        return wrongUse(good.error().text, good.error().detail);
    return changes;
}

QStringList addressUsage(const Device &device)
{
    const QString constraints = device.activationConstraints.isEmpty() ? u"local"_s : device.activationConstraints;
    QStringList usage = constraints.split(u',', Qt::SkipEmptyParts);
    usage.append(u"abp"_s);
    return usage;
}

} // namespace thingsdesk::cli
