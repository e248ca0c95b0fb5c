// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/certificates.h"

#include "sandbox/account/opensslhandles.h"
#include "sandbox/randomness.h"

#include <QDir>
#include <QSaveFile>

#include <openssl/x509v3.h>

namespace thingsdesk::sandbox {

namespace {

constexpr long daySeconds = 24L * 3600;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    const bool good = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                      file.write(content) == content.size() && file.commit();
    if (good)
        return {};
    return fail({Failure::Kind::Permanent, Failure::Cause::Other,
                 QStringLiteral("The file %1 cannot be written. Check the directory's owner and free space.").arg(path),
                 file.errorString()});
}

void addExtension(X509 *certificate, X509 *issuer, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    X509_add_ext(certificate, extension.get(), -1);
}

struct Authority
{
    Certificate certificate;
    PrivateKey key;
};

/// A certificate for `key`; signed by itself where there is no authority.
Certificate makeCertificate(const QByteArray &name, EVP_PKEY *key, const Authority *authority, bool isAuthority)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    QByteArray serial = randomBytes(16);
    serial[0] = char(serial[0] & 0x7f);
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(reinterpret_cast<const unsigned char *>(serial.constData()), int(serial.size()), nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get()));
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -daySeconds);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 365 * daySeconds);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME *subject = X509_get_subject_name(certificate.get());
    const auto add = [subject](const char *field, const QByteArray &value) {
        X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>(value.constData()), int(value.size()), -1,
                                   0);
    };
    add("O", "Thingsdesk sandbox");
    add("CN", name);
    X509 *issuer = authority ? authority->certificate.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    // V2's handlers announce a self-signed certificate that is its own authority.
    const bool signsItself = isAuthority || !authority;
    addExtension(certificate.get(), issuer, NID_basic_constraints, signsItself ? "critical,CA:TRUE" : "CA:FALSE");
    if (!isAuthority)
        addExtension(certificate.get(), issuer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    addExtension(certificate.get(), issuer, NID_subject_key_identifier, "hash");
    X509_sign(certificate.get(), authority ? authority->key.get() : key, EVP_sha256());
    return certificate;
}

/// Good for a day at least, matches its key, and is signed by the authority (by itself where there is none).
bool isUsable(const KeyPair &pair, const Authority *authority)
{
    const Certificate certificate = certificateFromPem(pair.certificate);
    const PrivateKey key = privateKeyFromPem(pair.privateKey);
    if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1)
        return false;
    time_t tomorrow = time(nullptr) + daySeconds;
    if (X509_cmp_time(X509_get0_notAfter(certificate.get()), &tomorrow) <= 0 ||
        X509_cmp_current_time(X509_get0_notBefore(certificate.get())) >= 0)
        return false;
    return X509_verify(certificate.get(), authority ? authority->key.get() : key.get()) == 1;
}

Result<KeyPair> readOrMake(const QDir &directory, const QString &name, const Authority *authority, bool isAuthority)
{
    KeyPair pair;
    pair.certificatePath = directory.filePath(name + QStringLiteral(".pem"));
    pair.privateKeyPath = directory.filePath(name + QStringLiteral("-key.pem"));
    pair.certificate = contentOf(pair.certificatePath);
    pair.privateKey = contentOf(pair.privateKeyPath);
    if (isUsable(pair, authority))
        return pair;
    const PrivateKey key = generateKey();
    const Certificate certificate = makeCertificate(name.toUtf8(), key.get(), authority, isAuthority);
    pair.certificate = toPem(certificate.get());
    pair.privateKey = toPem(key.get());
    if (const auto written = writeFile(pair.privateKeyPath, pair.privateKey); !written)
        return fail(written.error());
    if (const auto written = writeFile(pair.certificatePath, pair.certificate); !written)
        return fail(written.error());
    return pair;
}

} // namespace

Result<Certificates> Certificates::inDirectory(const QString &directory)
{
    const QDir folder(directory);
    Certificates result;
    const auto fill = [&](KeyPair &out, const QString &name, const Authority *signer, bool isAuthority) {
        return readOrMake(folder, name, signer, isAuthority).map([&out](const KeyPair &pair) { out = pair; });
    };
    if (const auto done = fill(result.authority, QStringLiteral("ca"), nullptr, true); !done)
        return fail(done.error());
    const Authority authority{certificateFromPem(result.authority.certificate),
                              privateKeyFromPem(result.authority.privateKey)};
    for (const auto &[pair, name] :
         {std::pair(&result.discovery, QStringLiteral("discovery")), std::pair(&result.mqtt, QStringLiteral("mqtt"))}) {
        if (const auto done = fill(*pair, name, &authority, false); !done)
            return fail(done.error());
    }
    if (const auto done = fill(result.handler, QStringLiteral("handler"), nullptr, false); !done)
        return fail(done.error());
    return result;
}

} // namespace thingsdesk::sandbox
