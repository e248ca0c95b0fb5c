// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/deviceform.h"

#include "core/generate.h"
#include "gui/devices/coordinates.h"
#include "gui/devices/deviceediting.h"
#include "ui_deviceform.h"

#include <QLocale>
#include <QScopedValueRollback>

namespace thingsdesk {

namespace {

KeyField::Kind kind(const QString &objectName, const QString &name, qsizetype size, const QString &generateText)
{
    return {objectName, name, size, size == 16, generateText, {}};
}

template <class Bytes>
void fill(KeyField &field, const Bytes &bytes)
{
    field.setValue(bytes.isSet() ? bytes.view() : QByteArrayView());
}

void setRowVisible(QFormLayout &layout, QWidget *field, bool visible)
{
    field->setVisible(visible);
    if (QWidget *label = layout.labelForField(field))
        label->setVisible(visible);
}

} // namespace

DeviceForm::DeviceForm(DeviceTableModel &devices, QWidget *parent)
    : QWidget(parent)
    , m_devices(devices)
    , m_ui(std::make_unique<Ui::DeviceForm>())
{
    m_ui->setupUi(this);
    setUpKeys();
    setUpConnections();
    startNew();
}

DeviceForm::~DeviceForm() = default;

void DeviceForm::setUpKeys()
{
    const QString random = tr("Generate a random %1");
    auto appEui = kind(QStringLiteral("appEui"), AppEui::name(), AppEui::size, random.arg(AppEui::name()));
    appEui.generate = [] { return generateRandom<AppEui>().toBytes(); };
    m_ui->appEuiField->setKind(appEui);
    auto devEui = kind(QStringLiteral("devEui"), DevEui::name(), DevEui::size, random.arg(DevEui::name()));
    devEui.generate = [] { return generateDevEui().toBytes(); };
    m_ui->devEuiField->setKind(devEui);
    auto appKey = kind(QStringLiteral("appKey"), AppKey::name(), AppKey::size, random.arg(AppKey::name()));
    appKey.generate = [] { return generateRandom<AppKey>().toBytes(); };
    m_ui->appKeyField->setKind(appKey);
    // A free address is the network's to give: the form asks for it.
    m_ui->devAddrField->setKind(
        kind(QStringLiteral("devAddr"), DevAddr::name(), DevAddr::size, tr("Ask the network for a free DevAddr")));
    auto nwkSKey = kind(QStringLiteral("nwkSKey"), NwkSKey::name(), NwkSKey::size, random.arg(NwkSKey::name()));
    nwkSKey.generate = [] { return generateRandom<NwkSKey>().toBytes(); };
    m_ui->nwkSKeyField->setKind(nwkSKey);
    auto appSKey = kind(QStringLiteral("appSKey"), AppSKey::name(), AppSKey::size, random.arg(AppSKey::name()));
    appSKey.generate = [] { return generateRandom<AppSKey>().toBytes(); };
    m_ui->appSKeyField->setKind(appSKey);
    for (KeyField *field : findChildren<KeyField *>())
        connect(field, &KeyField::changed, this, &DeviceForm::checkLive);
    connect(m_ui->devAddrField, &KeyField::generateRequested, this, &DeviceForm::addressWanted);
}

void DeviceForm::setUpConnections()
{
    for (QLineEdit *edit :
         {m_ui->idEdit, m_ui->descriptionEdit, m_ui->latitudeEdit, m_ui->longitudeEdit, m_ui->altitudeEdit})
        connect(edit, &QLineEdit::textChanged, this, &DeviceForm::checkLive);
    connect(m_ui->latitudeEdit, &QLineEdit::textEdited, this, &DeviceForm::splitCoordinates);
    connect(m_ui->attributeEditor, &AttributeEditor::changed, this, &DeviceForm::checkLive);
    connect(m_ui->counterWidthBox, &QComboBox::currentIndexChanged, this, &DeviceForm::checkLive);
    connect(m_ui->counterCheckBox, &QCheckBox::toggled, this, &DeviceForm::checkLive);
    connect(m_ui->resetCountersBox, &QCheckBox::toggled, this, &DeviceForm::checkLive);
    for (QRadioButton *radio : {m_ui->otaaRadio, m_ui->abpRadio, m_ui->onJoinRadio})
        connect(radio, &QRadioButton::toggled, this, [this](bool checked) {
            if (!checked)
                return;
            showActivation();
            checkLive();
        });
    // History hears of counters before anyone reads them again.
    connect(&m_devices, &QAbstractItemModel::dataChanged, this, &DeviceForm::showCounters);
}

void DeviceForm::startNew()
{
    m_isNew = true;
    m_base = Device();
    {
        const QScopedValueRollback filling(m_isFilling, true);
        for (QLineEdit *edit : findChildren<QLineEdit *>())
            edit->clear();
        m_ui->idEdit->setReadOnly(false);
        m_ui->attributeEditor->setAttributes({});
        m_ui->counterWidthBox->setCurrentIndex(0);
        m_ui->counterCheckBox->setChecked(true);
        m_ui->resetCountersBox->setChecked(false);
        const QStringList appEuis = m_devices.appEuis();
        if (!appEuis.isEmpty())
            m_ui->appEuiField->setValue(QByteArray::fromHex(appEuis.first().toLatin1()));
        setActivation(Activation::Otaa);
        fillKeys();
    }
    m_isTouched = false;
    showCounters();
    checkIdentity();
}

/// Keys that nobody has typed or pasted are made here; they can be replaced like any other.
void DeviceForm::fillKeys()
{
    for (KeyField *field : {m_ui->appKeyField, m_ui->nwkSKeyField, m_ui->appSKeyField}) {
        field->conceal();
        field->generate();
    }
}

void DeviceForm::startNext()
{
    {
        const QScopedValueRollback filling(m_isFilling, true);
        QString id = nextDeviceId(m_ui->idEdit->text());
        while (m_devices.device(DevId::fromServer(id)))
            id = nextDeviceId(id);
        m_ui->idEdit->setText(id);
        if (m_ui->devEuiField->isGenerated())
            m_ui->devEuiField->generate();
        else
            m_ui->devEuiField->clear();
        m_ui->devAddrField->clear();
        for (KeyField *field : {m_ui->appKeyField, m_ui->nwkSKeyField, m_ui->appSKeyField}) {
            field->conceal();
            if (field->isGenerated())
                field->generate();
            else
                field->clear();
        }
    }
    m_isTouched = false;
    checkIdentity();
}

void DeviceForm::startEdit(const Device &device)
{
    m_isNew = false;
    m_base = device;
    {
        const QScopedValueRollback filling(m_isFilling, true);
        m_ui->idEdit->setText(device.devId.toString());
        m_ui->idEdit->setReadOnly(true);
        m_ui->descriptionEdit->setText(device.description);
        setActivation(device.activation());
        fill(*m_ui->appEuiField, device.appEui);
        fill(*m_ui->devEuiField, device.devEui);
        fill(*m_ui->appKeyField, device.appKey);
        fill(*m_ui->devAddrField, device.devAddr);
        fill(*m_ui->nwkSKeyField, device.nwkSKey);
        fill(*m_ui->appSKeyField, device.appSKey);
        m_ui->counterWidthBox->setCurrentIndex(device.uses32BitCounter ? 0 : 1);
        m_ui->counterCheckBox->setChecked(!device.counterCheckDisabled);
        m_ui->resetCountersBox->setChecked(false);
        m_ui->latitudeEdit->setText(coordinates::text(device.latitude, device));
        m_ui->longitudeEdit->setText(coordinates::text(device.longitude, device));
        m_ui->altitudeEdit->setText(device.altitude == 0 ? QString() : QLocale::c().toString(device.altitude));
        m_ui->attributeEditor->setAttributes(device.attributes);
        concealKeys();
    }
    m_isTouched = false;
    showCounters();
    checkIdentity();
}

void DeviceForm::concealKeys()
{
    for (KeyField *field : findChildren<KeyField *>())
        field->conceal();
}

void DeviceForm::setActivation(Activation activation)
{
    m_ui->otaaRadio->setChecked(activation == Activation::Otaa);
    m_ui->abpRadio->setChecked(activation == Activation::Abp);
    m_ui->onJoinRadio->setChecked(activation == Activation::OnJoinTemplate);
    showActivation();
}

Activation DeviceForm::activation() const
{
    if (m_ui->abpRadio->isChecked())
        return Activation::Abp;
    return m_ui->onJoinRadio->isChecked() ? Activation::OnJoinTemplate : Activation::Otaa;
}

void DeviceForm::showActivation()
{
    const Activation way = activation();
    const bool abp = way == Activation::Abp;
    const bool session = abp || !m_isNew;
    QFormLayout &layout = *m_ui->formLayout;
    setRowVisible(layout, m_ui->devEuiField, way != Activation::OnJoinTemplate);
    setRowVisible(layout, m_ui->appKeyField, !abp);
    for (KeyField *field : {m_ui->devAddrField, m_ui->nwkSKeyField, m_ui->appSKeyField}) {
        setRowVisible(layout, field, session && way != Activation::OnJoinTemplate);
    }
    // What a device of the network lacks is not the user's mistake when they change something else.
    const auto isRequired = [this](bool isSet, bool whenNew) { return m_isNew ? whenNew : isSet; };
    m_ui->appEuiField->setRequired(isRequired(m_base.appEui.isSet(), true));
    m_ui->devEuiField->setRequired(isRequired(m_base.devEui.isSet(), true));
    m_ui->appKeyField->setRequired(isRequired(m_base.appKey.isSet(), true));
    m_ui->devAddrField->setRequired(isRequired(abp && m_base.devAddr.isSet(), false));
    m_ui->nwkSKeyField->setRequired(isRequired(abp && m_base.nwkSKey.isSet(), abp));
    m_ui->appSKeyField->setRequired(isRequired(abp && m_base.appSKey.isSet(), abp));
    for (QRadioButton *radio : {m_ui->otaaRadio, m_ui->abpRadio, m_ui->onJoinRadio})
        radio->setEnabled(m_isNew || radio->isChecked());
    m_ui->devEuiField->setHint(m_isNew ? tr("From the device or its label, or generate one") : QString());
    m_ui->appEuiField->setHint(m_devices.appEuis().isEmpty() ? tr("From your network or maker, or generate one")
                                                             : QString());
    m_ui->devAddrField->setHint(m_isNew ? tr("Given by the network when you register") : tr("None yet"));
    for (KeyField *field : {m_ui->nwkSKeyField, m_ui->appSKeyField})
        field->setHint(m_isNew ? QString() : tr("None yet"));
    switch (way) {
    case Activation::Otaa:
        m_ui->activationMessage->setHint(tr("The device joins with its AppKey. For most devices."));
        break;
    case Activation::Abp:
        m_ui->activationMessage->setHint(tr("Fixed address and session keys in the firmware."));
        break;
    case Activation::OnJoinTemplate:
        m_ui->activationMessage->setHint(tr("Devices that join with this AppEUI and AppKey register themselves; the "
                                            "application needs an on-join key."));
        break;
    }
}

bool DeviceForm::isTouched() const
{
    if (m_isNew)
        return m_isTouched;
    const Result<DeviceEdit> edit = this->edit();
    return m_isTouched && (!edit || !edit->isEmpty());
}

void DeviceForm::setDevAddr(const DevAddr &address)
{
    m_ui->devAddrField->setValue(address.view(), true);
}

void DeviceForm::focusFirst()
{
    QLineEdit *first = m_isNew ? m_ui->idEdit : m_ui->descriptionEdit;
    first->setFocus();
    first->selectAll();
}

} // namespace thingsdesk
