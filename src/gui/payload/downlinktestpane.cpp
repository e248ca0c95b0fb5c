// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/downlinktestpane.h"

#include "core/jsontext.h"
#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/base/tones.h"
#include "gui/payload/codeview.h"
#include "gui/payload/resulttexts.h"
#include "payload/fielddifference.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace thingsdesk {

using namespace Qt::StringLiterals;

DownlinkTestPane::DownlinkTestPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_test(context)
{
    makeInput();
    makeLayout();
    connectTest();
    setHandlerEnabled(true, {});
    setAgain({}, {});
}

void DownlinkTestPane::makeInput()
{
    m_fields = new QPlainTextEdit(this);
    m_fields->setObjectName(u"downlinkFieldsEdit"_s);
    m_fields->setAccessibleName(tr("Fields of the downlink, as a JSON object"));
    m_fields->setPlaceholderText(u"{ \"on\": true }"_s);
    m_fields->setTabChangesFocus(true);
    m_fields->setLineWrapMode(QPlainTextEdit::NoWrap);
    useMonospace(m_fields);
    m_fields->setFixedHeight(6 * QFontMetrics(m_fields->font()).lineSpacing());
    setFocusProxy(m_fields);
    m_message = new QLabel(this);
    m_message->setObjectName(u"downlinkFieldsMessage"_s);
    m_message->setWordWrap(true);
    m_message->setText(u" "_s);
    m_port = new QSpinBox(this);
    m_port->setObjectName(u"downlinkPortBox"_s);
    m_port->setAccessibleName(tr("Port of the downlink"));
    m_port->setRange(1, 223);
    m_handlerButton = new QPushButton(tr("As&k the handler"), this);
    m_handlerButton->setObjectName(u"downlinkHandlerButton"_s);
    m_handlerButton->setAutoDefault(false);
    connect(m_fields, &QPlainTextEdit::textChanged, this, &DownlinkTestPane::updateCase);
    connect(m_port, &QSpinBox::valueChanged, this, &DownlinkTestPane::updateCase);
    connect(m_handlerButton, &QPushButton::clicked, this, &DownlinkTestPane::handlerWanted);
}

void DownlinkTestPane::makeLayout()
{
    auto *fieldsLabel = new QLabel(tr("Fi&elds (JSON):"), this);
    fieldsLabel->setBuddy(m_fields);
    auto *portLabel = new QLabel(tr("P&ort:"), this);
    portLabel->setBuddy(m_port);
    m_result = new ResultView(u"downlink"_s, CodeLanguage::PlainText, this);
    m_result->setObjectName(u"downlinkResult"_s);
    m_result->setHandlerNote(tr("not asked yet"));
    auto *againLabel = new QLabel(tr("Back through the decoder"), this);
    QFont strong = againLabel->font();
    strong.setBold(true);
    againLabel->setFont(strong);
    m_againStatus = new QLabel(this);
    m_againStatus->setObjectName(u"againStatusLabel"_s);
    m_againStatus->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_again = new CodeView(CodeLanguage::Json, this);
    m_again->setObjectName(u"againResultView"_s);
    m_again->setAccessibleName(againLabel->text());
    m_again->setWrapMode(QsciScintilla::WrapWord);

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(portLabel);
    row->addWidget(m_port);
    row->addStretch(1);
    row->addWidget(m_handlerButton);
    auto *againRow = new QHBoxLayout;
    againRow->setSpacing(8);
    againRow->addWidget(againLabel);
    againRow->addWidget(m_againStatus, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 0);
    column->setSpacing(4);
    column->addWidget(fieldsLabel);
    column->addWidget(m_fields);
    column->addWidget(m_message);
    column->addLayout(row);
    column->addWidget(m_result);
    column->addLayout(againRow);
    column->addWidget(m_again, 1);
}

void DownlinkTestPane::connectTest()
{
    connect(&m_test, &DownlinkTest::encodedHere, this, &DownlinkTestPane::showHere);
    connect(&m_test, &DownlinkTest::failedHere, this, [this](const Failure &failure) {
        m_result->setHere({failure.text, tr("not run"), true});
    });
    connect(&m_test, &DownlinkTest::decodedAgain, this, &DownlinkTestPane::showAgain);
    connect(&m_test, &DownlinkTest::handlerOutdated, this, [this] { m_result->setHandlerNote(tr("not asked yet")); });
    connect(&m_test, &DownlinkTest::encodedByHandler, this,
            [this](const EncodeResult &result, std::chrono::milliseconds time) {
                m_result->setHandler(encodeOutcome(result, texts::duration(time)));
                Q_EMIT loggedByHandler(result.logs);
            });
    connect(&m_test, &DownlinkTest::failedAtHandler, this,
            [this](const Failure &failure) { m_result->setHandlerNote(failure.text); });
}

void DownlinkTestPane::setFunctions(PayloadFormat format, const PayloadFunctions &functions)
{
    m_format = format;
    m_functions = functions;
    m_hasFunctions = true;
    updateCase();
}

void DownlinkTestPane::setInput(const QJsonObject &fields, quint8 port)
{
    m_port->setValue(port);
    m_fields->setPlainText(QString::fromUtf8(QJsonDocument(fields).toJson()).trimmed());
}

std::optional<TestVector> DownlinkTestPane::vector() const
{
    const DownlinkCase &tested = m_test.currentCase();
    if (!m_here || tested.fields.isEmpty())
        return {};
    TestVector vector;
    vector.direction = TestVector::Direction::Downlink;
    vector.name = tr("port %1: %2").arg(tested.port).arg(QString::fromUtf8(tested.fields).simplified().left(30));
    vector.port = tested.port;
    vector.fields = QJsonDocument::fromJson(tested.fields).object();
    vector.bytes = m_here->bytes;
    if (m_here->error)
        vector.error = ScriptError::messageOf(m_here->error->text);
    return vector;
}

void DownlinkTestPane::updateCase()
{
    if (!m_hasFunctions)
        return;
    m_here.reset();
    QByteArray fields = m_fields->toPlainText().trimmed().toUtf8();
    QString message;
    if (!fields.isEmpty()) {
        if (const Result<void> valid = checkJson(fields, tr("Fields")); !valid)
            message = valid.error().text;
        else if (!fields.startsWith('{'))
            message = tr("Fields must be a JSON object: { … }");
    }
    m_message->setText(message.isEmpty() ? u" "_s : u"⚠ "_s + message);
    QPalette colors = m_message->palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Error, palette()));
    m_message->setPalette(colors);
    m_fields->setAccessibleDescription(message);
    if (!message.isEmpty())
        fields.clear();
    if (fields.isEmpty()) {
        m_result->setHere({{}, tr("no fields to encode"), false});
        setAgain({}, {});
        Q_EMIT errorFound({});
    }
    m_test.setCase({m_format, m_functions, fields, quint8(m_port->value())});
    updateButton();
}

void DownlinkTestPane::showHere(const EncodeResult &result)
{
    m_here = result;
    m_result->setHere(encodeOutcome(result, workerTime(result.nanoseconds)));
    if (result.error)
        setAgain({}, {});
    Q_EMIT errorFound(result.error ? ScriptError::parse(result.error->text) : std::nullopt);
    Q_EMIT loggedHere(result.logs);
}

/// Whether the round trip gives what it began with.
void DownlinkTestPane::showAgain(const DecodeResult &result)
{
    const ResultView::Outcome outcome = decodeOutcome(result, workerTime(result.nanoseconds));
    if (outcome.isError)
        return setAgain(outcome.text, u"⚠ "_s + outcome.status);
    const QList<FieldDifference> differences = fieldDifferences(
        QJsonDocument::fromJson(m_test.currentCase().fields).object(), QJsonDocument::fromJson(result.fields).object());
    setAgain(outcome.text,
             (differences.isEmpty() ? tr("the same fields") : tr("other fields")) + u" · "_s + outcome.status);
    m_againStatus->setToolTip(differenceText(differences));
}

void DownlinkTestPane::setAgain(const QString &text, const QString &status)
{
    m_again->setPlainText(text);
    m_againStatus->setText(status);
    m_againStatus->setToolTip({});
}

void DownlinkTestPane::askHandler()
{
    if (m_test.currentCase().fields.isEmpty())
        return;
    m_result->setHandlerNote(tr("asking…"));
    m_test.askHandler();
}

void DownlinkTestPane::setHandlerEnabled(bool enabled, const QString &reason)
{
    m_isHandlerEnabled = enabled;
    m_reason = reason;
    updateButton();
}

void DownlinkTestPane::updateButton()
{
    const bool hasFields = !m_test.currentCase().fields.isEmpty();
    m_handlerButton->setEnabled(m_isHandlerEnabled && hasFields);
    m_handlerButton->setToolTip(!m_isHandlerEnabled ? m_reason
                                : hasFields
                                    ? tr("Encode with these functions at the handler, sending nothing (Ctrl+Enter)")
                                    : tr("Enter fields first"));
}

} // namespace thingsdesk
