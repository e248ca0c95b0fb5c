// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/connectionform.h"

#include "gui/connect/certificatefield.h"
#include "network/endpoint.h"

#include "ui_addapplicationpage.h"

namespace thingsdesk {

namespace {

using Id = CheckStep::Id;

/// What is wrong with a field's text; an empty one is never wrong.
template <class Parse>
QString problemOf(const QString &text, Parse parse)
{
    if (text.isEmpty())
        return {};
    const auto result = parse(text);
    return result ? QString() : result.error().text;
}

QString endpointProblem(const QLineEdit *edit, quint16 defaultPort, const QString &field)
{
    return problemOf(edit->text().trimmed(),
                     [&](const QString &text) { return Endpoint::parse(text, defaultPort, field); });
}

} // namespace

QString suggestedNetworkName(const QString &discoveryAddress)
{
    const QString address =
        discoveryAddress.trimmed().isEmpty() ? QString::fromLatin1(publicDiscoveryAddress) : discoveryAddress.trimmed();
    const Result<Endpoint> server = Endpoint::parse(address, discoveryPort, QString());
    if (!server)
        return {};
    return server->host.startsWith(u"discovery.") ? server->host.mid(10) : server->host;
}

ConnectionForm::ConnectionForm(Ui::AddApplicationPage &ui, QObject *parent)
    : QObject(parent)
    , m_ui(ui)
{
    ui.appIdNote->setField(ui.appIdEdit);
    ui.appIdNote->setHint(tr("As the account server names it, for example \"weather-station\"."));
    ui.keyNote->setField(ui.keyField->secretPart());
    ui.keyNote->setHint(tr("An access key of this application. It is sent to the network only over encrypted "
                           "connections, unless you allow plain text."));
    ui.discoveryNote->setField(ui.discoveryEdit);
    ui.discoveryNote->setHint(tr("Of your network: host or host:port. It knows where everything else is."));
    ui.discoveryEdit->setPlaceholderText(QString::fromLatin1(publicDiscoveryAddress));
    ui.networkNameNote->setField(ui.networkNameEdit);
    ui.networkNameNote->setHint(tr("Groups the applications in the sidebar."));
    prepareAdvanced();
    for (QLineEdit *edit : {ui.appIdEdit, ui.discoveryEdit, ui.handlerEdit, ui.mqttEdit})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            validate();
            Q_EMIT changed();
        });
    connect(ui.networkNameEdit, &QLineEdit::textChanged, this, &ConnectionForm::validate);
    const auto onChange = [this] {
        validate();
        Q_EMIT changed();
    };
    connect(ui.keyField, &CredentialsField::changed, this, onChange);
    for (CertificateField *field : {ui.discoveryCaField, ui.handlerCertificateField, ui.mqttCaField})
        connect(field, &CertificateField::changed, this, onChange);
    connect(ui.plaintextCheck, &QCheckBox::toggled, this, onChange);
    connect(ui.discoveryEdit, &QLineEdit::textChanged, this, &ConnectionForm::suggestNetworkName);
    suggestNetworkName();
    validate();
    alignLabels();
}

void ConnectionForm::alignLabels() const
{
    const QList<QLabel *> labels{
        m_ui.appIdLabel,   m_ui.keyLabel,  m_ui.placeLabel,       m_ui.discoveryLabel, m_ui.networkNameLabel,
        m_ui.handlerLabel, m_ui.mqttLabel, m_ui.discoveryCaLabel, m_ui.mqttCaLabel,    m_ui.handlerCertificateLabel};
    int width = 0;
    for (const QLabel *label : labels)
        width = std::max(width, label->sizeHint().width());
    for (QLabel *label : labels)
        label->setMinimumWidth(width);
}

void ConnectionForm::prepareAdvanced()
{
    m_ui.handlerNote->setField(m_ui.handlerEdit);
    m_ui.handlerNote->setHint(tr("Instead of the one that discovery announces."));
    m_ui.mqttNote->setField(m_ui.mqttEdit);
    m_ui.mqttNote->setHint(tr("Instead of the announced one: host, host:port or mqtts://host:port."));
    m_ui.discoveryCaField->setPurpose(tr("CA certificate for discovery"));
    m_ui.handlerCertificateField->setPurpose(tr("Handler certificate"));
    m_ui.mqttCaField->setPurpose(tr("CA certificate for MQTT"));
    m_ui.discoveryCaNote->setField(m_ui.discoveryCaField->focusProxy());
    m_ui.discoveryCaNote->setHint(tr("Trusted besides the system's."));
    m_ui.handlerCertificateNote->setField(m_ui.handlerCertificateField->focusProxy());
    m_ui.handlerCertificateNote->setHint(tr("The only one trusted for a handler whose address is given here."));
    m_ui.mqttCaNote->setField(m_ui.mqttCaField->focusProxy());
    m_ui.mqttCaNote->setHint(tr("Trusted besides the system's."));
    m_ui.plaintextNote->setField(m_ui.plaintextCheck);
    m_ui.plaintextNote->setHint(
        tr("Keys and data then cross the network unencrypted where a server has no TLS: everyone "
           "in between can read and use them. This machine's own addresses need no permission."));
    m_ui.advancedPanel->hide();
    connect(m_ui.advancedButton, &QToolButton::toggled, this, [this](bool open) {
        m_ui.advancedButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_ui.advancedPanel->setVisible(open);
    });
}

bool ConnectionForm::isSound() const
{
    return m_sound;
}

Result<Credentials> ConnectionForm::credentials() const
{
    return m_ui.keyField->credentials();
}

Result<AppId> ConnectionForm::appId() const
{
    return AppId::parse(m_ui.appIdEdit->text().trimmed());
}

ConnectionSettings ConnectionForm::settings() const
{
    return {m_ui.discoveryEdit->text().trimmed(), m_ui.handlerEdit->text().trimmed(),  m_ui.mqttEdit->text().trimmed(),
            m_ui.discoveryCaField->pem(),         m_ui.handlerCertificateField->pem(), m_ui.mqttCaField->pem(),
            m_ui.plaintextCheck->isChecked()};
}

Profile ConnectionForm::profile() const
{
    Profile profile;
    const QString name = m_ui.networkNameEdit->text().trimmed();
    profile.networkName = name.isEmpty() ? m_ui.networkNameEdit->placeholderText() : name;
    profile.appId = appId().value_or(AppId());
    profile.connection = settings();
    profile.usesToken = m_ui.keyField->kind() == Credentials::Kind::Token;
    profile.secretPlace = m_ui.placeChooser->place();
    return profile;
}

void ConnectionForm::clear()
{
    m_strict = false;
    for (QLineEdit *edit : {m_ui.appIdEdit, m_ui.discoveryEdit, m_ui.networkNameEdit, m_ui.handlerEdit, m_ui.mqttEdit})
        edit->clear();
    m_ui.keyField->clear();
    for (CertificateField *field : {m_ui.discoveryCaField, m_ui.handlerCertificateField, m_ui.mqttCaField})
        field->clear();
    m_ui.plaintextCheck->setChecked(false);
    m_ui.advancedButton->setChecked(false);
    validate();
}

void ConnectionForm::showAllProblems()
{
    m_strict = true;
    validate();
    if (m_ui.appIdNote->hasProblem())
        focusAppId();
    else if (m_ui.keyNote->hasProblem())
        focusKey();
}

void ConnectionForm::unfoldAdvanced()
{
    m_ui.advancedButton->setChecked(true);
}

void ConnectionForm::focusAddress(Id step)
{
    QLineEdit *edit = m_ui.discoveryEdit;
    if (step == Id::HandlerReached || step == Id::KeyAccepted)
        edit = m_ui.handlerEdit;
    else if (step == Id::BrokerReached || step == Id::BrokerAcceptedKey || step == Id::Subscribed)
        edit = m_ui.mqttEdit;
    if (edit != m_ui.discoveryEdit)
        unfoldAdvanced();
    edit->setFocus(Qt::OtherFocusReason);
    edit->selectAll();
}

void ConnectionForm::focusKey()
{
    m_ui.keyField->setFocus(Qt::OtherFocusReason);
}

void ConnectionForm::focusAppId()
{
    m_ui.appIdEdit->setFocus(Qt::OtherFocusReason);
    m_ui.appIdEdit->selectAll();
}

void ConnectionForm::chooseCertificate(Id step)
{
    unfoldAdvanced();
    CertificateField *field = m_ui.discoveryCaField;
    if (step == Id::HandlerReached || step == Id::KeyAccepted)
        field = m_ui.handlerCertificateField;
    else if (step == Id::BrokerReached || step == Id::BrokerAcceptedKey || step == Id::Subscribed)
        field = m_ui.mqttCaField;
    field->setFocus(Qt::OtherFocusReason);
    field->choose();
}

void ConnectionForm::allowPlaintext()
{
    unfoldAdvanced();
    m_ui.plaintextCheck->setChecked(true);
    m_ui.plaintextCheck->setFocus(Qt::OtherFocusReason);
}

void ConnectionForm::validate()
{
    const Result<AppId> id = appId();
    const Result<Credentials> key = credentials();
    const bool idEmpty = m_ui.appIdEdit->text().trimmed().isEmpty();
    m_ui.appIdNote->setProblem(id || (idEmpty && !m_strict) ? QString() : id.error().text);
    m_ui.keyNote->setProblem(key || (m_ui.keyField->isEmpty() && !m_strict) ? QString() : key.error().text);
    validateAddresses();
    bool sound = id && key;
    for (const FieldNote *note : {m_ui.discoveryNote, m_ui.handlerNote, m_ui.mqttNote, m_ui.networkNameNote})
        sound = sound && !note->hasProblem();
    m_sound = sound;
}

void ConnectionForm::validateAddresses()
{
    m_ui.discoveryNote->setProblem(endpointProblem(m_ui.discoveryEdit, discoveryPort, tr("Discovery address")));
    m_ui.handlerNote->setProblem(endpointProblem(m_ui.handlerEdit, handlerPort, tr("Handler address")));
    m_ui.mqttNote->setProblem(problemOf(m_ui.mqttEdit->text().trimmed(), &endpointsOfMqttAddress));
    m_ui.discoveryCaNote->setProblem(m_ui.discoveryCaField->problem());
    m_ui.handlerCertificateNote->setProblem(m_ui.handlerCertificateField->problem());
    m_ui.mqttCaNote->setProblem(m_ui.mqttCaField->problem());
    const QString name = m_ui.networkNameEdit->text();
    m_ui.networkNameNote->setProblem(name.trimmed().size() > 60 ? tr("The name must have at most 60 characters.")
                                                                : QString());
}

void ConnectionForm::suggestNetworkName()
{
    m_ui.networkNameEdit->setPlaceholderText(suggestedNetworkName(m_ui.discoveryEdit->text()));
}

} // namespace thingsdesk
