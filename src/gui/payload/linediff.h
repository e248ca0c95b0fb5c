// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace thingsdesk {

/// Lines that two texts have in common, or that differ. Either count may be 0 where they differ, not both.
struct LineRun
{
    bool isSame = true;
    int left = 0; ///< first line, from 0
    int leftCount = 0;
    int right = 0;
    int rightCount = 0;

    friend bool operator==(const LineRun &, const LineRun &) = default;
};

/// The lines of a text without their ends (LF, CRLF or CR). An end at the very end makes no further line.
QStringList linesOf(const QString &text);

/// The runs of two texts in order: same and different ones take turns, and together they cover both texts.
///
/// The shortest difference (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986) as long as it is
/// small; where the texts have little in common, lines that stand once in either are taken as fixed points, so that the
/// time is bounded whatever is compared.
QList<LineRun> diffLines(const QStringList &left, const QStringList &right);

/// Rows to show texts side by side: for each column the line that stands there.
struct AlignedRow
{
    QList<int> lines;      ///< by column; −1 = nothing stands here
    QList<bool> isChanged; ///< by column: differs from the first one; the first: some other one differs from it
    bool isDifferent() const { return isChanged.contains(true); }
};

/// Aligns the other columns with the first.
QList<AlignedRow> alignLines(const QList<QStringList> &columns);

} // namespace thingsdesk
