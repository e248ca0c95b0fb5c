// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/naturalorder.h"

namespace thingsdesk {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// The digits at the beginning, without leading zeros; `text` goes on behind them.
QStringView takeNumber(QStringView &text)
{
    qsizetype end = 0;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    qsizetype begin = 0;
    while (begin + 1 < end && text[begin] == u'0')
        ++begin;
    const QStringView number = text.sliced(begin, end - begin);
    text = text.sliced(end);
    return number;
}

} // namespace

int compareNaturally(QStringView a, QStringView b)
{
    const QStringView wholeA = a;
    const QStringView wholeB = b;
    while (!a.isEmpty() && !b.isEmpty()) {
        if (isDigit(a[0]) && isDigit(b[0])) {
            const QStringView left = takeNumber(a);
            const QStringView right = takeNumber(b);
            if (left.size() != right.size())
                return left.size() < right.size() ? -1 : 1;
            if (const int order = left.compare(right); order != 0)
                return order;
            continue;
        }
        const QChar left = a[0].toCaseFolded();
        const QChar right = b[0].toCaseFolded();
        if (left != right)
            return left < right ? -1 : 1;
        a = a.sliced(1);
        b = b.sliced(1);
    }
    if (a.isEmpty() != b.isEmpty())
        return a.isEmpty() ? -1 : 1;
    return wholeA.compare(wholeB); // "door-02" and "door-2", "A" and "a": always in the same order
}

} // namespace thingsdesk
