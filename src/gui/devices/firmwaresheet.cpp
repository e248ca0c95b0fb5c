// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/firmwaresheet.h"

#include "gui/base/clipboard.h"
#include "gui/base/icons.h"
#include "gui/base/monospace.h"
#include "gui/base/texts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr CopiedField fields[] = {CopiedField::AppEuiField,  CopiedField::DevEuiField,  CopiedField::AppKeyField,
                                  CopiedField::DevAddrField, CopiedField::NwkSKeyField, CopiedField::AppSKeyField};

/// A session that a join gave is not for the firmware.
bool belongsToFirmware(const Device &device, CopiedField field)
{
    const bool isSession =
        field == CopiedField::DevAddrField || field == CopiedField::NwkSKeyField || field == CopiedField::AppSKeyField;
    return (device.activation() == Activation::Abp || !isSession) &&
           !copiedText(device, field, CopyForm::Hex).isEmpty();
}

QString valueText(const Device &device, CopiedField field)
{
    return QStringLiteral("%1\n%2 %3\n%4 %5")
        .arg(copiedText(device, field, CopyForm::Hex), QStringLiteral("MSB"),
             copiedText(device, field, CopyForm::ArrayMsb), QStringLiteral("LSB"),
             copiedText(device, field, CopyForm::ArrayLsb));
}

} // namespace

QString firmwareText(const Device &device)
{
    QStringList lines{
        FirmwareSheet::tr("Device %1 (%2)").arg(device.devId.toString(), texts::activation(device.activation()))};
    for (const CopiedField field : fields) {
        if (belongsToFirmware(device, field))
            lines.append(copiedFieldName(field) + u'\n' + valueText(device, field));
    }
    return lines.join(u'\n') + u'\n';
}

FirmwareSheet::FirmwareSheet(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("firmwareSheet"));
    makeParts();
    connect(m_deviceBox, &QComboBox::currentIndexChanged, this, &FirmwareSheet::showDevice);
    connect(m_reveal, &QCheckBox::toggled, this, &FirmwareSheet::showDevice);
}

void FirmwareSheet::makeParts()
{
    m_title = new QLabel(this);
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setObjectName(QStringLiteral("firmwareTitle"));
    m_deviceBox = new QComboBox(this);
    m_deviceBox->setObjectName(QStringLiteral("firmwareDeviceBox"));
    m_deviceBox->setAccessibleName(tr("Device"));
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Values for the firmware"));
    auto *content = new QWidget(area);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(0, 0, 8, 0);
    outer->setSpacing(12);
    m_values = new QVBoxLayout;
    m_values->setSpacing(12);
    outer->addLayout(m_values);
    outer->addStretch();
    area->setWidget(content);
    m_reveal = new QCheckBox(tr("Show &keys"), this);
    m_reveal->setObjectName(QStringLiteral("firmwareRevealBox"));

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_deviceBox);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(area, 1);
    column->addWidget(m_reveal);
    column->addWidget(makeFooter());
}

QWidget *FirmwareSheet::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *copyAll = new QPushButton(icon(Icon::Copy), tr("Copy &all"), footer);
    copyAll->setObjectName(QStringLiteral("firmwareCopyAllButton"));
    copyAll->setToolTip(tr("Copies all values, keys included; they leave the clipboard after 30 seconds"));
    auto *close = new QPushButton(tr("&Close"), footer);
    close->setObjectName(QStringLiteral("firmwareCloseButton"));
    auto *line = new QHBoxLayout(footer);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(copyAll);
    line->addStretch();
    line->addWidget(close);
    connect(copyAll, &QPushButton::clicked, this, [this] {
        copySecretText(text());
        Q_EMIT copied(tr("The values for the firmware"));
    });
    connect(close, &QPushButton::clicked, this, &FirmwareSheet::closeWanted);
    return footer;
}

void FirmwareSheet::setDevices(const QList<Device> &devices)
{
    m_devices = devices;
    m_reveal->setChecked(false);
    {
        const QSignalBlocker quiet(m_deviceBox);
        m_deviceBox->clear();
        for (const Device &device : devices)
            m_deviceBox->addItem(device.devId.toString());
        m_deviceBox->setCurrentIndex(int(devices.size()) - 1);
    }
    m_deviceBox->setVisible(devices.size() > 1);
    m_title->setText(devices.size() > 1 ? tr("For the firmware")
                                        : tr("For the firmware of %1").arg(devices.value(0).devId.toString()));
    showDevice();
}

QString FirmwareSheet::text() const
{
    QStringList parts;
    for (const Device &device : m_devices)
        parts.append(firmwareText(device));
    return parts.join(u'\n');
}

void FirmwareSheet::showDevice()
{
    while (QLayoutItem *item = m_values->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName(QString());
        item->widget()->deleteLater();
        delete item;
    }
    if (m_devices.isEmpty())
        return;
    const Device &device = m_devices[std::max(0, m_deviceBox->currentIndex())];
    for (const CopiedField field : fields) {
        if (belongsToFirmware(device, field))
            addValue(device, field);
    }
}

void FirmwareSheet::addValue(const Device &device, CopiedField field)
{
    const bool masked = isSecret(field) && !m_reveal->isChecked();
    auto *block = new QWidget(this);
    auto *name = new QLabel(copiedFieldName(field), block);
    auto *value = new QLabel(masked ? QStringLiteral("••••••••••••••••") : valueText(device, field), block);
    value->setObjectName(QStringLiteral("firmware%1Label").arg(copiedFieldName(field)));
    value->setAccessibleName(copiedFieldName(field));
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    useMonospace(value);
    auto *copy = new QToolButton(block);
    copy->setObjectName(QStringLiteral("firmware%1CopyButton").arg(copiedFieldName(field)));
    copy->setIcon(icon(Icon::Copy));
    copy->setToolTip(tr("Copy the %1").arg(copiedFieldName(field)));
    copy->setAccessibleName(copy->toolTip());
    copy->setPopupMode(QToolButton::InstantPopup);
    copy->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(copy);
    for (const CopyForm form : {CopyForm::Hex, CopyForm::Spaced, CopyForm::ArrayMsb, CopyForm::ArrayLsb}) {
        menu->addAction(copyFormName(form), this, [this, device, field, form] {
            const QString text = copiedText(device, field, form);
            if (isSecret(field))
                copySecretText(text);
            else
                copyText(text);
            Q_EMIT copied(copiedFieldName(field));
        });
    }
    copy->setMenu(menu);
    auto *head = new QHBoxLayout;
    head->addWidget(name, 1);
    head->addWidget(copy);
    auto *column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(value);
    m_values->addWidget(block);
}

} // namespace thingsdesk
