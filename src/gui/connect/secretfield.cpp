// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/secretfield.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace thingsdesk {

SecretField::SecretField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_reveal(new QToolButton(this))
    , m_paste(new QToolButton(this))
{
    m_edit->setObjectName(QStringLiteral("secretEdit"));
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_reveal->setObjectName(QStringLiteral("revealButton"));
    m_reveal->setText(tr("Reveal"));
    m_reveal->setCheckable(true);
    m_paste->setObjectName(QStringLiteral("pasteButton"));
    m_paste->setText(tr("Paste"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_edit, 1);
    for (QToolButton *button : {m_reveal, m_paste}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
        layout->addWidget(button);
    }
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(m_edit);
    setTabOrder(m_edit, m_reveal);
    setTabOrder(m_reveal, m_paste);
    setSecretName(tr("Secret"));

    connect(m_edit, &QLineEdit::textChanged, this, &SecretField::textChanged);
    connect(m_reveal, &QToolButton::toggled, this,
            [this](bool on) { m_edit->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password); });
    connect(m_paste, &QToolButton::clicked, this, [this] {
        m_edit->setText(QApplication::clipboard()->text().trimmed());
        m_edit->setFocus();
    });
}

SecretField::~SecretField()
{
    // Whoever listens is half gone.
    const QSignalBlocker quiet(m_edit);
    m_edit->clear();
}

QByteArray SecretField::text() const
{
    return m_edit->text().toUtf8();
}

bool SecretField::isEmpty() const
{
    return m_edit->text().trimmed().isEmpty();
}

void SecretField::setText(const QString &text)
{
    m_edit->setText(text);
}

void SecretField::clear()
{
    m_edit->clear();
    m_reveal->setChecked(false);
}

void SecretField::setPlaceholderText(const QString &text)
{
    m_edit->setPlaceholderText(text);
}

void SecretField::setSecretName(const QString &name)
{
    m_edit->setAccessibleName(name);
    m_reveal->setAccessibleName(tr("Reveal: %1").arg(name));
    m_reveal->setToolTip(tr("Show the characters while this is pressed in"));
    m_paste->setAccessibleName(tr("Paste: %1").arg(name));
    m_paste->setToolTip(tr("Replace the content with the clipboard's text"));
}

void SecretField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
    m_paste->setEnabled(!readOnly);
}

} // namespace thingsdesk
