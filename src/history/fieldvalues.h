// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: decoded fields as simdjson reads them, and paths into them.

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <simdjson.h>

#include <functional>
#include <optional>
#include <string>

namespace thingsdesk::history {

/// Reads JSON texts one after the other; what it gave is valid until the next.
class JsonParser
{
public:
    /// Nothing where it is no JSON. Whole numbers of any length are taken, as fractions.
    std::optional<simdjson::dom::element> parse(QByteArrayView json);
    /// The same, for an object.
    std::optional<simdjson::dom::object> parseObject(QByteArrayView json);

private:
    simdjson::dom::parser m_parser;
    std::size_t m_largest = 0;
};

/// A parser that this thread keeps.
JsonParser &threadJsonParser();

/// The value of a member; of a repeated key the last counts, as for the network.
std::optional<simdjson::dom::element> lastMember(simdjson::dom::object object, std::string_view key);

struct PathPart
{
    std::string key;
    qint64 index = -1; ///< where the part is a number, for arrays

    explicit PathPart(std::string text);
    friend bool operator==(const PathPart &, const PathPart &) = default;
};
using FieldPath = QList<PathPart>;

/// The value that a path leads to.
std::optional<simdjson::dom::element> valueAt(simdjson::dom::element fields, const FieldPath &path);

/// A key as a part of a path: in backquotes where it has to be.
QString pathPartText(QStringView key);
/// Reads what pathPartText() wrote, joined by dots; nothing where it is no path.
std::optional<FieldPath> parseFieldPath(QStringView text);

/// Calls `take(path text, value)` for every value below, containers included, down to `depth` levels; false stops it.
using PathVisitor = std::function<bool(const QString &path, simdjson::dom::element value)>;
bool visitPaths(simdjson::dom::element value, int depth, const PathVisitor &take, const QString &path = {});

/// Whether the code unit may stand in a part without backquotes.
bool isPathCharacter(QChar character);
/// Words that mean something else in an expression.
bool isReservedWord(QStringView word);

} // namespace thingsdesk::history
