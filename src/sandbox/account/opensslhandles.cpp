// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/account/opensslhandles.h"

#include <openssl/ec.h>
#include <openssl/pem.h>

namespace thingsdesk::sandbox {

namespace {

Bio reading(const QByteArray &text)
{
    return Bio(BIO_new_mem_buf(text.constData(), int(text.size())));
}

QByteArray written(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

} // namespace

PrivateKey generateKey()
{
    return PrivateKey(EVP_EC_gen("P-256"));
}

PrivateKey privateKeyFromPem(const QByteArray &pem)
{
    return PrivateKey(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, nullptr, nullptr));
}

QByteArray toPem(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return written(bio.get());
}

QByteArray publicKeyPem(EVP_PKEY *key)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PUBKEY(bio.get(), key);
    return written(bio.get());
}

Certificate certificateFromPem(const QByteArray &pem)
{
    return Certificate(PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr));
}

QByteArray toPem(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return written(bio.get());
}

} // namespace thingsdesk::sandbox
