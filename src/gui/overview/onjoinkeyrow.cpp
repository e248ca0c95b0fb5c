// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/onjoinkeyrow.h"

#include "gui/connect/fieldnote.h"
#include "gui/connect/secretfield.h"
#include "network/credentials.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

OnJoinKeyRow::OnJoinKeyRow(QWidget *parent)
    : QWidget(parent)
    , m_state(new QLabel(this))
    , m_change(new QPushButton(this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_confirmRemove(new QPushButton(tr("Remove it for good"), this))
    , m_field(new SecretField(this))
    , m_save(new QPushButton(tr("Set key"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_note(new FieldNote(this))
{
    m_state->setObjectName(QStringLiteral("onJoinKeyStateLabel"));
    m_change->setObjectName(QStringLiteral("changeOnJoinKeyButton"));
    m_remove->setObjectName(QStringLiteral("removeOnJoinKeyButton"));
    m_confirmRemove->setObjectName(QStringLiteral("confirmRemoveOnJoinKeyButton"));
    m_field->setObjectName(QStringLiteral("onJoinKeyField"));
    m_field->setSecretName(tr("On-join key"));
    m_field->setPlaceholderText(QStringLiteral("ttn-account-v2.…"));
    m_save->setObjectName(QStringLiteral("setOnJoinKeyButton"));
    m_cancel->setObjectName(QStringLiteral("cancelOnJoinKeyButton"));
    m_note->setObjectName(QStringLiteral("onJoinKeyNote"));
    m_note->setField(m_field->focusProxy());
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_state);
    row->addWidget(m_field, 1);
    for (QPushButton *button : {m_change, m_remove, m_confirmRemove, m_save, m_cancel}) {
        button->setAutoDefault(false);
        button->setAccessibleName(tr("%1: on-join key").arg(button->text()));
        row->addWidget(button);
    }
    row->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_note);
    setFocusProxy(m_change);
    connect(m_change, &QPushButton::clicked, this, &OnJoinKeyRow::openEditor);
    connect(m_cancel, &QPushButton::clicked, this, &OnJoinKeyRow::closeEditor);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_remove->hide();
        m_change->hide();
        m_confirmRemove->show();
        m_cancel->show();
        m_confirmRemove->setFocus();
        m_note->setProblem(tr("Devices that join for the first time are then refused. The network shows the key to "
                              "no one: keep a copy if it is needed again."));
    });
    connect(m_confirmRemove, &QPushButton::clicked, this, [this] { Q_EMIT saveWanted(Secret()); });
    connect(m_field, &SecretField::textChanged, this, &OnJoinKeyRow::showState);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const Result<Credentials> key = Credentials::accessKey(m_field->text()))
            Q_EMIT saveWanted(key->secret());
    });
    closeEditor();
}

void OnJoinKeyRow::setApplication(const Application &application)
{
    m_isHidden = application.onJoinKeyHidden;
    m_isSet = m_isHidden || !application.onJoinKey.isEmpty();
    showState();
}

void OnJoinKeyRow::setMayDevices(bool may)
{
    m_mayDevices = may;
    showState();
}

bool OnJoinKeyRow::hasInput() const
{
    return !m_field->isEmpty();
}

void OnJoinKeyRow::openEditor()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_state, m_change, m_remove})
        part->hide();
    for (QWidget *part : std::initializer_list<QWidget *>{m_field, m_save, m_cancel})
        part->show();
    m_field->setFocus();
}

void OnJoinKeyRow::closeEditor()
{
    m_field->clear();
    for (QWidget *part : std::initializer_list<QWidget *>{m_field, m_save, m_cancel, m_confirmRemove})
        part->hide();
    m_state->show();
    m_change->show();
    showState();
}

void OnJoinKeyRow::showState()
{
    const bool may = m_mayDevices && !m_isHidden;
    const QString missing = may ? QString() : tr("The key's right \"devices\" is missing.");
    m_state->setText(m_isSet ? tr("A key is set") : tr("No key is set"));
    m_change->setText(m_isSet ? tr("Replace…") : tr("Set a key…"));
    m_change->setAccessibleName(m_isSet ? tr("Replace the on-join key") : tr("Set an on-join key"));
    m_remove->setVisible(m_isSet && m_change->isVisibleTo(this));
    for (QPushButton *button : {m_change, m_remove}) {
        button->setEnabled(may);
        button->setToolTip(missing);
    }
    const Result<Credentials> key = Credentials::accessKey(m_field->text());
    m_save->setEnabled(key.has_value());
    m_note->setHint(may ? tr("With it the network registers devices that join for the first time. It is never shown "
                             "again.")
                        : tr("Only a key with the right \"devices\" may change it."));
    if (m_confirmRemove->isHidden())
        m_note->setProblem(hasInput() && !key ? key.error().text : QString());
}

} // namespace thingsdesk
