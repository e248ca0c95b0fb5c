// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/credentialsfield.h"

#include "gui/connect/secretfield.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QHBoxLayout>

namespace thingsdesk {

namespace {

bool looksLikeToken(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    return trimmed.startsWith("eyJ") || trimmed.toLower().startsWith("bearer ");
}

} // namespace

CredentialsField::CredentialsField(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_secret(new SecretField(this))
{
    m_kind->setObjectName(QStringLiteral("secretKindCombo"));
    m_kind->setAccessibleName(tr("Kind of secret"));
    m_kind->setToolTip(tr("An access key works for everything. A token works for settings and devices; many brokers "
                          "take only keys, and then there are no live messages."));
    m_kind->addItem(tr("Access key"), QVariant::fromValue(static_cast<int>(Credentials::Kind::AccessKey)));
    m_kind->addItem(tr("Token"), QVariant::fromValue(static_cast<int>(Credentials::Kind::Token)));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_kind);
    layout->addWidget(m_secret, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::ClickFocus); // for a label's key
    setKind(Credentials::Kind::AccessKey);

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        setKind(kind());
        Q_EMIT changed();
    });
    connect(m_secret, &SecretField::textChanged, this, &CredentialsField::onTextChanged);
}

QWidget *CredentialsField::secretPart() const
{
    return m_secret;
}

/// Not by a focus proxy: Tab would skip the kind, which stands before it.
void CredentialsField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_secret->setFocus(event->reason());
}

Credentials::Kind CredentialsField::kind() const
{
    return static_cast<Credentials::Kind>(m_kind->currentData().toInt());
}

void CredentialsField::setKind(Credentials::Kind kind)
{
    const bool isToken = kind == Credentials::Kind::Token;
    m_kind->setCurrentIndex(isToken ? 1 : 0);
    m_secret->setSecretName(isToken ? tr("Token") : tr("Access key"));
    m_secret->setPlaceholderText(isToken ? QStringLiteral("eyJ…") : QStringLiteral("ttn-account-v2.…"));
}

Result<Credentials> CredentialsField::credentials() const
{
    const QByteArray text = m_secret->text();
    return kind() == Credentials::Kind::Token ? Credentials::token(text) : Credentials::accessKey(text);
}

bool CredentialsField::isEmpty() const
{
    return m_secret->isEmpty();
}

void CredentialsField::clear()
{
    m_secret->clear();
}

void CredentialsField::onTextChanged()
{
    if (kind() == Credentials::Kind::AccessKey && looksLikeToken(m_secret->text()))
        setKind(Credentials::Kind::Token);
    Q_EMIT changed();
}

} // namespace thingsdesk
