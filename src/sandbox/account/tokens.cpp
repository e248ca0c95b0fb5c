// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/tokens.h"

#include "sandbox/gotexts.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <openssl/ecdsa.h>

namespace thingsdesk::sandbox {

namespace {

constexpr qsizetype numberSize = 32; // of r and of s on P-256

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(encoding);
}

QJsonObject decodedObject(const QByteArray &part)
{
    return QJsonDocument::fromJson(QByteArray::fromBase64(part, encoding)).object();
}

using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

const unsigned char *unsignedData(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// JWS wants r and s one after the other (RFC 7518, 3.4), OpenSSL writes them as DER.
QByteArray rawFromDer(const QByteArray &der)
{
    const unsigned char *at = unsignedData(der);
    const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, long(der.size())));
    QByteArray raw(2 * numberSize, '\0');
    auto *out = reinterpret_cast<unsigned char *>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, int(numberSize));
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + numberSize, int(numberSize));
    return raw;
}

QByteArray derFromRaw(const QByteArray &raw)
{
    if (raw.size() != 2 * numberSize)
        return {};
    const EcdsaSignature signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(unsignedData(raw), int(numberSize), nullptr),
                   BN_bin2bn(unsignedData(raw) + numberSize, int(numberSize), nullptr));
    QByteArray der(i2d_ECDSA_SIG(signature.get(), nullptr), '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    i2d_ECDSA_SIG(signature.get(), &out);
    return der;
}

Refusal unreadable(const QByteArray &why)
{
    return Refusal::denied("unable to parse token: " + why);
}

QSet<QString> textsOf(const QJsonValue &array)
{
    QSet<QString> texts;
    const QJsonArray list = array.toArray();
    for (const auto &value : list)
        texts.insert(value.toString());
    return texts;
}

/// The claims' rights count only for applications in the scope: `apps:<id>`, or `apps` for all.
Caller callerOf(const QJsonObject &claims)
{
    Caller caller;
    caller.subject = claims.value(QLatin1String("sub")).toString();
    caller.components = textsOf(claims.value(QLatin1String("components")));
    const QSet<QString> scope = textsOf(claims.value(QLatin1String("scope")));
    const QJsonObject apps = claims.value(QLatin1String("apps")).toObject();
    for (auto app = apps.begin(); app != apps.end(); ++app) {
        if (scope.contains(QStringLiteral("apps")) || scope.contains(QStringLiteral("apps:") + app.key()))
            caller.rights.insert(app.key(), textsOf(app.value()));
    }
    return caller;
}

} // namespace

Result<std::unique_ptr<Tokens>> Tokens::inDirectory(const QString &directory)
{
    const QString path = QDir(directory).filePath(QStringLiteral("token-key.pem"));
    QFile existing(path);
    if (existing.open(QIODevice::ReadOnly)) {
        if (PrivateKey key = privateKeyFromPem(existing.readAll()))
            return std::make_unique<Tokens>(std::move(key));
    }
    PrivateKey key = generateKey();
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(toPem(key.get())) > 0 && file.commit();
    if (!written)
        return fail({Failure::Kind::Permanent, Failure::Cause::Other,
                     QStringLiteral("The file %1 cannot be written.").arg(path), file.errorString()});
    return std::make_unique<Tokens>(std::move(key));
}

QByteArray Tokens::sign(const QJsonObject &claims) const
{
    const QByteArray text =
        encoded(R"({"alg":"ES256","typ":"JWT"})") + '.' + encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact));
    const DigestContext context(EVP_MD_CTX_new());
    size_t size = 0;
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    EVP_DigestSign(context.get(), nullptr, &size, unsignedData(text), size_t(text.size()));
    QByteArray der(qsizetype(size), '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(der.data()), &size, unsignedData(text),
                   size_t(text.size()));
    der.resize(qsizetype(size));
    return text + '.' + encoded(rawFromDer(der));
}

QJsonObject Tokens::applicationClaims(const QString &subject, const AppId &appId, const QStringList &rights,
                                      qint64 seconds)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return {{QStringLiteral("iss"), QString::fromLatin1(issuer)},
            {QStringLiteral("sub"), subject},
            {QStringLiteral("iat"), now},
            {QStringLiteral("exp"), now + seconds},
            {QStringLiteral("scope"), QJsonArray{QStringLiteral("apps:") + appId.toString()}},
            {QStringLiteral("apps"), QJsonObject{{appId.toString(), QJsonArray::fromStringList(rights)}}}};
}

QJsonObject Tokens::operatorClaims(const QString &componentId, qint64 seconds)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    return {{QStringLiteral("iss"), QString::fromLatin1(issuer)},
            {QStringLiteral("sub"), QStringLiteral("operator")},
            {QStringLiteral("iat"), now},
            {QStringLiteral("exp"), now + seconds},
            {QStringLiteral("components"), QJsonArray{componentId}}};
}

Reply<Caller> Tokens::verify(const QByteArray &token) const
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3)
        return refuse(unreadable("token contains an invalid number of segments"));
    if (token.toLower().startsWith("bearer "))
        return refuse(unreadable("tokenstring should not contain 'bearer '"));
    const QJsonObject claims = decodedObject(parts[1]);
    if (decodedObject(parts[0]).value(QLatin1String("alg")).toString() != QLatin1String("ES256") || claims.isEmpty())
        return refuse(unreadable("token is malformed"));
    const QByteArray server = claims.value(QLatin1String("iss")).toString().toUtf8();
    if (server != issuer)
        return refuse(unreadable("Auth server " + server + " not registered"));
    // Order of the stack's library: a bad signature is told before a bad time.
    if (!isSignatureGood(parts[0] + '.' + parts[1], QByteArray::fromBase64(parts[2], encoding)))
        return refuse(unreadable("crypto/ecdsa: verification error"));
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const qint64 expiry = claims.value(QLatin1String("exp")).toInteger();
    if (expiry != 0 && now > expiry)
        return refuse(unreadable("token is expired by " + durationText(now - expiry)));
    if (claims.value(QLatin1String("iat")).toInteger() > now)
        return refuse(unreadable("token used before issued"));
    if (claims.value(QLatin1String("nbf")).toInteger() > now)
        return refuse(unreadable("token is not valid yet"));
    return callerOf(claims);
}

bool Tokens::isSignatureGood(const QByteArray &signedText, const QByteArray &signature) const
{
    const QByteArray der = derFromRaw(signature);
    if (der.isEmpty())
        return false;
    const DigestContext context(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    return EVP_DigestVerify(context.get(), unsignedData(der), size_t(der.size()), unsignedData(signedText),
                            size_t(signedText.size())) == 1;
}

} // namespace thingsdesk::sandbox
