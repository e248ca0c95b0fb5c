// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/mqtt/brokertls.h"

#include "network/mqtt/mqttfailures.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrl>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace thingsdesk {

namespace {

constexpr int appDataIndex = 0; // OpenSSL keeps it for the application

/// Adds every certificate in the PEM text; false where there is none.
bool addCertificates(X509_STORE *store, const QByteArray &pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())), &BIO_free);
    bool any = false;
    while (bio) {
        const std::unique_ptr<X509, decltype(&X509_free)> certificate(
            PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), &X509_free);
        if (!certificate)
            break;
        any |= X509_STORE_add_cert(store, certificate.get()) == 1;
    }
    ERR_clear_error(); // the end of the text is an error to OpenSSL
    return any;
}

/// The reason in a log line like "error:0A00010B:SSL routines::wrong version number"; 0 where there is none.
int reasonOf(const QString &log)
{
    static const QRegularExpression code(QStringLiteral("error:([0-9A-Fa-f]{8}):"));
    const QRegularExpressionMatch match = code.match(log);
    return match.hasMatch() ? ERR_GET_REASON(match.captured(1).toULong(nullptr, 16)) : 0;
}

} // namespace

class BrokerTls::Callbacks
{
public:
    static BrokerTls *ownerOf(const SSL *ssl)
    {
        return static_cast<BrokerTls *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), appDataIndex));
    }

    static int verify(int ok, X509_STORE_CTX *store)
    {
        const auto *const ssl =
            static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
        BrokerTls *const owner = ownerOf(ssl);
        if (!ok && owner->m_verifyError == 0)
            owner->m_verifyError = X509_STORE_CTX_get_error(store);
        return ok;
    }

    /// libmosquitto is given a numeric address and puts it into SNI; the server wants the name.
    static void info(const SSL *ssl, int where, int)
    {
        if ((where & SSL_CB_HANDSHAKE_START) == 0)
            return;
        QByteArray &name = ownerOf(ssl)->m_serverName;
        // What SSL_set_tlsext_host_name() is short for, with casts of this language.
        SSL_ctrl(const_cast<SSL *>(ssl), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 name.isNull() ? nullptr : name.data());
    }
};

BrokerTls::BrokerTls(const QString &host)
    : m_context(SSL_CTX_new(TLS_client_method()))
    , m_host(host)
{
}

BrokerTls::~BrokerTls()
{
    SSL_CTX_free(m_context);
}

Result<std::unique_ptr<BrokerTls>> BrokerTls::create(const QString &host, const QByteArray &caCertificates)
{
    std::unique_ptr<BrokerTls> tls(new BrokerTls(host));
    SSL_CTX *const context = tls->m_context;
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_default_verify_paths(context);
    if (!caCertificates.isEmpty() && !addCertificates(SSL_CTX_get_cert_store(context), caCertificates))
        return fail(mqttfailures::badCaCertificates());

    X509_VERIFY_PARAM *const rules = SSL_CTX_get0_param(context);
    int named = 0;
    if (QHostAddress address; address.setAddress(host)) {
        named = X509_VERIFY_PARAM_set1_ip_asc(rules, host.section(u'%', 0, 0).toLatin1().constData());
    } else {
        tls->m_serverName = QUrl::toAce(host);
        X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        named =
            X509_VERIFY_PARAM_set1_host(rules, tls->m_serverName.constData(), std::size_t(tls->m_serverName.size()));
    }
    if (named != 1 || (tls->m_serverName.isEmpty() && !tls->m_serverName.isNull()))
        return fail(Failure::invalidInput(QStringLiteral("The broker's address"),
                                          QStringLiteral("is no host name: \"%1\"").arg(host.left(100))));
    SSL_CTX_set_ex_data(context, appDataIndex, tls.get());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &Callbacks::verify);
    SSL_CTX_set_info_callback(context, &Callbacks::info);
    return tls;
}

Failure BrokerTls::handshakeFailure(const QString &address, const QString &log) const
{
    const QString reason = QString::fromLatin1(X509_verify_cert_error_string(m_verifyError));
    switch (m_verifyError) {
    case X509_V_OK:
        break;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return mqttfailures::certificateWrongHost(m_host, reason);
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return mqttfailures::certificateExpired(address, reason);
    default:
        return mqttfailures::certificateNotTrusted(address, reason);
    }
    switch (reasonOf(log)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_RECORD_LENGTH_MISMATCH:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_UNEXPECTED_MESSAGE:
        return mqttfailures::notTls(address, log);
    default:
        return mqttfailures::handshakeClosed(address, log);
    }
}

} // namespace thingsdesk
