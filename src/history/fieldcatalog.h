// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: the numbers of field paths, and the dictionary of short texts, as the indexer makes them.

#include "history/postings.h"

#include <QSet>

#include <simdjson.h>

#include <map>
#include <memory>
#include <string>

namespace thingsdesk::history {

/// Turns an uplink's fields into postings. What is beyond the bounds below is not listed, but said to be so: a search
/// then looks at these records themselves.
class FieldCatalog
{
public:
    static constexpr int maximumFields = 4096;        ///< of the whole file
    static constexpr int maximumTextsOfField = 2000;  ///< beyond it, texts of that field are no longer listed
    static constexpr qsizetype maximumTexts = 65'536; ///< of all fields
    static constexpr int maximumTextBytes = 64;       ///< of a listed text
    static constexpr int maximumPathBytes = 200;
    static constexpr int maximumValues = 300; ///< of one record
    static constexpr int maximumDepth = 16;

    explicit FieldCatalog(Database &database);
    ~FieldCatalog();

    /// Appends the postings of one record.
    void addFields(simdjson::dom::element fields, qint64 device, quint32 offset, std::vector<Posting> &postings);
    void addErrorText(const QString &text, quint32 offset, std::vector<Posting> &postings);
    /// Reads everything anew, after a transaction that was rolled back.
    void reload();

private:
    struct Node;
    struct Run; ///< one record's fields

    bool walk(Run &run, Node &node, simdjson::dom::element value, int depth);
    bool addLeaf(Run &run, Node &node, simdjson::dom::element value);
    Node *child(Node &parent, std::string_view key);
    bool number(Node &node);
    void addText(qint64 term, int &texts, std::string_view text, Run &run);
    void noteDevice(qint64 device, qint64 field);
    Node &nodeOfPath(const QString &path);

    Statement m_insertField;
    Statement m_updateField;
    Statement m_insertText;
    Statement m_insertDevice;
    Statement m_readFields;
    Statement m_readTexts;
    std::unique_ptr<Node> m_root;
    QSet<std::pair<qint64, qint64>> m_texts;
    QSet<std::pair<qint64, qint64>> m_deviceFields;
    int m_fields = 0;
    int m_errorTexts = 0;
};

} // namespace thingsdesk::history
