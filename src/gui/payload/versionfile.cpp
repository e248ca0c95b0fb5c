// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/versionfile.h"

#include "core/wholefile.h"
#include "payload/functionkind.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(VersionFile)
};

/// Of all sources together; what is older goes.
constexpr qsizetype largestTotal = qsizetype(8) * 1024 * 1024;
constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

qsizetype sizeOf(const FunctionVersion &version)
{
    qsizetype size = 0;
    for (const FunctionKind kind : allFunctionKinds)
        size += functionText(version.functions, kind).size();
    return size;
}

} // namespace

VersionFile::VersionFile(QString path)
    : m_path(std::move(path))
{
}

Result<void> VersionFile::load()
{
    m_versions.clear();
    if (!QFile::exists(m_path)) {
        m_isLoaded = true;
        return {};
    }
    const Result<QByteArray> json = readWholeFile(m_path, largestFile);
    if (!json)
        return fail(json.error());
    const QJsonDocument document = QJsonDocument::fromJson(*json);
    if (!document.isObject())
        return fail({Failure::Kind::Permanent,
                     Failure::Cause::FileUnusable,
                     Words::tr("The versions of the functions, \"%1\", cannot be understood. No new ones are kept.")
                         .arg(m_path),
                     {}});
    const QJsonArray list = document.object().value("versions"_L1).toArray();
    for (const auto &value : list)
        m_versions.append(versionFromJson(value.toObject()));
    m_isLoaded = true;
    return {};
}

Result<void> VersionFile::add(const FunctionVersion &version)
{
    const bool isKnown = !m_versions.isEmpty() && m_versions.last().format == version.format &&
                         m_versions.last().functions == version.functions;
    if (isKnown)
        return {};
    m_versions.append(version);
    dropOldest();
    return store();
}

void VersionFile::dropOldest()
{
    qsizetype kept = 0;
    qsizetype size = 0;
    while (kept < m_versions.size()) {
        size += sizeOf(m_versions[m_versions.size() - 1 - kept]);
        if (size > largestTotal && kept > 0)
            break;
        ++kept;
    }
    m_versions = m_versions.last(kept);
}

Result<void> VersionFile::setNote(qsizetype index, const QString &note)
{
    if (index < 0 || index >= m_versions.size() || m_versions[index].note == note)
        return {};
    m_versions[index].note = note;
    return store();
}

Result<void> VersionFile::store() const
{
    if (!m_isLoaded)
        return {};
    QJsonArray list;
    for (const FunctionVersion &version : m_versions)
        list.append(versionToJson(version));
    const QByteArray json = QJsonDocument(QJsonObject{{u"versions"_s, list}}).toJson(QJsonDocument::Compact);
    return writeWholeFile(m_path, json);
}

} // namespace thingsdesk
