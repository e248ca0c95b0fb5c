// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fieldnode.h"

#include "core/jsonreader.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shownLength = 200; ///< more than any column is wide

/// The same rule by which the history writes the paths of fields.
bool isPlainPart(const QString &name)
{
    static const QSet<QString> words{u"and"_s, u"or"_s, u"not"_s, u"true"_s, u"false"_s, u"null"_s};
    return !name.isEmpty() && !words.contains(name.toLower()) && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-';
    });
}

/// Cut to a length, but not within a character.
QString shortened(const QString &text)
{
    if (text.size() <= shownLength)
        return text;
    const qsizetype end = text[shownLength - 1].isHighSurrogate() ? shownLength - 1 : shownLength;
    return text.left(end) + u'…';
}

/// The first so many bytes as text; the last character may be a broken one.
QString beginningOf(const QByteArray &json)
{
    return QString::fromUtf8(QByteArrayView(json).first(std::min<qsizetype>(json.size(), 4 * shownLength + 4)));
}

} // namespace

QString fieldPathPart(const QString &name)
{
    if (isPlainPart(name))
        return name;
    return u'`' + QString(name).replace(u'`', u"``"_s) + u'`';
}

FieldNode::FieldNode(FieldNode *parent, int row, QString name, QString pathPart, QByteArray json)
    : m_parent(parent)
    , m_row(row)
    , m_name(std::move(name))
    , m_pathPart(std::move(pathPart))
    , m_json(std::move(json))
{
}

FieldNode::Type FieldNode::type() const
{
    switch (m_json.isEmpty() ? '\0' : m_json.front()) {
    case '{':
        return Type::Object;
    case '[':
        return Type::Array;
    case '"':
        return Type::Text;
    case 't':
    case 'f':
    case 'n':
    case '\0':
        return Type::Word;
    default:
        return Type::Number;
    }
}

QString FieldNode::path() const
{
    QStringList parts;
    for (const FieldNode *node = this; node->m_parent; node = node->m_parent)
        parts.prepend(node->m_pathPart);
    return parts.join(u'.');
}

void FieldNode::makeChildren()
{
    if (m_hasChildren)
        return;
    m_hasChildren = true;
    int row = 0;
    if (type() == Type::Object) {
        JsonMembers members = membersOf(m_json);
        m_children.reserve(std::size_t(members.size()));
        for (JsonMember &member : members) {
            const QString name = QString::fromUtf8(unescapedKey(member.key));
            m_children.push_back(
                std::make_unique<FieldNode>(this, row++, name, fieldPathPart(name), std::move(member.value)));
        }
    } else if (type() == Type::Array) {
        QList<QByteArray> elements = elementsOf(m_json);
        m_children.reserve(std::size_t(elements.size()));
        for (QByteArray &element : elements) {
            const QString name = QString::number(row);
            m_children.push_back(std::make_unique<FieldNode>(this, row++, name, name, std::move(element)));
        }
    }
}

int FieldNode::childCount()
{
    makeChildren();
    return int(m_children.size());
}

FieldNode *FieldNode::child(int row)
{
    makeChildren();
    return row >= 0 && std::size_t(row) < m_children.size() ? m_children[std::size_t(row)].get() : nullptr;
}

QString FieldNode::plainText() const
{
    if (type() != Type::Text)
        return QString::fromUtf8(m_json);
    return QString::fromUtf8(unescapedKey(QByteArrayView(m_json).sliced(1, m_json.size() - 2)));
}

QString FieldNode::shownText() const
{
    if (type() == Type::Text)
        return u'"' + shortened(plainText()) + u'"';
    return shortened(beginningOf(m_json));
}

} // namespace thingsdesk
