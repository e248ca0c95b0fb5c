// SPDX-License-Identifier: GPL-3.0-or-later
#include "testcertificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

namespace thingsdesk::tests {

namespace {

template <class T, auto Free>
struct Freer
{
    void operator()(T *object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO, BIO_free_all>>;

QByteArray textOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data);
    return QByteArray(data, qsizetype(size));
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(bio.get());
}

QByteArray pemOf(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return textOf(bio.get());
}

Key keyOf(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

Certificate certificateOf(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate makeCertificate(EVP_PKEY *key, const QByteArray &name, long validFrom, long validUntil)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    long serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), 4);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validFrom);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validUntil);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0);
    return certificate;
}

} // namespace

KeyAndCertificate makeCa(const QByteArray &name)
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate = makeCertificate(key.get(), name, -86400, 86400);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    addExtension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    addExtension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    return {pemOf(key.get()), pemOf(certificate.get())};
}

KeyAndCertificate makeServer(const KeyAndCertificate &ca, const QByteArray &names, long validFrom, long validUntil)
{
    const Key caKey = keyOf(ca.key);
    const Certificate issuer = certificateOf(ca.certificate);
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate = makeCertificate(key.get(), "broker under test", validFrom, validUntil);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get()));
    addExtension(certificate.get(), issuer.get(), NID_subject_alt_name, names);
    addExtension(certificate.get(), issuer.get(), NID_ext_key_usage, "serverAuth");
    X509_sign(certificate.get(), caKey.get(), EVP_sha256());
    return {pemOf(key.get()), pemOf(certificate.get())};
}

} // namespace thingsdesk::tests
