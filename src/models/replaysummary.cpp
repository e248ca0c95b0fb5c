// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/replaysummary.h"

#include <simdjson.h>

#include <algorithm>

namespace thingsdesk {

namespace {

/// A field of one result: its path, its text, its value where it is a number.
struct Leaf
{
    QString path;
    std::string text;
    std::optional<double> number;
};

constexpr int deepestPath = 16;
constexpr qsizetype maximumLeaves = 500;  ///< of one result: they are compared each with each
constexpr qsizetype maximumFields = 1000; ///< that are counted; a function may make up names without end

void collect(QList<Leaf> &leaves, const QString &path, simdjson::dom::element value, int depth)
{
    if (leaves.size() >= maximumLeaves)
        return;
    if (value.is_object() && depth < deepestPath) {
        for (const auto [key, member] : simdjson::dom::object(value)) {
            const QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
            collect(leaves, path.isEmpty() ? name : path + u'.' + name, member, depth + 1);
        }
        return;
    }
    Leaf leaf{path, simdjson::minify(value), {}};
    if (double number = 0; value.is_number() && value.get(number) == simdjson::SUCCESS)
        leaf.number = number;
    leaves.append(std::move(leaf));
}

QList<Leaf> leavesOf(const DecodeResult &result)
{
    static thread_local simdjson::dom::parser parser;
    QList<Leaf> leaves;
    simdjson::dom::element root;
    const QByteArray &json = result.fields;
    if (!result.error && parser.parse(json.constData(), std::size_t(json.size())).get(root) == simdjson::SUCCESS &&
        root.is_object())
        collect(leaves, {}, root, 0);
    return leaves;
}

void widen(std::optional<double> &minimum, std::optional<double> &maximum, std::optional<double> number)
{
    if (!number)
        return;
    minimum = std::min(minimum.value_or(*number), *number);
    maximum = std::max(maximum.value_or(*number), *number);
}

/// Where the field is counted; nullptr where there are too many already.
ReplayField *countedField(QMap<QString, ReplayField> &fields, const QString &path)
{
    const auto found = fields.find(path);
    if (found != fields.end())
        return &*found;
    return fields.size() < maximumFields ? &fields[path] : nullptr;
}

void takeFields(QMap<QString, ReplayField> &fields, const QList<Leaf> &before, const QList<Leaf> &after)
{
    const auto named = [](const QList<Leaf> &leaves, const QString &path) {
        return std::find_if(leaves.begin(), leaves.end(), [&](const Leaf &leaf) { return leaf.path == path; });
    };
    for (const Leaf &leaf : before) {
        ReplayField *field = countedField(fields, leaf.path);
        if (!field)
            continue;
        ++field->presentBefore;
        widen(field->minimumBefore, field->maximumBefore, leaf.number);
        const auto other = named(after, leaf.path);
        if (other == after.end() || other->text != leaf.text)
            ++field->changed;
    }
    for (const Leaf &leaf : after) {
        ReplayField *field = countedField(fields, leaf.path);
        if (!field)
            continue;
        ++field->presentAfter;
        widen(field->minimumAfter, field->maximumAfter, leaf.number);
        if (named(before, leaf.path) == before.end())
            ++field->changed;
    }
}

bool isFailing(const DecodeResult &result)
{
    return result.error || !result.valid;
}

ReplayOutcome outcomeOf(const DecodeResult &before, const DecodeResult &after)
{
    if (isFailing(before) != isFailing(after))
        return isFailing(after) ? ReplayOutcome::NewlyFailing : ReplayOutcome::NewlyWorking;
    if (before.error || after.error) {
        // How long an interrupted function ran differs each time.
        const auto text = [](const DecodeResult &result) {
            const QString full = result.error ? result.error->text : QString();
            return full.contains(u"Interrupted") ? full.section(QStringLiteral(" after "), 0, 0) : full;
        };
        return text(before) == text(after) ? ReplayOutcome::Same : ReplayOutcome::Changed;
    }
    return before.fields == after.fields ? ReplayOutcome::Same : ReplayOutcome::Changed;
}

} // namespace

ReplayOutcome takeResults(ReplaySummary &summary, const DecodeResult &before, const DecodeResult &after)
{
    const ReplayOutcome outcome = outcomeOf(before, after);
    ++summary.looked;
    switch (outcome) {
    case ReplayOutcome::Same:
        ++summary.same;
        break;
    case ReplayOutcome::Changed:
        ++summary.changed;
        break;
    case ReplayOutcome::NewlyFailing:
        ++summary.newlyFailing;
        break;
    case ReplayOutcome::NewlyWorking:
        ++summary.newlyWorking;
        break;
    }
    const QList<Leaf> leaves = leavesOf(before);
    takeFields(summary.fields, leaves, before.fields == after.fields && !after.error ? leaves : leavesOf(after));
    return outcome;
}

} // namespace thingsdesk
