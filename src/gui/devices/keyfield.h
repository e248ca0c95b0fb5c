// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fixedbytes.h"
#include "core/pastedhex.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QToolButton;

namespace thingsdesk {

class LiveMessage;

/// A line for an EUI, an address or a key. It takes every pasted form, in either byte order by a switch, says live
/// which rule is broken, and can make a value. Keys are masked until they are revealed.
///
/// Its parts are named after `Kind::objectName`: "devEuiEdit", "devEuiGenerateButton", "devEuiPasteButton",
/// "devEuiReverseButton", "devEuiRevealButton", "devEuiMessage".
class KeyField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyField)
public:
    struct Kind
    {
        QString objectName;
        QString name; ///< "DevEUI"
        qsizetype size = 0;
        bool isSecret = false;
        QString generateText;                 ///< what the button does
        std::function<QByteArray()> generate; ///< none: `generateRequested` asks for it
    };

    explicit KeyField(QWidget *parent = nullptr);

    void setKind(const Kind &kind);
    void setRequired(bool required);
    /// Shown while there is nothing wrong to say.
    void setHint(const QString &hint);
    /// Something wrong that only the form knows ("is used by sensor-03"); empty takes it back.
    void setProblem(const QString &problem);

    /// Says what is missing, too, until something is typed.
    void showProblem();

    /// The bytes MSB first; empty where nothing is given and nothing is required. The Failure names the broken rule.
    Result<QByteArray> read() const;
    bool isBlank() const;
    /// Whether the value is one that this field made.
    bool isGenerated() const noexcept { return m_isGenerated; }
    void setValue(QByteArrayView bytes, bool isGenerated = false);
    void clear();
    void generate();
    void paste();
    /// Reads the text as the last firmware source had it: LSB first.
    void setReversed(bool reversed);
    void conceal();
    QLineEdit *edit() const noexcept { return m_edit; }

Q_SIGNALS:
    void changed();
    void generateRequested();

private:
    QToolButton *addButton();
    void makeParts();
    void normalise();
    void refreshMessage();
    QString liveText(bool &isError) const;
    QString readings() const;
    Result<QByteArray> readAs(ByteOrder order) const;

    Kind m_kind;
    bool m_isRequired = true;
    bool m_isGenerated = false;
    bool m_tellsMissing = false;
    QString m_hint;
    QString m_problem;
    QLineEdit *m_edit = nullptr;
    QToolButton *m_generateButton = nullptr;
    QToolButton *m_pasteButton = nullptr;
    QToolButton *m_reverseButton = nullptr;
    QToolButton *m_revealButton = nullptr;
    LiveMessage *m_message = nullptr;
};

} // namespace thingsdesk
