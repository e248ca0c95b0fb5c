// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/lppcomposer.h"

#include "payload/lpptypes.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestPayload = 255; ///< bytes; LoRaWAN's largest is 242
constexpr int mostParts = 3;

int decimalsOf(int divisor)
{
    return int(std::ceil(std::log10(divisor)));
}

} // namespace

LppComposer::LppComposer(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"lppComposer"_s);
    makeLayout();
    connect(m_type, &QComboBox::currentIndexChanged, this, &LppComposer::showType);
    connect(m_append, &QPushButton::clicked, this, &LppComposer::append);
    connect(m_remove, &QPushButton::clicked, this, &LppComposer::removeLast);
    showType();
    setPayload({});
}

void LppComposer::makeLayout()
{
    m_channel = new QSpinBox(this);
    m_channel->setObjectName(u"lppChannelBox"_s);
    m_channel->setAccessibleName(tr("Channel"));
    m_channel->setRange(0, 255);
    m_channel->setValue(1);
    auto *channelLabel = new QLabel(tr("C&hannel:"), this);
    channelLabel->setBuddy(m_channel);
    m_type = new QComboBox(this);
    m_type->setObjectName(u"lppTypeCombo"_s);
    m_type->setAccessibleName(tr("Type"));
    for (const LppType &type : lppTypes())
        m_type->addItem(type.name, type.code);
    m_type->setCurrentIndex(m_type->findText(u"temperature"_s));
    m_append = new QPushButton(tr("Add &value"), this);
    m_append->setObjectName(u"lppAppendButton"_s);
    m_append->setAutoDefault(false);
    m_append->setToolTip(tr("Put this value behind the bytes"));
    m_remove = new QPushButton(tr("Remove last"), this);
    m_remove->setObjectName(u"lppRemoveButton"_s);
    m_remove->setAutoDefault(false);
    m_remove->setToolTip(tr("Take the last value away"));
    auto *what = new QHBoxLayout;
    what->setSpacing(8);
    what->addWidget(channelLabel);
    what->addWidget(m_channel);
    what->addWidget(m_type);
    what->addStretch(1);
    what->addWidget(m_append);
    what->addWidget(m_remove);
    auto *values = new QHBoxLayout;
    values->setSpacing(8);
    for (int part = 0; part < mostParts; ++part) {
        auto *name = new QLabel(this);
        auto *value = new QDoubleSpinBox(this);
        value->setObjectName(u"lppValueBox%1"_s.arg(part));
        name->setBuddy(value);
        value->setAccessibleName(tr("Value %1").arg(part + 1));
        m_names.append(name);
        m_values.append(value);
        values->addWidget(name);
        values->addWidget(value);
    }
    values->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(what);
    column->addLayout(values);
}

void LppComposer::showType()
{
    const LppType &type = lppTypes()[m_type->currentIndex()];
    for (qsizetype part = 0; part < m_values.size(); ++part) {
        const bool isThere = part < type.parts.size();
        m_names[part]->setVisible(isThere);
        m_values[part]->setVisible(isThere);
        if (!isThere)
            continue;
        const QString &name = type.parts[part].name;
        m_names[part]->setText(name.isEmpty() ? tr("Value:") : name + u':');
        m_values[part]->setAccessibleName(name.isEmpty() ? type.name : type.name + u' ' + name);
        m_values[part]->setDecimals(decimalsOf(type.parts[part].divisor));
        m_values[part]->setSingleStep(1.0 / type.parts[part].divisor);
        m_values[part]->setRange(type.minimum(part), type.maximum(part));
        m_values[part]->setSuffix(type.unit.isEmpty() ? QString() : u' ' + type.unit);
    }
}

void LppComposer::setPayload(const QByteArray &payload)
{
    m_payload = payload;
    m_remove->setEnabled(lppSizeWithoutLast(payload).has_value());
    m_append->setEnabled(payload.size() < largestPayload);
}

void LppComposer::append()
{
    QList<double> values;
    for (const QDoubleSpinBox *value : std::as_const(m_values))
        values.append(value->value());
    const LppType &type = lppTypes()[m_type->currentIndex()];
    // The boxes have the type's range.
    if (const Result<QByteArray> bytes = lppBytes(quint8(m_channel->value()), type, values))
        Q_EMIT payloadComposed(m_payload + *bytes);
}

void LppComposer::removeLast()
{
    if (const auto size = lppSizeWithoutLast(m_payload))
        Q_EMIT payloadComposed(m_payload.first(*size));
}

} // namespace thingsdesk
