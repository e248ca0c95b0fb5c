// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/linediff.h"

#include <QHash>

#include <algorithm>
#include <optional>
#include <vector>

namespace thingsdesk {

namespace {

constexpr int maximumEdits = 400; ///< of one search; memory and time grow with its square

struct Match
{
    int left = 0;
    int right = 0;
};

/// A part of both texts.
struct Box
{
    int left = 0;
    int leftEnd = 0;
    int right = 0;
    int rightEnd = 0;

    int leftSize() const { return leftEnd - left; }
    int rightSize() const { return rightEnd - right; }
};

/// Compares lines by number: equal lines have equal numbers.
class LineMatcher
{
public:
    LineMatcher(const QStringList &left, const QStringList &right)
    {
        QHash<QStringView, int> numbers;
        const auto number = [&numbers](const QStringList &lines) {
            std::vector<int> result;
            result.reserve(std::size_t(lines.size()));
            for (const QString &line : lines) {
                const auto known = numbers.constFind(line);
                const int value = known == numbers.cend() ? int(numbers.size()) : *known;
                if (known == numbers.cend())
                    numbers.insert(line, value);
                result.push_back(value);
            }
            return result;
        };
        m_left = number(left);
        m_right = number(right);
    }

    std::vector<Match> matches()
    {
        match({0, int(m_left.size()), 0, int(m_right.size())}, true);
        return std::move(m_matches);
    }

private:
    bool isSame(int left, int right) const { return m_left[std::size_t(left)] == m_right[std::size_t(right)]; }
    void match(Box box, bool mayUseFixedPoints);
    std::optional<std::vector<Match>> shortest(const Box &box) const;
    std::vector<Match> fixedPoints(const Box &box) const;
    void matchBetween(const Box &box, const std::vector<Match> &points);

    std::vector<int> m_left;
    std::vector<int> m_right;
    std::vector<Match> m_matches;
};

void LineMatcher::match(Box box, bool mayUseFixedPoints)
{
    while (box.left < box.leftEnd && box.right < box.rightEnd && isSame(box.left, box.right))
        m_matches.push_back({box.left++, box.right++});
    int tail = 0;
    while (box.left < box.leftEnd && box.right < box.rightEnd && isSame(box.leftEnd - 1, box.rightEnd - 1)) {
        --box.leftEnd;
        --box.rightEnd;
        ++tail;
    }
    if (box.leftSize() > 0 && box.rightSize() > 0) {
        if (const auto found = shortest(box))
            m_matches.insert(m_matches.end(), found->begin(), found->end());
        else if (mayUseFixedPoints)
            matchBetween(box, fixedPoints(box));
    }
    for (int i = 0; i < tail; ++i)
        m_matches.push_back({box.leftEnd + i, box.rightEnd + i});
}

/// Myers' greedy search; nothing where it takes more than maximumEdits.
std::optional<std::vector<Match>> LineMatcher::shortest(const Box &box) const
{
    const int n = box.leftSize();
    const int m = box.rightSize();
    const int bound = std::min(n + m, maximumEdits);
    std::vector<int> reach(std::size_t(2) * std::size_t(bound) + 3, 0); // furthest x on each diagonal
    const auto at = [bound](int diagonal) { return std::size_t(diagonal + bound) + 1; };
    const auto comesFromAbove = [&at](const std::vector<int> &before, int edits, int k) {
        return k == -edits || (k != edits && before[at(k - 1)] < before[at(k + 1)]);
    };
    std::vector<std::vector<int>> history;
    int edits = 0;
    for (bool isThere = false; !isThere; ++edits) {
        if (edits > bound)
            return {};
        history.push_back(reach);
        for (int k = -edits; k <= edits && !isThere; k += 2) {
            int x = comesFromAbove(reach, edits, k) ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
            while (x < n && x - k < m && x - k >= 0 && isSame(box.left + x, box.right + x - k))
                ++x;
            reach[at(k)] = x;
            isThere = x >= n && x - k >= m;
        }
    }

    std::vector<Match> found;
    int x = n;
    int y = m;
    for (--edits; edits >= 0; --edits) {
        const std::vector<int> &before = history[std::size_t(edits)];
        const int k = x - y;
        const int previousK = comesFromAbove(before, edits, k) ? k + 1 : k - 1;
        const int previousX = edits == 0 ? 0 : before[at(previousK)];
        const int previousY = edits == 0 ? 0 : previousX - previousK;
        while (x > previousX && y > previousY) {
            --x;
            --y;
            found.push_back({box.left + x, box.right + y});
        }
        x = previousX;
        y = previousY;
    }
    std::reverse(found.begin(), found.end());
    return found;
}

/// Lines that stand once in either part, the most that keep their order.
std::vector<Match> LineMatcher::fixedPoints(const Box &box) const
{
    struct Places
    {
        int leftCount = 0;
        int rightCount = 0;
        int right = 0;
    };
    QHash<int, Places> places;
    for (int i = box.left; i < box.leftEnd; ++i)
        ++places[m_left[std::size_t(i)]].leftCount;
    for (int i = box.right; i < box.rightEnd; ++i) {
        Places &place = places[m_right[std::size_t(i)]];
        ++place.rightCount;
        place.right = i;
    }

    // The longest run of growing right sides, by the smallest end for each length.
    std::vector<Match> candidates;
    std::vector<int> previous;
    std::vector<int> ends;
    for (int i = box.left; i < box.leftEnd; ++i) {
        const Places place = places.value(m_left[std::size_t(i)]);
        if (place.leftCount != 1 || place.rightCount != 1)
            continue;
        const auto longer = std::lower_bound(ends.begin(), ends.end(), place.right, [&candidates](int end, int right) {
            return candidates[std::size_t(end)].right < right;
        });
        previous.push_back(longer == ends.begin() ? -1 : *std::prev(longer));
        candidates.push_back({i, place.right});
        const int self = int(candidates.size()) - 1;
        if (longer == ends.end())
            ends.push_back(self);
        else
            *longer = self;
    }
    std::vector<Match> points;
    for (int i = ends.empty() ? -1 : ends.back(); i >= 0; i = previous[std::size_t(i)])
        points.push_back(candidates[std::size_t(i)]);
    std::reverse(points.begin(), points.end());
    return points;
}

void LineMatcher::matchBetween(const Box &box, const std::vector<Match> &points)
{
    int left = box.left;
    int right = box.right;
    for (const Match &point : points) {
        match({left, point.left, right, point.right}, false);
        m_matches.push_back(point);
        left = point.left + 1;
        right = point.right + 1;
    }
    match({left, box.leftEnd, right, box.rightEnd}, false);
}

/// Where each line of the first column stands in another one, and what that one has in between.
struct Partner
{
    QList<int> lines;        ///< −1 where it has none
    QList<bool> isSame;      ///< the partner is the same line
    QList<QList<int>> extra; ///< lines before each line of the first, and after its last
};

Partner partnerOf(const QStringList &first, const QStringList &other)
{
    Partner partner;
    partner.lines.fill(-1, first.size());
    partner.isSame.fill(false, first.size());
    partner.extra.resize(first.size() + 1);
    for (const LineRun &run : diffLines(first, other)) {
        const int paired = std::min(run.leftCount, run.rightCount);
        for (int i = 0; i < paired; ++i) {
            partner.lines[run.left + i] = run.right + i;
            partner.isSame[run.left + i] = run.isSame;
        }
        for (int i = paired; i < run.rightCount; ++i)
            partner.extra[run.left + run.leftCount].append(run.right + i);
    }
    return partner;
}

void addExtraRows(QList<AlignedRow> &rows, const QList<Partner> &partners, qsizetype before)
{
    qsizetype count = 0;
    for (const Partner &partner : partners)
        count = std::max(count, partner.extra[before].size());
    for (qsizetype i = 0; i < count; ++i) {
        AlignedRow row{{-1}, {true}};
        for (const Partner &partner : partners) {
            const int line = partner.extra[before].value(i, -1);
            row.lines.append(line);
            row.isChanged.append(line >= 0);
        }
        rows.append(row);
    }
}

} // namespace

QStringList linesOf(const QString &text)
{
    QString unified = text;
    unified.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    QStringList lines = unified.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QList<LineRun> diffLines(const QStringList &left, const QStringList &right)
{
    QList<LineRun> runs;
    int leftAt = 0;
    int rightAt = 0;
    const auto addDifferent = [&](int leftEnd, int rightEnd) {
        if (leftEnd > leftAt || rightEnd > rightAt)
            runs.append({false, leftAt, leftEnd - leftAt, rightAt, rightEnd - rightAt});
        leftAt = leftEnd;
        rightAt = rightEnd;
    };
    for (const Match &match : LineMatcher(left, right).matches()) {
        addDifferent(match.left, match.right);
        if (runs.isEmpty() || !runs.last().isSame)
            runs.append({true, leftAt, 0, rightAt, 0});
        ++runs.last().leftCount;
        ++runs.last().rightCount;
        ++leftAt;
        ++rightAt;
    }
    addDifferent(int(left.size()), int(right.size()));
    return runs;
}

QList<AlignedRow> alignLines(const QList<QStringList> &columns)
{
    QList<Partner> partners;
    for (qsizetype i = 1; i < columns.size(); ++i)
        partners.append(partnerOf(columns.first(), columns[i]));
    QList<AlignedRow> rows;
    for (qsizetype i = 0; i < columns.first().size(); ++i) {
        addExtraRows(rows, partners, i);
        AlignedRow row{{int(i)}, {false}};
        for (const Partner &partner : partners) {
            row.lines.append(partner.lines[i]);
            row.isChanged.append(!partner.isSame[i]);
        }
        row.isChanged.first() = row.isDifferent();
        rows.append(row);
    }
    addExtraRows(rows, partners, columns.first().size());
    return rows;
}

} // namespace thingsdesk
