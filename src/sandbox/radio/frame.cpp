// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/radio/frame.h"

#include <QtEndian>

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace thingsdesk::sandbox {

namespace {

constexpr int blockSize = 16;

QByteArray littleEndian(quint64 value, int bytes)
{
    QByteArray result;
    for (int i = 0; i < bytes; ++i)
        result += char(value >> (8 * i));
    return result;
}

QByteArray reversed(QByteArrayView bytes)
{
    QByteArray result = bytes.toByteArray();
    std::reverse(result.begin(), result.end());
    return result;
}

const unsigned char *unsignedData(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// AES-128 of whole blocks, each by itself.
QByteArray aes128(QByteArrayView key, const QByteArray &blocks)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free);
    QByteArray result(blocks.size() + blockSize, '\0');
    int written = 0;
    EVP_EncryptInit_ex(context.get(), EVP_aes_128_ecb(), nullptr, unsignedData(key), nullptr);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    EVP_EncryptUpdate(context.get(), reinterpret_cast<unsigned char *>(result.data()), &written, unsignedData(blocks),
                      int(blocks.size()));
    result.resize(written);
    return result;
}

QByteArray cmac(QByteArrayView key, const QByteArray &message)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "CMAC", nullptr), &EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_new(mac.get()),
                                                                            &EVP_MAC_CTX_free);
    char cipher[] = "AES-128-CBC";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("cipher", cipher, 0), OSSL_PARAM_construct_end()};
    QByteArray result(blockSize, '\0');
    size_t written = 0;
    EVP_MAC_init(context.get(), unsignedData(key), size_t(key.size()), parameters);
    EVP_MAC_update(context.get(), unsignedData(message), size_t(message.size()));
    EVP_MAC_final(context.get(), reinterpret_cast<unsigned char *>(result.data()), &written, size_t(result.size()));
    return result;
}

/// The block that both encryption (LoRaWAN 4.3.3) and integrity code (4.4) begin with.
QByteArray frameBlock(char first, const DataFrame &frame, char last)
{
    return QByteArray(1, first) + QByteArray(4, '\0') + char(frame.direction) + reversed(frame.devAddr.view()) +
           littleEndian(frame.counter, 4) + '\0' + last;
}

QByteArray encryptedPayload(const DataFrame &frame, const AppSKey &key)
{
    QByteArray blocks;
    for (qsizetype i = 0; i * blockSize < frame.payload.size(); ++i)
        blocks += frameBlock('\x01', frame, char(i + 1));
    const QByteArray stream = aes128(key.view(), blocks);
    QByteArray result = frame.payload;
    for (qsizetype i = 0; i < result.size(); ++i)
        result[i] = char(result[i] ^ stream[i]);
    return result;
}

char headerOf(const DataFrame &frame)
{
    if (frame.direction == DataFrame::Direction::Down)
        return frame.confirmed ? '\xa0' : '\x60';
    return frame.confirmed ? '\x80' : '\x40';
}

} // namespace

QByteArray DataFrame::encoded(const NwkSKey &nwkSKey, const AppSKey &appSKey) const
{
    QByteArray frame;
    frame += headerOf(*this);
    frame += reversed(devAddr.view());
    frame += char((acknowledges ? 0x20 : 0) | (pending ? 0x10 : 0));
    frame += littleEndian(counter & 0xffff, 2);
    if (!payload.isEmpty())
        frame += char(port) + encryptedPayload(*this, appSKey);
    return frame + cmac(nwkSKey.view(), frameBlock('\x49', *this, char(frame.size())) + frame).left(4);
}

qsizetype uplinkFrameSize(qsizetype payloadSize, bool hasPort)
{
    return 1 + 4 + 1 + 2 + (hasPort ? 1 : 0) + payloadSize + 4;
}

SessionKeys SessionKeys::derived(const AppKey &appKey, const QByteArray &appNonce, const QByteArray &netId,
                                 quint16 devNonce)
{
    const QByteArray tail = reversed(appNonce) + reversed(netId) + littleEndian(devNonce, 2) + QByteArray(7, '\0');
    SessionKeys keys;
    keys.nwkSKey = NwkSKey::fromBytes(aes128(appKey.view(), '\x01' + tail)).value_or(NwkSKey());
    keys.appSKey = AppSKey::fromBytes(aes128(appKey.view(), '\x02' + tail)).value_or(AppSKey());
    return keys;
}

} // namespace thingsdesk::sandbox
