// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace thingsdesk::sandbox {

/// Calls OpenSSL's function that frees a kind of object.
template <auto Free>
struct Freed
{
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};

using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

/// A new key on the curve P-256.
PrivateKey generateKey();
/// A private key from its PEM text, unencrypted; null where it is none.
PrivateKey privateKeyFromPem(const QByteArray &pem);
QByteArray toPem(EVP_PKEY *key);
QByteArray publicKeyPem(EVP_PKEY *key);

Certificate certificateFromPem(const QByteArray &pem);
QByteArray toPem(X509 *certificate);

} // namespace thingsdesk::sandbox
