// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/randomness.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QVarLengthArray>

namespace thingsdesk::sandbox {

QByteArray randomBytes(qsizetype count)
{
    QVarLengthArray<quint32, 16> words((count + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return {reinterpret_cast<const char *>(words.constData()), count};
}

QByteArray randomText(qsizetype length)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    QByteArray text(length, '\0');
    for (char &c : text)
        c = alphabet[QRandomGenerator::system()->bounded(int(sizeof alphabet) - 1)];
    return text;
}

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace thingsdesk::sandbox
