// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/madecertificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace thingsdesk::test {

namespace {

template <auto Free>
struct Deleter
{
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;

constexpr long secondsPerDay = 24 * 3600;

QByteArray contents(BIO *memory)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, qsizetype(size)};
}

void addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.constData()));
    X509_add_ext(certificate, extension.get(), -1);
}

} // namespace

MadeCertificate makeCertificate(const QString &host, int firstDay, int lastDay)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509 *x509 = certificate.get();
    const QByteArray name = host.toUtf8();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509), firstDay * secondsPerDay);
    X509_gmtime_adj(X509_getm_notAfter(x509), lastDay * secondsPerDay);
    X509_set_pubkey(x509, key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(name.constData()), -1, -1, 0);
    X509_set_issuer_name(x509, X509_get_subject_name(x509));
    addExtension(x509, NID_subject_alt_name, "DNS:" + name);
    addExtension(x509, NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(x509, key.get(), EVP_sha256());

    const Memory pem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(pem.get(), x509);
    const Memory keyPem(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(keyPem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {contents(pem.get()), contents(keyPem.get())};
}

} // namespace thingsdesk::test
