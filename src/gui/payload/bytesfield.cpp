// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/bytesfield.h"

#include "gui/base/monospace.h"
#include "gui/base/tones.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace thingsdesk {

using namespace Qt::StringLiterals;

BytesField::BytesField(QWidget *parent)
    : QWidget(parent)
    , m_bytes(QByteArray())
{
    m_formCombo = new QComboBox(this);
    m_formCombo->setObjectName(u"bytesFormCombo"_s);
    m_formCombo->setAccessibleName(tr("How the bytes are written"));
    m_formCombo->addItem(tr("Hex"), int(BytesForm::Hex));
    m_formCombo->addItem(tr("Base64"), int(BytesForm::Base64));
    m_formCombo->addItem(tr("Text"), int(BytesForm::Text));
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(u"bytesEdit"_s);
    m_edit->setAccessibleName(tr("Bytes of the uplink"));
    m_edit->setPlaceholderText(u"02 1C 00 7B"_s);
    useMonospace(m_edit);
    m_count = new QLabel(this);
    m_count->setObjectName(u"bytesCountLabel"_s);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(byteCountText(222)));
    m_message = new QLabel(this);
    m_message->setObjectName(u"bytesMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    setFocusProxy(m_edit);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_formCombo, 0, 0);
    grid->addWidget(m_edit, 0, 1);
    grid->addWidget(m_count, 0, 2);
    grid->addWidget(m_message, 1, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    connect(m_edit, &QLineEdit::textEdited, this, &BytesField::read);
    connect(m_formCombo, &QComboBox::currentIndexChanged, this, &BytesField::switchForm);
    read();
}

void BytesField::setBytes(const QByteArray &bytes)
{
    std::optional<QString> text = textFromBytes(m_form, bytes);
    if (!text) {
        m_form = BytesForm::Hex;
        const QSignalBlocker blocker(m_formCombo);
        m_formCombo->setCurrentIndex(0);
        text = textFromBytes(m_form, bytes);
    }
    m_edit->setText(*text);
    m_edit->setCursorPosition(0);
    read();
}

void BytesField::read()
{
    const Result<QByteArray> bytes = bytesFromText(m_form, m_edit->text());
    m_bytes = bytes ? std::optional(*bytes) : std::nullopt;
    m_count->setText(bytes ? byteCountText(bytes->size()) : u"–"_s);
    m_message->setVisible(!bytes);
    if (!bytes) {
        m_message->setText(u"⚠ "_s + bytes.error().text);
        QPalette colors = m_message->palette();
        colors.setColor(QPalette::WindowText, toneColor(Tone::Error, palette()));
        m_message->setPalette(colors);
    }
    m_edit->setAccessibleDescription(bytes ? m_count->text() : bytes.error().text);
    Q_EMIT bytesChanged();
}

void BytesField::switchForm()
{
    const auto wanted = BytesForm(m_formCombo->currentData().toInt());
    if (wanted == m_form)
        return;
    const std::optional<QString> text =
        m_bytes && !m_bytes->isEmpty() ? textFromBytes(wanted, *m_bytes) : std::optional(m_edit->text());
    if (!text) {
        const QSignalBlocker blocker(m_formCombo);
        m_formCombo->setCurrentIndex(int(m_form));
        m_message->setText(tr("These bytes are no text that can be shown."));
        m_message->setPalette(palette());
        m_message->show();
        return;
    }
    m_form = wanted;
    m_edit->setText(*text);
    read();
}

} // namespace thingsdesk
