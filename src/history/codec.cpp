// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/codec.h"

// For the dictionary's ID at training, and for frames without magic bytes.
#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>

#include <cstring>
#include <vector>

namespace thingsdesk::history {

namespace {

constexpr char storedMark = 0;
constexpr char packedMark = 1;
constexpr int level = 1;
constexpr std::size_t dictionarySize = std::size_t(32) * 1024;
constexpr qsizetype magicSize = 4;
constexpr char magic[magicSize] = {'\x28', '\xB5', '\x2F', '\xFD'}; // RFC 8878, 3.1.1
constexpr qsizetype worthPacking = 32;
constexpr quint64 largestContent = 512ULL << 20; // MQTT allows 256 MB
constexpr qsizetype keptBuffer = 1 << 20;

/// Buffers keep their memory from call to call, but not that of a huge message.
void shrinkIfHuge(QByteArray &buffer)
{
    if (buffer.capacity() > keptBuffer)
        buffer = QByteArray();
}

} // namespace

Packer::Packer()
    : m_context(ZSTD_createCCtx())
{
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_contentSizeFlag, 1);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 0); // SQLite's pages are the transport
}

void Packer::useDictionary(quint32 id, const QByteArray &dictionary)
{
    ZSTD_CCtx_refCDict(m_context.get(), nullptr);
    m_dictionary.reset(ZSTD_createCDict(dictionary.constData(), std::size_t(dictionary.size()), level));
    ZSTD_CCtx_refCDict(m_context.get(), m_dictionary.get());
    m_dictionaryId = id;
}

void Packer::pack(QByteArrayView content, QByteArray &out)
{
    const qsizetype begin = out.size();
    if (content.size() >= worthPacking) {
        const auto bound = qsizetype(ZSTD_compressBound(std::size_t(content.size())));
        out.resize(begin + 1 + bound);
        char *data = out.data() + begin;
        const std::size_t size =
            ZSTD_compress2(m_context.get(), data + 1, std::size_t(bound), content.data(), std::size_t(content.size()));
        if (!ZSTD_isError(size) && qsizetype(size) - magicSize < content.size()) {
            data[0] = packedMark;
            std::memmove(data + 1, data + 1 + magicSize, size - std::size_t(magicSize));
            out.resize(begin + 1 + qsizetype(size) - magicSize);
            return;
        }
        out.resize(begin);
    }
    out += storedMark;
    out.append(content.data(), content.size());
}

Unpacker::Unpacker(Database &database)
    : m_database(database)
    , m_context(ZSTD_createDCtx())
{
}

const ZSTD_DDict *Unpacker::dictionary(quint32 id)
{
    if (const auto known = m_dictionaries.constFind(id); known != m_dictionaries.cend())
        return known->get();
    Statement statement(m_database, "SELECT data FROM dictionary WHERE id = ?");
    if (!statement.with(qint64(id)).next())
        return nullptr;
    const QByteArrayView data = statement.blob(0);
    std::shared_ptr<ZSTD_DDict> made(ZSTD_createDDict(data.data(), std::size_t(data.size())), ZstdFree());
    statement.reset();
    m_dictionaries.insert(id, made);
    return made.get();
}

std::optional<QByteArrayView> Unpacker::unpack(QByteArrayView packed)
{
    if (packed.isEmpty())
        return std::nullopt;
    shrinkIfHuge(m_frame);
    shrinkIfHuge(m_content);
    const QByteArrayView body = packed.sliced(1);
    if (packed.front() == storedMark) {
        m_content = body.toByteArray();
        return m_content;
    }
    if (packed.front() != packedMark)
        return std::nullopt;
    m_frame.resize(magicSize + body.size());
    std::memcpy(m_frame.data(), magic, magicSize);
    std::memcpy(m_frame.data() + magicSize, body.data(), std::size_t(body.size()));
    const auto frameSize = std::size_t(m_frame.size());
    const unsigned long long size = ZSTD_getFrameContentSize(m_frame.constData(), frameSize);
    if (size > largestContent) // also the two values that mean "unknown" and "error"
        return std::nullopt;
    const quint32 id = ZSTD_getDictID_fromFrame(m_frame.constData(), frameSize);
    const ZSTD_DDict *known = id ? dictionary(id) : nullptr;
    if (id && !known)
        return std::nullopt;
    m_content.resize(qsizetype(size));
    const std::size_t written = ZSTD_decompress_usingDDict(m_context.get(), m_content.data(), std::size_t(size),
                                                           m_frame.constData(), frameSize, known);
    if (ZSTD_isError(written) || written != size)
        return std::nullopt;
    return m_content;
}

QByteArray trainDictionary(const QList<QByteArray> &samples, quint32 id)
{
    QByteArray all;
    std::vector<std::size_t> sizes;
    for (const QByteArray &sample : samples) {
        all += sample;
        sizes.push_back(std::size_t(sample.size()));
    }
    QByteArray dictionary(qsizetype(dictionarySize), Qt::Uninitialized);
    ZDICT_fastCover_params_t parameters{};
    parameters.d = 8;
    parameters.k = 200;
    parameters.f = 18;
    parameters.accel = 2;
    parameters.splitPoint = 1;
    parameters.zParams.compressionLevel = level;
    parameters.zParams.dictID = id;
    const std::size_t size = ZDICT_trainFromBuffer_fastCover(dictionary.data(), dictionarySize, all.constData(),
                                                             sizes.data(), unsigned(sizes.size()), parameters);
    if (ZDICT_isError(size))
        return {};
    dictionary.resize(qsizetype(size));
    return dictionary;
}

} // namespace thingsdesk::history
