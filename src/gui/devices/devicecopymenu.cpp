// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicecopymenu.h"

#include "gui/base/icons.h"
#include "gui/base/texts.h"

namespace thingsdesk {

namespace {

constexpr CopyForm forms[] = {CopyForm::Hex, CopyForm::Spaced, CopyForm::ArrayMsb, CopyForm::ArrayLsb};

QByteArray bytesOf(const Device &device, CopiedField field)
{
    const auto set = [](const auto &bytes) { return bytes.isSet() ? bytes.toBytes() : QByteArray(); };
    switch (field) {
    case CopiedField::Id:
        break;
    case CopiedField::DevEuiField:
        return set(device.devEui);
    case CopiedField::AppEuiField:
        return set(device.appEui);
    case CopiedField::DevAddrField:
        return set(device.devAddr);
    case CopiedField::AppKeyField:
        return set(device.appKey);
    case CopiedField::NwkSKeyField:
        return set(device.nwkSKey);
    case CopiedField::AppSKeyField:
        return set(device.appSKey);
    }
    return {};
}

} // namespace

QString copyFormName(CopyForm form)
{
    switch (form) {
    case CopyForm::Hex:
        return DeviceCopyMenu::tr("&Hex digits");
    case CopyForm::Spaced:
        return DeviceCopyMenu::tr("Hex with &spaces");
    case CopyForm::ArrayMsb:
        return DeviceCopyMenu::tr("C array, &MSB first");
    case CopyForm::ArrayLsb:
        return DeviceCopyMenu::tr("C array, &LSB first");
    }
    return {};
}

QString copiedFieldName(CopiedField field)
{
    switch (field) {
    case CopiedField::Id:
        return DeviceCopyMenu::tr("ID");
    case CopiedField::DevEuiField:
        return DevEui::name();
    case CopiedField::AppEuiField:
        return AppEui::name();
    case CopiedField::DevAddrField:
        return DevAddr::name();
    case CopiedField::AppKeyField:
        return AppKey::name();
    case CopiedField::NwkSKeyField:
        return NwkSKey::name();
    case CopiedField::AppSKeyField:
        return AppSKey::name();
    }
    return {};
}

QString deviceCountText(int count)
{
    return count == 1 ? DeviceCopyMenu::tr("1 device")
                      : DeviceCopyMenu::tr("%1 devices").arg(texts::count(quint64(count)));
}

bool isSecret(CopiedField field)
{
    return field == CopiedField::AppKeyField || field == CopiedField::NwkSKeyField ||
           field == CopiedField::AppSKeyField;
}

QString copiedText(const Device &device, CopiedField field, CopyForm form)
{
    if (field == CopiedField::Id)
        return device.devId.toString();
    const QByteArray bytes = bytesOf(device, field);
    if (bytes.isEmpty())
        return {};
    switch (form) {
    case CopyForm::Hex:
        return toHex(bytes);
    case CopyForm::Spaced:
        return texts::hexPairs(bytes);
    case CopyForm::ArrayMsb:
        return texts::cArray(bytes, false);
    case CopyForm::ArrayLsb:
        return texts::cArray(bytes, true);
    }
    return {};
}

DeviceCopyMenu::DeviceCopyMenu(QWidget *parent)
    : QMenu(tr("&Copy"), parent)
{
    setObjectName(QStringLiteral("copyMenu"));
    setIcon(thingsdesk::icon(Icon::Copy));
    QAction *id = addAction(copiedFieldName(CopiedField::Id));
    id->setObjectName(QStringLiteral("copyIdAction"));
    connect(id, &QAction::triggered, this, [this] { Q_EMIT copyWanted(CopiedField::Id, CopyForm::Hex); });
    addForms(CopiedField::DevEuiField, QStringLiteral("DevEui"));
    addForms(CopiedField::AppEuiField, QStringLiteral("AppEui"));
    addForms(CopiedField::DevAddrField, QStringLiteral("DevAddr"));
    addSeparator();
    addForms(CopiedField::AppKeyField, QStringLiteral("AppKey"));
    addForms(CopiedField::NwkSKeyField, QStringLiteral("NwkSKey"));
    addForms(CopiedField::AppSKeyField, QStringLiteral("AppSKey"));
}

void DeviceCopyMenu::addForms(CopiedField field, const QString &objectName)
{
    QMenu *menu = addMenu(copiedFieldName(field));
    menu->setObjectName(QStringLiteral("copy%1Menu").arg(objectName));
    static const QStringList formNames{QStringLiteral("Hex"), QStringLiteral("Spaced"), QStringLiteral("ArrayMsb"),
                                       QStringLiteral("ArrayLsb")};
    for (const CopyForm form : forms) {
        QAction *action = menu->addAction(copyFormName(form));
        action->setObjectName(QStringLiteral("copy%1%2Action").arg(objectName, formNames[int(form)]));
        connect(action, &QAction::triggered, this, [this, field, form] { Q_EMIT copyWanted(field, form); });
    }
    if (isSecret(field))
        m_keys.append(menu->menuAction());
}

void DeviceCopyMenu::setKeysAvailable(bool available)
{
    for (QAction *action : std::as_const(m_keys))
        action->setEnabled(available);
}

} // namespace thingsdesk
