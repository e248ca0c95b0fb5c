// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/fieldcatalog.h"

#include "history/fieldvalues.h"

namespace thingsdesk::history {

namespace {

constexpr qsizetype maximumKeptDeviceFields = 200'000;
constexpr int unlistedMark = 1 << 30; ///< in `field.texts`: the field has texts that are not listed

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

struct FieldCatalog::Node
{
    std::map<std::string, std::unique_ptr<Node>, std::less<>> children;
    QString path;
    qint64 id = 0; ///< 0 = none yet
    int texts = 0;
};

struct FieldCatalog::Run
{
    qint64 device;
    quint32 offset;
    std::vector<Posting> &postings;
    int values = 0;

    void add(qint64 list, qint64 value) { postings.push_back({list, value, offset}); }
};

FieldCatalog::FieldCatalog(Database &database)
    : m_insertField(database, "INSERT INTO field(id, path, texts) VALUES(?, ?, 0)")
    , m_updateField(database, "UPDATE field SET texts = ? WHERE id = ?")
    , m_insertText(database, "INSERT OR IGNORE INTO field_text(list, hash, text) VALUES(?, ?, ?)")
    , m_insertDevice(database, "INSERT OR IGNORE INTO device_field(device, field) VALUES(?, ?)")
    , m_readFields(database, "SELECT id, path, texts FROM field")
    , m_readTexts(database, "SELECT list, hash FROM field_text")
{
    reload();
}

FieldCatalog::~FieldCatalog() = default;

void FieldCatalog::reload()
{
    m_root = std::make_unique<Node>();
    m_texts.clear();
    m_deviceFields.clear();
    m_fields = 0;
    m_errorTexts = 0;
    m_readFields.with();
    while (m_readFields.next()) {
        Node &node = nodeOfPath(m_readFields.text(1));
        node.id = m_readFields.integer(0);
        node.texts = int(m_readFields.integer(2));
        ++m_fields;
    }
    m_readTexts.with();
    while (m_readTexts.next()) {
        const qint64 list = m_readTexts.integer(0);
        m_texts.insert({list, m_readTexts.integer(1)});
        m_errorTexts += list == listOf(errorTerm, ListType::Text) ? 1 : 0;
    }
}

FieldCatalog::Node &FieldCatalog::nodeOfPath(const QString &path)
{
    Node *node = m_root.get();
    for (const PathPart &part : parseFieldPath(path).value_or(FieldPath()))
        node = child(*node, part.key);
    return *node;
}

FieldCatalog::Node *FieldCatalog::child(Node &parent, std::string_view key)
{
    if (const auto known = parent.children.find(key); known != parent.children.end())
        return known->second.get();
    const QString part = pathPartText(QString::fromUtf8(key.data(), qsizetype(key.size())));
    auto node = std::make_unique<Node>();
    node->path = parent.path.isEmpty() ? part : parent.path + u'.' + part;
    return parent.children.emplace(std::string(key), std::move(node)).first->second.get();
}

/// Sees to it that the field has a number; false where there are too many.
bool FieldCatalog::number(Node &node)
{
    if (node.id != 0)
        return true;
    if (m_fields >= maximumFields)
        return false;
    node.id = firstField + m_fields;
    m_insertField.with(node.id, node.path).run();
    ++m_fields;
    return true;
}

void FieldCatalog::addFields(simdjson::dom::element fields, qint64 device, quint32 offset,
                             std::vector<Posting> &postings)
{
    const std::size_t before = postings.size();
    Run run{device, offset, postings};
    if (walk(run, *m_root, fields, 0))
        return;
    postings.resize(before);
    run.add(OpaqueList, 0);
}

bool FieldCatalog::walk(Run &run, Node &node, simdjson::dom::element value, int depth)
{
    simdjson::dom::object object;
    simdjson::dom::array array;
    const bool isObject = value.get(object) == simdjson::SUCCESS;
    const bool isArray = !isObject && value.get(array) == simdjson::SUCCESS;
    if (&node != m_root.get() && !addLeaf(run, node, value))
        return false;
    if (!isObject && !isArray)
        return true;
    if (depth >= maximumDepth)
        return false;
    const auto descend = [&](std::string_view key, simdjson::dom::element member) {
        // Before the node is made: only what can get a number is remembered.
        const bool isLong = node.path.size() + qsizetype(key.size()) > maximumPathBytes;
        if ((isLong || m_fields >= maximumFields) && !node.children.contains(key))
            return false;
        return walk(run, *child(node, key), member, depth + 1);
    };
    if (isObject) {
        for (const auto [key, member] : object) {
            if (!descend(key, member))
                return false;
        }
        return true;
    }
    int index = 0;
    for (const simdjson::dom::element element : array) {
        if (!descend(std::to_string(index++), element))
            return false;
    }
    return true;
}

bool FieldCatalog::addLeaf(Run &run, Node &node, simdjson::dom::element value)
{
    if (++run.values > maximumValues || !number(node))
        return false;
    noteDevice(run.device, node.id);
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
        const int before = node.texts;
        addText(node.id, node.texts, text, run);
        if (node.texts != before)
            m_updateField.with(node.texts, node.id).run();
        return true;
    }
    double numeric = 0;
    if (value.get(numeric) == simdjson::SUCCESS) {
        run.add(listOf(node.id, ListType::Number), sortableNumber(numeric));
        return true;
    }
    bool truth = false;
    const OtherValue other = value.get(truth) == simdjson::SUCCESS ? (truth ? OtherValue::True : OtherValue::False)
                             : value.is_object()                   ? OtherValue::Object
                             : value.is_array()                    ? OtherValue::Array
                                                                   : OtherValue::Null;
    run.add(listOf(node.id, ListType::Other), qint64(other));
    return true;
}

void FieldCatalog::addText(qint64 term, int &texts, std::string_view text, Run &run)
{
    const qint64 list = listOf(term, ListType::Text);
    const qint64 hash = textHash(viewOf(text));
    run.add(list, hash);
    if (m_texts.contains({list, hash}))
        return;
    const bool isListed = text.size() <= std::size_t(maximumTextBytes) &&
                          (texts & ~unlistedMark) < maximumTextsOfField && m_texts.size() < maximumTexts;
    if (!isListed) {
        texts |= unlistedMark;
        run.add(listOf(term, ListType::UnlistedText), 0);
        return;
    }
    m_insertText.with(list, hash, QString::fromUtf8(text.data(), qsizetype(text.size()))).run();
    m_texts.insert({list, hash});
    ++texts;
}

void FieldCatalog::addErrorText(const QString &text, quint32 offset, std::vector<Posting> &postings)
{
    Run run{0, offset, postings};
    const QByteArray utf8 = text.toUtf8();
    if (!utf8.isEmpty())
        addText(errorTerm, m_errorTexts, {utf8.constData(), std::size_t(utf8.size())}, run);
}

void FieldCatalog::noteDevice(qint64 device, qint64 field)
{
    if (m_deviceFields.contains({device, field}))
        return;
    if (m_deviceFields.size() >= maximumKeptDeviceFields)
        m_deviceFields.clear();
    m_insertDevice.with(device, field).run();
    m_deviceFields.insert({device, field});
}

} // namespace thingsdesk::history
