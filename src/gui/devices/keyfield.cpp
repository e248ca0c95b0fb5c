// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/keyfield.h"

#include "gui/base/icons.h"
#include "gui/base/monospace.h"
#include "gui/devices/livemessage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace thingsdesk {

namespace {

void nameButton(QToolButton *button, const QString &objectName, const QString &words)
{
    button->setObjectName(objectName);
    button->setToolTip(words);
    button->setAccessibleName(words);
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

KeyField::KeyField(QWidget *parent)
    : QWidget(parent)
{
    makeParts();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] { m_isGenerated = false; });
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_problem.clear();
        m_tellsMissing = false;
        refreshMessage();
        Q_EMIT changed();
    });
    connect(m_edit, &QLineEdit::editingFinished, this, &KeyField::normalise);
    connect(m_generateButton, &QToolButton::clicked, this, &KeyField::generate);
    connect(m_pasteButton, &QToolButton::clicked, this, &KeyField::paste);
    connect(m_reverseButton, &QToolButton::toggled, this, [this] {
        refreshMessage();
        Q_EMIT changed();
    });
    connect(m_revealButton, &QToolButton::toggled, this, [this](bool revealed) {
        m_edit->setEchoMode(revealed || !m_kind.isSecret ? QLineEdit::Normal : QLineEdit::Password);
        m_revealButton->setIcon(icon(revealed ? Icon::Conceal : Icon::Reveal));
        refreshMessage();
    });
}

QToolButton *KeyField::addButton()
{
    auto *button = new QToolButton(this);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void KeyField::makeParts()
{
    m_edit = new QLineEdit(this);
    useMonospace(m_edit);
    m_generateButton = addButton();
    m_generateButton->setIcon(icon(Icon::Generate));
    m_pasteButton = addButton();
    m_pasteButton->setIcon(icon(Icon::Paste));
    m_reverseButton = addButton();
    m_reverseButton->setText(tr("LSB"));
    m_reverseButton->setCheckable(true);
    m_revealButton = addButton();
    m_revealButton->setIcon(icon(Icon::Reveal));
    m_revealButton->setCheckable(true);
    m_message = new LiveMessage(this);

    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_edit, 1);
    for (QToolButton *button : {m_revealButton, m_generateButton, m_pasteButton, m_reverseButton})
        line->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_message);
}

void KeyField::setKind(const Kind &kind)
{
    m_kind = kind;
    m_edit->setObjectName(kind.objectName + QStringLiteral("Edit"));
    m_edit->setAccessibleName(kind.name);
    m_edit->setAccessibleDescription(tr("%1 bytes as hex digits, in any pasted form").arg(kind.size));
    m_edit->setToolTip(
        tr("%1 bytes as hex digits. Spaces, dashes, colons, 0x and C arrays are understood.").arg(kind.size));
    m_edit->setMinimumWidth(m_edit->fontMetrics().horizontalAdvance(u'0') * int(kind.size > 8 ? 34 : 18));
    m_message->setObjectName(kind.objectName + QStringLiteral("Message"));
    nameButton(m_generateButton, kind.objectName + QStringLiteral("GenerateButton"), kind.generateText);
    nameButton(m_pasteButton, kind.objectName + QStringLiteral("PasteButton"), tr("Paste the %1").arg(kind.name));
    nameButton(m_reverseButton, kind.objectName + QStringLiteral("ReverseButton"),
               tr("%1 was given LSB first: reverse the byte order").arg(kind.name));
    nameButton(m_revealButton, kind.objectName + QStringLiteral("RevealButton"), tr("Show the %1").arg(kind.name));
    m_revealButton->setVisible(kind.isSecret);
    conceal();
    refreshMessage();
}

void KeyField::conceal()
{
    m_revealButton->setChecked(false);
    m_edit->setEchoMode(m_kind.isSecret ? QLineEdit::Password : QLineEdit::Normal);
}

void KeyField::setRequired(bool required)
{
    m_isRequired = required;
    refreshMessage();
}

void KeyField::setHint(const QString &hint)
{
    m_hint = hint;
    refreshMessage();
}

void KeyField::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    refreshMessage();
}

void KeyField::showProblem()
{
    m_tellsMissing = true;
    refreshMessage();
}

Result<QByteArray> KeyField::readAs(ByteOrder order) const
{
    Result<QByteArray> bytes = readPastedHex(m_edit->text(), m_kind.size, m_kind.name, order);
    if (bytes && std::all_of(bytes->begin(), bytes->end(), [](char byte) { return byte == 0; }))
        return fail(Failure::invalidInput(m_kind.name, tr("must not be all zeros: that means \"not set\"")));
    return bytes;
}

Result<QByteArray> KeyField::read() const
{
    if (isBlank() && !m_isRequired)
        return QByteArray();
    if (isBlank())
        return fail(Failure::invalidInput(m_kind.name, tr("is missing: %1 bytes").arg(m_kind.size)));
    return readAs(m_reverseButton->isChecked() ? ByteOrder::LsbFirst : ByteOrder::MsbFirst);
}

bool KeyField::isBlank() const
{
    return m_edit->text().trimmed().isEmpty();
}

void KeyField::setValue(QByteArrayView bytes, bool isGenerated)
{
    m_isGenerated = isGenerated;
    m_reverseButton->setChecked(false);
    m_edit->setText(toHex(bytes));
    m_edit->setCursorPosition(0);
}

void KeyField::clear()
{
    setValue({});
}

void KeyField::generate()
{
    if (m_kind.generate)
        setValue(m_kind.generate(), true);
    else
        Q_EMIT generateRequested();
}

void KeyField::paste()
{
    const QString text = QGuiApplication::clipboard()->text().simplified();
    if (text.isEmpty())
        return;
    m_isGenerated = false;
    m_edit->setText(text);
    normalise();
    m_edit->setFocus();
}

void KeyField::setReversed(bool reversed)
{
    m_reverseButton->setChecked(reversed);
}

/// The digits without what came with them, still in the order in which they were given.
void KeyField::normalise()
{
    if (const Result<QByteArray> bytes = readAs(ByteOrder::MsbFirst)) {
        if (const QString hex = toHex(*bytes); hex != m_edit->text()) {
            m_edit->setText(hex);
            m_edit->setCursorPosition(0);
        }
    }
    refreshMessage();
}

QString KeyField::readings() const
{
    const bool reversed = m_reverseButton->isChecked();
    const Result<QByteArray> asGiven = readAs(ByteOrder::MsbFirst);
    if (!reversed || !asGiven)
        return {};
    if (m_edit->echoMode() != QLineEdit::Normal)
        return tr("The byte order is reversed. Show the key to compare both readings.");
    return tr("As given: %1\nReversed, used: %2").arg(toHex(*asGiven), toHex(*readAs(ByteOrder::LsbFirst)));
}

QString KeyField::liveText(bool &isError) const
{
    isError = true;
    if (!m_problem.isEmpty())
        return m_problem;
    if (isBlank() && !(m_tellsMissing && m_isRequired)) {
        isError = false;
        return m_hint.isEmpty() ? tr("%1 hex digits, in any pasted form").arg(m_kind.size * 2) : m_hint;
    }
    const Result<QByteArray> bytes = read();
    if (bytes) {
        isError = false;
        return readings();
    }
    const QString text = m_edit->text();
    const auto digits = std::count_if(text.begin(), text.end(), isHexDigit);
    if (m_edit->hasFocus() && digits == text.size() && digits < m_kind.size * 2) {
        isError = false;
        return tr("%1 of %2 hex digits").arg(digits).arg(m_kind.size * 2);
    }
    return bytes.error().text;
}

void KeyField::refreshMessage()
{
    bool isError = false;
    const QString text = liveText(isError);
    if (isError)
        m_message->setProblem(text);
    else
        m_message->setHint(text);
    m_edit->setAccessibleDescription(text);
}

} // namespace thingsdesk
