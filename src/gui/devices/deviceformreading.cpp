// SPDX-License-Identifier: GPL-3.0-or-later
// What the form's fields say, and what is wrong with it.
#include "gui/base/texts.h"
#include "gui/devices/coordinates.h"
#include "gui/devices/deviceform.h"
#include "ui_deviceform.h"

namespace thingsdesk {

namespace {

template <class Bytes>
Result<void> readInto(const KeyField &field, Bytes &target)
{
    const Result<QByteArray> bytes = field.read();
    if (!bytes)
        return fail(bytes.error());
    target = bytes->isEmpty() ? Bytes() : *Bytes::fromBytes(*bytes);
    return {};
}

/// The first failure of several readings; all are made.
Result<void> firstFailure(std::initializer_list<Result<void>> results)
{
    for (const Result<void> &result : results) {
        if (!result)
            return result;
    }
    return {};
}

} // namespace

Result<DevId> DeviceForm::readId() const
{
    if (!m_isNew)
        return m_base.devId;
    return DevId::parse(m_ui->idEdit->text().trimmed());
}

Result<void> DeviceForm::readKeys(Device &device) const
{
    const Activation way = activation();
    device.appKey = AppKey();
    device.devEui = DevEui();
    QList<Result<void>> results{readInto(*m_ui->appEuiField, device.appEui)};
    if (way != Activation::OnJoinTemplate)
        results.append(readInto(*m_ui->devEuiField, device.devEui));
    if (way != Activation::Abp)
        results.append(readInto(*m_ui->appKeyField, device.appKey));
    if (way == Activation::Abp || (way == Activation::Otaa && !m_isNew)) {
        results.append(readInto(*m_ui->devAddrField, device.devAddr));
        results.append(readInto(*m_ui->nwkSKeyField, device.nwkSKey));
        results.append(readInto(*m_ui->appSKeyField, device.appSKey));
    }
    for (const Result<void> &result : std::as_const(results)) {
        if (!result)
            return result;
    }
    return {};
}

Result<void> DeviceForm::readPlace(Device &device) const
{
    const auto coordinate = [this](const QLineEdit &edit, float bound, const QString &name,
                                   float base) -> Result<float> {
        // What was not touched stays exactly as the server has it.
        if (!m_isNew && edit.text() == coordinates::text(base, m_base))
            return base;
        return coordinates::read(edit.text(), bound, name);
    };
    const Result<float> latitude = coordinate(*m_ui->latitudeEdit, 90, tr("Latitude"), m_base.latitude);
    const Result<float> longitude = coordinate(*m_ui->longitudeEdit, 180, tr("Longitude"), m_base.longitude);
    const Result<qint32> altitude = coordinates::readMetres(m_ui->altitudeEdit->text(), tr("Altitude"));
    if (!latitude)
        return fail(latitude.error());
    if (!longitude)
        return fail(longitude.error());
    if (!altitude)
        return fail(altitude.error());
    if (m_ui->latitudeEdit->text().trimmed().isEmpty() != m_ui->longitudeEdit->text().trimmed().isEmpty())
        return fail(Failure::invalidInput(tr("Location"), tr("needs both latitude and longitude")));
    device.latitude = *latitude;
    device.longitude = *longitude;
    device.altitude = *altitude;
    return {};
}

Result<void> DeviceForm::checkUnique(const Device &device) const
{
    if (m_isNew && m_devices.device(device.devId))
        return fail(
            Failure::invalidInput(tr("ID"), tr("\"%1\" is that of another device").arg(device.devId.toString())));
    if (!m_isNew && device.appEui == m_base.appEui && device.devEui == m_base.devEui)
        return {};
    const bool isTemplate = activation() == Activation::OnJoinTemplate;
    if (!isTemplate && !device.devEui.isSet())
        return {};
    const QString devEui = isTemplate ? QString() : device.devEui.toHex();
    const QString appEui = device.appEui.toHex();
    for (int row = 0; row < m_devices.rowCount(); ++row) {
        const auto value = [this, row](int column) {
            return m_devices.index(row, column).data(DeviceTableModel::ValueRole).toString();
        };
        if (value(DeviceTableModel::DevEuiColumn) != devEui || value(DeviceTableModel::AppEuiColumn) != appEui)
            continue;
        const QString other = value(DeviceTableModel::IdColumn);
        if (other == device.devId.toString())
            continue;
        if (isTemplate)
            return fail(Failure::invalidInput(AppEui::name(), tr("has a template already: \"%1\"").arg(other)));
        return fail(Failure::invalidInput(DevEui::name(), tr("is that of \"%1\", with the same AppEUI").arg(other)));
    }
    return {};
}

Result<Device> DeviceForm::device() const
{
    Device device = m_base;
    const Result<DevId> id = readId();
    if (!id)
        return fail(id.error());
    device.devId = *id;
    device.description = m_ui->descriptionEdit->text();
    device.uses32BitCounter = m_ui->counterWidthBox->currentIndex() == 0;
    device.counterCheckDisabled = !m_ui->counterCheckBox->isChecked();
    const Result<QMap<QString, QString>> attributes = m_ui->attributeEditor->attributes();
    const Result<void> good = firstFailure(
        {readKeys(device), readPlace(device), attributes ? Result<void>() : Result<void>(fail(attributes.error()))});
    if (!good)
        return fail(good.error());
    device.attributes = *attributes;
    if (const Result<void> unique = checkUnique(device); !unique)
        return fail(unique.error());
    if (const Result<void> allowed = device.check(); !allowed)
        return fail(allowed.error());
    return device;
}

Result<DeviceEdit> DeviceForm::edit() const
{
    return device().map([this](const Device &wanted) {
        return DeviceEdit{m_base, wanted, m_ui->resetCountersBox->isChecked()};
    });
}

void DeviceForm::checkLive()
{
    if (m_isFilling)
        return;
    m_isTouched = true;
    checkIdentity();
    Q_EMIT changed();
}

void DeviceForm::checkIdentity()
{
    const QString text = m_ui->idEdit->text().trimmed();
    const Result<DevId> id = readId();
    if (!m_isNew)
        m_ui->idMessage->setHint(tr("The ID of a device cannot be changed."));
    else if (text.isEmpty())
        m_ui->idMessage->setHint(tr("Lower-case letters, digits, single - or _: sensor-07"));
    else if (!id)
        m_ui->idMessage->setProblem(id.error().text);
    else if (m_devices.device(*id))
        m_ui->idMessage->setProblem(tr("\"%1\" is taken by another device.").arg(text));
    else if (activation() == Activation::OnJoinTemplate && text.size() > Device::maximumTemplateIdLength)
        m_ui->idMessage->setProblem(
            tr("A template's ID has at most %1 characters.").arg(Device::maximumTemplateIdLength));
    else
        m_ui->idMessage->setHint({});

    Device device = m_base;
    if (id)
        device.devId = *id;
    const bool isNamed = readKeys(device) && !m_devices.device(m_isNew ? device.devId : DevId());
    const bool isKnown = m_uniqueCheck.rows == m_devices.rowCount() && m_uniqueCheck.appEui == device.appEui &&
                         m_uniqueCheck.devEui == device.devEui && m_uniqueCheck.devId == device.devId;
    if (isNamed && !isKnown)
        m_uniqueCheck = {device.appEui, device.devEui, device.devId, m_devices.rowCount(), checkUnique(device)};
    const Result<void> unique = isNamed ? m_uniqueCheck.result : Result<void>();
    KeyField *blamed = activation() == Activation::OnJoinTemplate ? m_ui->appEuiField : m_ui->devEuiField;
    blamed->setProblem(unique ? QString() : unique.error().text);

    Device place;
    if (const Result<void> good = readPlace(place); !good)
        m_ui->placeMessage->setProblem(good.error().text);
    else
        m_ui->placeMessage->setHint({});
}

void DeviceForm::focusFirstProblem()
{
    if (const Result<DevId> id = readId(); !id || (m_isNew && m_devices.device(*id))) {
        m_ui->idEdit->setFocus();
        return;
    }
    for (KeyField *field : {m_ui->appEuiField, m_ui->devEuiField, m_ui->appKeyField, m_ui->devAddrField,
                            m_ui->nwkSKeyField, m_ui->appSKeyField}) {
        if (!field->isHidden() && !field->read()) {
            field->showProblem();
            field->setFocus();
            return;
        }
    }
    Device place;
    if (!readPlace(place))
        m_ui->latitudeEdit->setFocus();
    else if (!m_ui->attributeEditor->attributes())
        m_ui->attributeEditor->setFocus();
    else
        m_ui->devEuiField->setFocus();
}

void DeviceForm::showCounters()
{
    m_ui->counterLabel->setVisible(!m_isNew);
    m_ui->resetCountersBox->setVisible(!m_isNew);
    if (m_isNew)
        return;
    quint32 up = m_base.counterUp;
    const QModelIndex index = m_devices.indexOf(m_base.devId);
    const auto activity = index.data(DeviceTableModel::ActivityRole).value<DeviceActivity>();
    if (m_base.lastSeen && activity.lastSeen && *activity.lastSeen > *m_base.lastSeen)
        up = activity.lastCounter;
    QString text = tr("Last uplink %1, next downlink %2. They go on as they are.")
                       .arg(texts::count(up), texts::count(m_base.counterDown));
    if (m_base.lastSeen)
        text = tr("%1 Seen %2.").arg(text, texts::ago(*m_base.lastSeen));
    m_ui->counterLabel->setText(text);
}

void DeviceForm::splitCoordinates()
{
    const std::optional<QPair<QString, QString>> parts = coordinates::split(m_ui->latitudeEdit->text());
    if (!parts)
        return;
    m_ui->longitudeEdit->setText(parts->second);
    m_ui->latitudeEdit->setText(parts->first);
}

} // namespace thingsdesk
