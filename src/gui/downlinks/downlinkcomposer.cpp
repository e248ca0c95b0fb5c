// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/downlinkcomposer.h"

#include "core/futures.h"
#include "gui/base/icons.h"
#include "gui/base/monospace.h"
#include "gui/base/texts.h"
#include "gui/downlinks/downlinktexts.h"
#include "models/devicetablemodel.h"

#include "ui_downlinkcomposer.h"

#include <QCompleter>
#include <QLineEdit>

namespace thingsdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Form = PayloadDraft::Form;

DownlinkComposer::DownlinkComposer(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_ui(std::make_unique<Ui::DownlinkComposer>())
    , m_preview(context)
{
    m_ui->setupUi(this);
    setUpFields();
    connectFields();
    updateDeviceList();
    updateAll();
}

DownlinkComposer::~DownlinkComposer() = default;

void DownlinkComposer::setUpFields()
{
    m_ui->deviceCombo->lineEdit()->setPlaceholderText(tr("ID of a device"));
    m_ui->deviceCombo->lineEdit()->setObjectName(u"deviceEdit"_s);
    m_ui->deviceCombo->lineEdit()->setAccessibleName(tr("Device"));
    QCompleter *completer = m_ui->deviceCombo->completer();
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    const std::pair<Form, QString> forms[] = {{Form::Hex, tr("Hex")},
                                              {Form::Base64, tr("Base64")},
                                              {Form::Text, tr("Text")},
                                              {Form::Fields, tr("JSON fields")}};
    for (const auto &[form, title] : forms)
        m_ui->formCombo->addItem(title, int(form));
    const std::pair<Schedule, QString> schedules[] = {{Schedule::Replace, tr("Replace what waits")},
                                                      {Schedule::First, tr("First in the queue")},
                                                      {Schedule::Last, tr("Last in the queue")}};
    for (const auto &[schedule, title] : schedules)
        m_ui->scheduleCombo->addItem(title, int(schedule));
    useMonospace(m_ui->payloadEdit);
    m_ui->payloadEdit->setFixedHeight(6 * QFontMetrics(m_ui->payloadEdit->font()).lineSpacing());
    m_ui->sendButton->setIcon(icon(Icon::Send));
    // Lines that come and go keep their place.
    const int line = fontMetrics().lineSpacing();
    m_ui->deviceMessage->setMinimumHeight(line);
    m_ui->payloadMessage->setMinimumHeight(2 * line);
    m_ui->payloadMessage->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_ui->scheduleHint->setMinimumHeight(3 * line);
    m_ui->airtimeLabel->setMinimumHeight(2 * line);
    m_ui->whenLabel->setMinimumHeight(2 * line);
}

void DownlinkComposer::connectFields()
{
    connect(m_ui->deviceCombo, &QComboBox::editTextChanged, this, &DownlinkComposer::takeEdit);
    connect(m_ui->payloadEdit, &QPlainTextEdit::textChanged, this, &DownlinkComposer::takePayloadText);
    connect(m_ui->formCombo, &QComboBox::currentIndexChanged, this, &DownlinkComposer::switchForm);
    connect(m_ui->portBox, &QSpinBox::valueChanged, this, &DownlinkComposer::takePayloadText);
    connect(m_ui->confirmedBox, &QCheckBox::toggled, this, &DownlinkComposer::takeEdit);
    connect(m_ui->scheduleCombo, &QComboBox::currentIndexChanged, this, &DownlinkComposer::takeEdit);
    connect(m_ui->sendButton, &QPushButton::clicked, this, &DownlinkComposer::send);
    connect(&m_preview, &EncoderPreview::encoded, this, &DownlinkComposer::takeEncoded);
    connect(&m_preview, &EncoderPreview::failed, this, [this](const Failure &failure) {
        m_encoded.reset();
        m_encoderNote = tr("The encoder's bytes are not known: %1").arg(failure.text);
        m_isEncoderAtFault = true;
        updateAll();
    });
    const auto listChanged = [this] { updateDeviceList(); };
    connect(&m_context.devices, &DeviceTableModel::refreshed, this, listChanged);
    connect(&m_context.devices, &QAbstractItemModel::rowsInserted, this, listChanged, Qt::QueuedConnection);
    connect(&m_context.devices, &QAbstractItemModel::rowsRemoved, this, listChanged, Qt::QueuedConnection);
    connect(&m_context.devices, &QAbstractItemModel::modelReset, this, listChanged, Qt::QueuedConnection);
    connect(&m_context.devices, &QAbstractItemModel::dataChanged, this, [this] {
        updateAirtime();
        updateWhen();
    });
    connect(&m_context.session, &ApplicationSession::stateChanged, this, &DownlinkComposer::updateSending);
    connect(&m_context.session, &ApplicationSession::rightsChanged, this, &DownlinkComposer::updateSending);
    connect(&m_clock, &QTimer::timeout, this, &DownlinkComposer::updateWhen);
    m_clock.start(5s);
}

void DownlinkComposer::activate()
{
    m_preview.readFunctions();
    updateAll();
}

void DownlinkComposer::updateDeviceList()
{
    QStringList ids;
    const QList<DevId> devices = m_context.devices.ids();
    ids.reserve(devices.size());
    for (const DevId &devId : devices)
        ids.append(devId.toString());
    const int known = m_ui->deviceCombo->count();
    const bool isSame = known == ids.size() && [&] {
        for (int i = 0; i < known; ++i) {
            if (m_ui->deviceCombo->itemText(i) != ids[i])
                return false;
        }
        return true;
    }();
    if (!isSame) {
        const QString text = m_ui->deviceCombo->currentText();
        const QSignalBlocker blocker(m_ui->deviceCombo);
        m_ui->deviceCombo->clear();
        m_ui->deviceCombo->addItems(ids);
        m_ui->deviceCombo->setCurrentIndex(-1);
        m_ui->deviceCombo->setEditText(text);
    }
    updateAll();
}

void DownlinkComposer::takeEdit()
{
    m_isEdited = !m_payload.isEmpty();
    updateAll();
}

void DownlinkComposer::takePayloadText()
{
    m_payload.setText(m_ui->payloadEdit->toPlainText());
    m_encoded.reset();
    m_encoderNote.clear();
    m_isEncoderAtFault = false;
    const bool isFields = m_payload.form() == Form::Fields;
    const Result<QByteArray> fields = isFields ? m_payload.fields() : QByteArray();
    m_preview.setFields(fields.value_or(QByteArray()), quint8(m_ui->portBox->value()));
    if (isFields && fields)
        m_encoderNote = tr("Encoding…");
    takeEdit();
}

void DownlinkComposer::switchForm()
{
    const auto form = Form(m_ui->formCombo->currentData().toInt());
    if (form == m_payload.form())
        return;
    if (!m_payload.switchTo(form, m_encoded)) {
        const QSignalBlocker blocker(m_ui->formCombo);
        m_ui->formCombo->setCurrentIndex(int(m_payload.form()));
        m_ui->payloadMessage->setText(tr("These bytes are no text that can be shown."));
        return;
    }
    const bool wasEdited = m_isEdited;
    m_ui->payloadEdit->setPlainText(m_payload.text());
    takePayloadText();
    m_isEdited = wasEdited && !m_payload.isEmpty();
}

void DownlinkComposer::takeEncoded(const EncodeResult &result)
{
    m_isEncoderAtFault = result.error.has_value();
    m_encoded = result.error ? std::nullopt : std::optional(result.bytes);
    m_encoderNote = result.error             ? tr("The encoder fails: %1").arg(result.error->text)
                    : result.bytes.isEmpty() ? tr("The encoder makes no bytes of these fields.")
                                             : tr("Encoder: %1").arg(texts::hexPairs(result.bytes));
    updateAll();
}

DownlinkComposer::Draft DownlinkComposer::draft() const
{
    return {m_ui->deviceCombo->currentText(), m_payload, m_ui->portBox->value(), m_ui->confirmedBox->isChecked(),
            m_ui->scheduleCombo->currentIndex()};
}

void DownlinkComposer::setDraft(const Draft &draft)
{
    m_ui->deviceCombo->setEditText(draft.device);
    m_payload = draft.payload;
    {
        const QSignalBlocker blocker(m_ui->formCombo);
        m_ui->formCombo->setCurrentIndex(int(m_payload.form()));
    }
    m_ui->portBox->setValue(draft.port);
    m_ui->confirmedBox->setChecked(draft.confirmed);
    m_ui->scheduleCombo->setCurrentIndex(draft.schedule);
    m_payload = draft.payload; // the port's change took the text that stood there
    m_ui->payloadEdit->setPlainText(m_payload.text());
    takePayloadText();
}

void DownlinkComposer::compose(const DownlinkMessage &message)
{
    m_before = draft();
    m_wasEdited = m_isEdited;
    Draft filled;
    filled.device = message.devId.toString();
    if (message.payload.isEmpty() && !message.fields.isEmpty())
        filled.payload.setFields(message.fields);
    else
        filled.payload.setBytes(message.payload);
    filled.port = std::clamp(int(message.port), 1, 223);
    filled.confirmed = message.confirmed;
    filled.schedule = m_ui->scheduleCombo->findData(int(message.schedule));
    setDraft(filled);
    m_isEdited = false; // it can be had again
    focusPayload();
}

void DownlinkComposer::restore()
{
    setDraft(m_before);
    m_isEdited = m_wasEdited;
}

QWidget *DownlinkComposer::deviceField() const
{
    return m_ui->deviceCombo;
}

void DownlinkComposer::focusPayload()
{
    QWidget *field =
        m_ui->deviceCombo->currentText().isEmpty() ? static_cast<QWidget *>(m_ui->deviceCombo) : m_ui->payloadEdit;
    field->setFocus();
}

void DownlinkComposer::send()
{
    if (!m_ui->sendButton->isEnabled())
        return;
    const Result<DownlinkMessage> ready = message();
    if (!ready) {
        QWidget *field = m_ui->payloadEdit;
        QLabel *note = m_ui->payloadMessage;
        if (!DevId::parse(m_ui->deviceCombo->currentText().trimmed())) {
            field = m_ui->deviceCombo;
            note = m_ui->deviceMessage;
        }
        note->setText(u"⚠ "_s + ready.error().text);
        field->setFocus();
        return;
    }
    m_isSending = true;
    updateSending();
    m_sending = m_context.session.send(*ready);
    whenFinished<qint64>(this, m_sending, [this](Future<qint64> done) {
        const Result<qint64> id = resultOf(done);
        m_isSending = false;
        m_isEdited = m_isEdited && !id;
        updateSending();
        if (id)
            Q_EMIT sent(*id);
        else
            Q_EMIT failed(id.error());
    });
}

} // namespace thingsdesk
