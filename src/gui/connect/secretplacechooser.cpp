// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/secretplacechooser.h"

#include "gui/connect/fieldnote.h"

#include <QRadioButton>
#include <QVBoxLayout>

namespace thingsdesk {

SecretPlaceChooser::SecretPlaceChooser(QWidget *parent)
    : QWidget(parent)
    , m_keychain(new QRadioButton(this))
    , m_ask(new QRadioButton(tr("As&k for it at each start"), this))
    , m_note(new FieldNote(this))
{
    m_keychain->setObjectName(QStringLiteral("keychainRadio"));
    m_ask->setObjectName(QStringLiteral("askRadio"));
    m_ask->setAccessibleName(tr("Ask for it at each start"));
    m_ask->setToolTip(tr("It is kept in memory only, and gone when Thingsdesk is closed"));
    m_note->setObjectName(QStringLiteral("secretPlaceNote"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_keychain);
    layout->addWidget(m_ask);
    layout->addWidget(m_note);
    setFocusProxy(m_keychain);
    setKeychainState(tr("the system's keychain"), std::nullopt);
}

void SecretPlaceChooser::setKeychainState(const QString &place, const std::optional<Failure> &problem)
{
    m_keychain->setText(tr("Keep it in %1").arg(place));
    m_keychain->setAccessibleName(m_keychain->text());
    m_keychain->setEnabled(!problem);
    m_ask->setChecked(problem.has_value());
    m_keychain->setChecked(!problem);
    m_note->setField(m_keychain);
    m_note->setHint(problem ? tr("There is no keychain to use: %1").arg(problem->text)
                            : tr("It is written to no other place."));
    setFocusProxy(problem ? m_ask : m_keychain);
}

SecretPlace SecretPlaceChooser::place() const
{
    return m_keychain->isChecked() ? SecretPlace::Keychain : SecretPlace::Session;
}

void SecretPlaceChooser::setPlace(SecretPlace place)
{
    if (place == SecretPlace::Keychain && m_keychain->isEnabled())
        m_keychain->setChecked(true);
    else
        m_ask->setChecked(true);
}

} // namespace thingsdesk
