// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/draftfile.h"

#include "core/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(DraftFile)
};

/// Eight functions of the largest size that a file may have, each character escaped.
constexpr qint64 largestFile = qint64(64) * 1024 * 1024;

} // namespace

DraftFile::DraftFile(QString path)
    : m_path(std::move(path))
{
}

Result<std::optional<FunctionDraft>> DraftFile::load() const
{
    if (!QFile::exists(m_path))
        return std::nullopt;
    const Result<QByteArray> json = readWholeFile(m_path, largestFile);
    if (!json)
        return fail(json.error());
    const QJsonObject object = QJsonDocument::fromJson(*json).object();
    if (object.value("base"_L1).isObject() && object.value("edited"_L1).isObject())
        return FunctionDraft{versionFromJson(object.value("base"_L1).toObject()),
                             versionFromJson(object.value("edited"_L1).toObject())};
    const QString aside = m_path + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    return fail(
        {Failure::Kind::Permanent,
         Failure::Cause::FileUnusable,
         Words::tr("The draft of the payload functions cannot be understood. It was set aside as \"%1\".").arg(aside),
         {}});
}

Result<void> DraftFile::store(const FunctionDraft &draft) const
{
    const QJsonObject object{{u"base"_s, versionToJson(draft.base)}, {u"edited"_s, versionToJson(draft.edited)}};
    return writeWholeFile(m_path, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void DraftFile::remove() const
{
    QFile::remove(m_path);
}

} // namespace thingsdesk
