// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/broker/authfile.h"

#include "sandbox/randomness.h"

#include <QSaveFile>

namespace thingsdesk::sandbox {

Result<void> writeAuthFile(const QString &path, const QHash<QString, QList<AccessKey>> &keys,
                           const Secret &handlerPassword)
{
    QByteArray text = "handler " + sha256Hex(handlerPassword.expose()) + '\n';
    for (auto entry = keys.begin(); entry != keys.end(); ++entry) {
        for (const AccessKey &key : entry.value())
            text += "key " + entry.key().toUtf8() + ' ' + sha256Hex(key.key.expose()) + ' ' +
                    key.rights.join(u',').toUtf8() + '\n';
    }
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(text) == text.size() && file.commit();
    if (written)
        return {};
    return fail({Failure::Kind::Permanent, Failure::Cause::Other,
                 QStringLiteral("The file %1 cannot be written.").arg(path), file.errorString()});
}

} // namespace thingsdesk::sandbox
