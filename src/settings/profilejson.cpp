// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profilejson.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

void setText(QJsonObject &json, QLatin1StringView key, const QString &text)
{
    if (text.isEmpty())
        json.remove(key);
    else
        json[key] = text;
}

void setPem(QJsonObject &json, QLatin1StringView key, const QByteArray &pem)
{
    setText(json, key, QString::fromUtf8(pem));
}

/// Reads members of one object; the first that is of another type than ours stands as the fault.
class MemberReader
{
public:
    explicit MemberReader(const QJsonObject &json)
        : m_json(json)
    {
    }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_json.value(key);
        if (!value.isUndefined() && !value.isString())
            refuse(key, u"must be a text"_s);
        return value.toString();
    }

    QByteArray pem(QLatin1StringView key) { return text(key).toUtf8(); }

    bool flag(QLatin1StringView key)
    {
        const QJsonValue value = m_json.value(key);
        if (!value.isUndefined() && !value.isBool())
            refuse(key, u"must be true or false"_s);
        return value.toBool();
    }

    /// Whether the member is the second of the two words; the first one where it is missing.
    bool isSecond(QLatin1StringView key, QLatin1StringView first, QLatin1StringView second)
    {
        const QString word = text(key);
        if (!word.isEmpty() && word != first && word != second)
            refuse(key, u"must be \"%1\" or \"%2\""_s.arg(first, second));
        return word == second;
    }

    void refuse(const QString &field, const QString &rule)
    {
        if (!m_failure)
            m_failure = Failure::invalidInput(field, rule);
    }

    const std::optional<Failure> &failure() const { return m_failure; }

private:
    const QJsonObject &m_json;
    std::optional<Failure> m_failure;
};

} // namespace

QJsonObject profileToJson(const Profile &profile, QJsonObject before)
{
    QJsonObject &json = before;
    json["id"_L1] = profile.id.toString(QUuid::WithoutBraces);
    json["network"_L1] = profile.networkName;
    json["app_id"_L1] = profile.appId.toString();
    const ConnectionSettings &connection = profile.connection;
    setText(json, "discovery"_L1, connection.discoveryAddress);
    setText(json, "handler"_L1, connection.handlerAddress);
    setText(json, "mqtt"_L1, connection.mqttAddress);
    setPem(json, "discovery_ca"_L1, connection.discoveryCa);
    setPem(json, "handler_certificate"_L1, connection.handlerCertificate);
    setPem(json, "mqtt_ca"_L1, connection.mqttCa);
    json["allow_plaintext"_L1] = connection.allowPlaintext;
    json["credentials"_L1] = profile.usesToken ? u"token"_s : u"access-key"_s;
    json["secret_place"_L1] = profile.secretPlace == SecretPlace::Session ? u"session"_s : u"keychain"_s;
    json["built_in"_L1] = profile.isBuiltIn;
    return before;
}

Result<Profile> profileFromJson(const QJsonObject &json)
{
    MemberReader reader(json);
    Profile profile;
    profile.id = QUuid::fromString(reader.text("id"_L1));
    if (profile.id.isNull())
        reader.refuse(u"id"_s, u"must be a UUID"_s);
    profile.networkName = reader.text("network"_L1);
    const Result<AppId> appId = AppId::parse(reader.text("app_id"_L1));
    if (appId)
        profile.appId = *appId;
    else
        reader.refuse(u"app_id"_s, u"must be an application ID"_s);
    profile.connection.discoveryAddress = reader.text("discovery"_L1);
    profile.connection.handlerAddress = reader.text("handler"_L1);
    profile.connection.mqttAddress = reader.text("mqtt"_L1);
    profile.connection.discoveryCa = reader.pem("discovery_ca"_L1);
    profile.connection.handlerCertificate = reader.pem("handler_certificate"_L1);
    profile.connection.mqttCa = reader.pem("mqtt_ca"_L1);
    profile.connection.allowPlaintext = reader.flag("allow_plaintext"_L1);
    profile.usesToken = reader.isSecond("credentials"_L1, "access-key"_L1, "token"_L1);
    profile.secretPlace =
        reader.isSecond("secret_place"_L1, "keychain"_L1, "session"_L1) ? SecretPlace::Session : SecretPlace::Keychain;
    profile.isBuiltIn = reader.flag("built_in"_L1);
    if (reader.failure())
        return fail(*reader.failure());
    return profile;
}

} // namespace thingsdesk
