// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/deviceediting.h"

#include "gui/devices/coordinates.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace thingsdesk {

namespace {

using Id = DeviceField::Id;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(thingsdesk::DeviceEditing)
};

QString bytesText(const QString &hex, bool isSet)
{
    return isSet ? hex : Words::tr("not set");
}

template <class Tag, std::size_t Size>
QString text(const FixedBytes<Tag, Size> &bytes)
{
    return bytesText(bytes.toHex(), bytes.isSet());
}

QString text(const QString &value)
{
    return value.isEmpty() ? Words::tr("not set") : value;
}

QString text(quint32 value)
{
    return QLocale().toString(value);
}

QString text(qint32 value)
{
    return Words::tr("%1 m").arg(QLocale().toString(value));
}

QString text(float value)
{
    return Words::tr("%1°").arg(QLocale().toString(double(value)));
}

/// One plain member of a device, and what belongs to it.
struct Rule
{
    Id id;
    QString (*text)(const Device &);
    bool (*isSame)(const Device &, const Device &);
    void (*copy)(Device &to, const Device &from);
    void (*change)(DeviceChanges &, const Device &wanted);
};

template <auto Member, auto Change>
constexpr Rule rule(Id id)
{
    return {id, [](const Device &device) { return text(device.*Member); },
            [](const Device &a, const Device &b) { return a.*Member == b.*Member; },
            [](Device &to, const Device &from) { to.*Member = from.*Member; },
            [](DeviceChanges &changes, const Device &wanted) { changes.*Change = wanted.*Member; }};
}

template <auto Member, auto Change>
constexpr Rule rule(Id id, QString (*words)(const Device &))
{
    Rule result = rule<Member, Change>(id);
    result.text = words;
    return result;
}

QString widthText(const Device &device)
{
    return device.uses32BitCounter ? Words::tr("32 bit") : Words::tr("16 bit");
}

QString degreesText(float value, const Device &device)
{
    const QString digits = coordinates::text(value, device);
    return digits.isEmpty() ? Words::tr("not set") : Words::tr("%1°").arg(digits);
}

QString latitudeText(const Device &device)
{
    return degreesText(device.latitude, device);
}

QString longitudeText(const Device &device)
{
    return degreesText(device.longitude, device);
}

QString checkText(const Device &device)
{
    return device.counterCheckDisabled ? Words::tr("off") : Words::tr("on");
}

const std::array<Rule, 14> &rules()
{
    static constexpr std::array<Rule, 14> table{
        rule<&Device::description, &DeviceChanges::description>(Id::Description),
        rule<&Device::appEui, &DeviceChanges::appEui>(Id::AppEuiField),
        rule<&Device::devEui, &DeviceChanges::devEui>(Id::DevEuiField),
        rule<&Device::appKey, &DeviceChanges::appKey>(Id::AppKeyField),
        rule<&Device::devAddr, &DeviceChanges::devAddr>(Id::DevAddrField),
        rule<&Device::nwkSKey, &DeviceChanges::nwkSKey>(Id::NwkSKeyField),
        rule<&Device::appSKey, &DeviceChanges::appSKey>(Id::AppSKeyField),
        rule<&Device::counterUp, &DeviceChanges::counterUp>(Id::CounterUp),
        rule<&Device::counterDown, &DeviceChanges::counterDown>(Id::CounterDown),
        rule<&Device::uses32BitCounter, &DeviceChanges::uses32BitCounter>(Id::CounterWidth, widthText),
        rule<&Device::counterCheckDisabled, &DeviceChanges::counterCheckDisabled>(Id::CounterCheck, checkText),
        rule<&Device::latitude, &DeviceChanges::latitude>(Id::Latitude, latitudeText),
        rule<&Device::longitude, &DeviceChanges::longitude>(Id::Longitude, longitudeText),
        rule<&Device::altitude, &DeviceChanges::altitude>(Id::Altitude),
    };
    return table;
}

const Rule &ruleOf(Id id)
{
    return *std::find_if(rules().begin(), rules().end(), [id](const Rule &rule) { return rule.id == id; });
}

std::optional<QString> attributeOf(const Device &device, const QString &key)
{
    const auto found = device.attributes.constFind(key);
    return found == device.attributes.cend() ? std::nullopt : std::optional(*found);
}

bool isSame(const DeviceField &field, const Device &a, const Device &b)
{
    if (field.id == Id::Attribute)
        return attributeOf(a, field.attribute) == attributeOf(b, field.attribute);
    return ruleOf(field.id).isSame(a, b);
}

/// Every field of these devices, in the order of the form.
QList<DeviceField> fieldsOf(std::initializer_list<const Device *> devices)
{
    QList<DeviceField> fields;
    for (const Rule &rule : rules())
        fields.append({rule.id, {}});
    QMap<QString, QString> attributes;
    for (const Device *device : devices)
        attributes.insert(device->attributes);
    for (auto attribute = attributes.cbegin(); attribute != attributes.cend(); ++attribute)
        fields.append({Id::Attribute, attribute.key()});
    return fields;
}

bool isCounter(Id id)
{
    return id == Id::CounterUp || id == Id::CounterDown;
}

bool isSessionField(Id id)
{
    return id == Id::DevAddrField || id == Id::NwkSKeyField || id == Id::AppSKeyField;
}

} // namespace

QString deviceFieldName(const DeviceField &field)
{
    switch (field.id) {
    case Id::Description:
        return Words::tr("Description");
    case Id::AppEuiField:
        return AppEui::name();
    case Id::DevEuiField:
        return DevEui::name();
    case Id::AppKeyField:
        return AppKey::name();
    case Id::DevAddrField:
        return DevAddr::name();
    case Id::NwkSKeyField:
        return NwkSKey::name();
    case Id::AppSKeyField:
        return AppSKey::name();
    case Id::CounterUp:
        return Words::tr("Uplink counter");
    case Id::CounterDown:
        return Words::tr("Downlink counter");
    case Id::CounterWidth:
        return Words::tr("Counter width");
    case Id::CounterCheck:
        return Words::tr("Counter check");
    case Id::Latitude:
        return Words::tr("Latitude");
    case Id::Longitude:
        return Words::tr("Longitude");
    case Id::Altitude:
        return Words::tr("Altitude");
    case Id::Attribute:
        return Words::tr("Attribute %1").arg(field.attribute);
    }
    return {};
}

bool isSecretField(const DeviceField &field)
{
    return field.id == Id::AppKeyField || field.id == Id::NwkSKeyField || field.id == Id::AppSKeyField;
}

QString deviceFieldText(const DeviceField &field, const Device &device)
{
    if (field.id != Id::Attribute)
        return ruleOf(field.id).text(device);
    const std::optional<QString> value = attributeOf(device, field.attribute);
    if (!value)
        return Words::tr("not set");
    return value->isEmpty() ? Words::tr("empty") : *value;
}

QList<DeviceDifference> deviceDifferences(const Device &before, const Device &after)
{
    QList<DeviceDifference> differences;
    for (const DeviceField &field : fieldsOf({&before, &after})) {
        if (!isSame(field, before, after))
            differences.append({field, deviceFieldText(field, before), deviceFieldText(field, after)});
    }
    return differences;
}

DeviceChanges deviceChanges(const Device &before, const Device &after)
{
    DeviceChanges changes;
    for (const DeviceField &field : fieldsOf({&before, &after})) {
        if (isSame(field, before, after))
            continue;
        if (field.id == Id::Attribute)
            changes.attributes.insert(field.attribute, attributeOf(after, field.attribute));
        else
            ruleOf(field.id).change(changes, after);
    }
    return changes;
}

DeviceChanges deviceChangesWithoutCounters(const Device &before, const Device &after)
{
    DeviceChanges changes = deviceChanges(before, after);
    changes.counterUp.reset();
    changes.counterDown.reset();
    return changes;
}

Device deviceTaking(Device device, const DeviceField &field, const Device &from)
{
    if (field.id != Id::Attribute) {
        ruleOf(field.id).copy(device, from);
        return device;
    }
    if (const std::optional<QString> value = attributeOf(from, field.attribute))
        device.attributes.insert(field.attribute, *value);
    else
        device.attributes.remove(field.attribute);
    return device;
}

QList<DeviceConflict> deviceConflicts(const Device &base, const Device &theirs, const Device &yours)
{
    QList<DeviceConflict> conflicts;
    bool concernsUser = false;
    for (const DeviceField &field : fieldsOf({&base, &theirs, &yours})) {
        DeviceConflict conflict{field, deviceFieldText(field, base), deviceFieldText(field, theirs),
                                deviceFieldText(field, yours)};
        conflict.isTheirs = !isSame(field, base, theirs);
        conflict.isYours = !isSame(field, base, yours);
        if (isCounter(field.id) || (isSessionField(field.id) && !conflict.isYours))
            continue;
        if (conflict.isTheirs || conflict.isYours)
            conflicts.append(conflict);
        concernsUser = concernsUser || (conflict.isTheirs && !isSame(field, theirs, yours));
    }
    return concernsUser ? conflicts : QList<DeviceConflict>();
}

QString nextDeviceId(const QString &id)
{
    qsizetype begin = id.size();
    while (begin > 0 && id[begin - 1] >= u'0' && id[begin - 1] <= u'9')
        --begin;
    // Longer numbers are no counters: a DevEUI in an ID, for example.
    const QString digits = id.sliced(begin).right(9);
    if (digits.isEmpty())
        return id.isEmpty() ? QString() : id + QStringLiteral("-2");
    const QString next = QString::number(digits.toInt() + 1);
    return id.chopped(digits.size()) + next.rightJustified(digits.size(), u'0');
}

} // namespace thingsdesk
