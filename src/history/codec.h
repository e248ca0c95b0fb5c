// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: packing messages with zstd and the file's own dictionaries.

#include "history/sqlite.h"

#include <QByteArray>
#include <QHash>

#include <zstd.h>

#include <memory>
#include <optional>

namespace thingsdesk::history {

struct ZstdFree
{
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CDict *dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict *dictionary) const { ZSTD_freeDDict(dictionary); }
};

/// Packs. The first byte tells how: 0 = as it is, 1 = a zstd frame without its four magic bytes, whose header names the
/// dictionary, if any.
class Packer
{
public:
    Packer();

    /// The newest dictionary of the file, if there is one.
    void useDictionary(quint32 id, const QByteArray &dictionary);
    quint32 dictionaryId() const noexcept { return m_dictionaryId; }
    /// Appends the packed form of `content` to `out`.
    void pack(QByteArrayView content, QByteArray &out);

private:
    std::unique_ptr<ZSTD_CCtx, ZstdFree> m_context;
    std::unique_ptr<ZSTD_CDict, ZstdFree> m_dictionary;
    quint32 m_dictionaryId = 0;
};

/// Unpacks; loads dictionaries from the file as they are named.
class Unpacker
{
public:
    explicit Unpacker(Database &database);

    /// What was packed, valid until the next call; nothing where the bytes are damaged.
    std::optional<QByteArrayView> unpack(QByteArrayView packed);

private:
    const ZSTD_DDict *dictionary(quint32 id);

    Database &m_database;
    std::unique_ptr<ZSTD_DCtx, ZstdFree> m_context;
    QHash<quint32, std::shared_ptr<ZSTD_DDict>> m_dictionaries;
    QByteArray m_frame;
    QByteArray m_content;
};

/// Trains a dictionary that carries this ID on samples; empty where they are too few or too unlike.
QByteArray trainDictionary(const QList<QByteArray> &samples, quint32 id);

} // namespace thingsdesk::history
