// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/gotomatching.h"

#include <QStringList>

#include <algorithm>

namespace thingsdesk {

namespace {

constexpr int matchPoints = 4;
constexpr int besidePoints = 8;
constexpr int wordStartPoints = 10;
constexpr int wholePoints = 30;
constexpr int beginningPoints = 20;

bool beginsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isDigit() && !text[at - 1].isDigit());
}

/// Whether all letters stand in the text in this order.
bool standsIn(QStringView letters, QStringView text)
{
    qsizetype at = 0;
    return std::all_of(letters.begin(), letters.end(), [&](QChar letter) {
        at = text.indexOf(letter, at) + 1;
        return at > 0;
    });
}

/// Letters one after the other, each at the next place where it stands, but at a word's beginning rather than within.
std::optional<int> scatteredScore(QStringView pattern, QStringView text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        qsizetype found = text.indexOf(pattern[i], at);
        if (found < 0)
            return std::nullopt;
        if (found != previous + 1) {
            // A later beginning of a word is meant more often, where the rest still fits after it.
            for (qsizetype next = found; next >= 0; next = text.indexOf(pattern[i], next + 1)) {
                if (beginsWord(text, next) && standsIn(pattern.mid(i + 1), text.mid(next + 1))) {
                    found = next;
                    break;
                }
            }
        }
        score += matchPoints;
        if (found == previous + 1)
            score += besidePoints;
        if (beginsWord(text, found))
            score += wordStartPoints;
        previous = found;
        at = found + 1;
    }
    return score;
}

std::optional<int> wordScore(QStringView word, QStringView text)
{
    std::optional<int> best = scatteredScore(word, text);
    if (!best)
        return std::nullopt;
    // The word as a whole, at its best place.
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        int score = int(word.size()) * (matchPoints + besidePoints);
        if (beginsWord(text, at))
            score += wordStartPoints + wholePoints;
        if (at == 0)
            score += beginningPoints;
        best = std::max(*best, score);
    }
    return best;
}

} // namespace

std::optional<int> fuzzyScore(const QString &pattern, const QString &text)
{
    const QString lower = text.toLower();
    int score = 0;
    bool isEmpty = true;
    for (const QString &word : pattern.toLower().split(u' ', Qt::SkipEmptyParts)) {
        const std::optional<int> one = wordScore(word, lower);
        if (!one)
            return std::nullopt;
        score += *one;
        isEmpty = false;
    }
    return isEmpty ? 0 : score - int(std::min<qsizetype>(text.size(), 60)) / 4;
}

} // namespace thingsdesk
