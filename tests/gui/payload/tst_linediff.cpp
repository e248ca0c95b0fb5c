// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/linediff.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

QStringList letters(const QString &text)
{
    QStringList lines;
    for (const QChar c : text)
        lines.append(c);
    return lines;
}

int sameCount(const QList<LineRun> &runs)
{
    int count = 0;
    for (const LineRun &run : runs)
        count += run.isSame ? run.leftCount : 0;
    return count;
}

/// The length of the longest common subsequence, by the plain way.
int longestCommon(const QStringList &left, const QStringList &right)
{
    QList<int> row(right.size() + 1, 0);
    for (const QString &line : left) {
        int diagonal = 0;
        for (qsizetype i = 1; i <= right.size(); ++i) {
            const int above = row[i];
            row[i] = line == right[i - 1] ? diagonal + 1 : std::max(row[i], row[i - 1]);
            diagonal = above;
        }
    }
    return row.last();
}

QString wrongIn(const QList<LineRun> &runs, const QStringList &left, const QStringList &right)
{
    int leftAt = 0;
    int rightAt = 0;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const LineRun &run = runs[i];
        if (run.left != leftAt || run.right != rightAt)
            return u"a gap"_s;
        if (i > 0 && runs[i - 1].isSame == run.isSame)
            return u"two runs of a kind"_s;
        if (run.isSame && (run.leftCount != run.rightCount ||
                           left.mid(run.left, run.leftCount) != right.mid(run.right, run.rightCount)))
            return u"unlike lines called the same"_s;
        if (run.leftCount + run.rightCount == 0)
            return u"an empty run"_s;
        leftAt += run.leftCount;
        rightAt += run.rightCount;
    }
    return leftAt == left.size() && rightAt == right.size() ? QString() : u"not all covered"_s;
}

} // namespace

class TestLineDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsLines()
    {
        QCOMPARE(linesOf(QString()), QStringList());
        QCOMPARE(linesOf(u"a"_s), QStringList({u"a"_s}));
        QCOMPARE(linesOf(u"a\r\nb\rc\n"_s), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(linesOf(u"\n\n"_s), QStringList({QString(), QString()}));
    }

    void findsTheShortest_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        const auto row = [](const char *left, const char *right) {
            QTest::addRow("%s|%s", left, right) << QString::fromLatin1(left) << QString::fromLatin1(right);
        };
        row("", "");
        row("", "abc");
        row("abc", "");
        row("abc", "abc");
        row("abc", "xyz");
        row("abcabba", "cbabac");
        row("abcdef", "abXdef");
        row("aaaa", "aa");
        row("abab", "baba");
    }

    void findsTheShortest()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        const QList<LineRun> runs = diffLines(letters(left), letters(right));
        QCOMPARE(wrongIn(runs, letters(left), letters(right)), QString());
        QCOMPARE(sameCount(runs), longestCommon(letters(left), letters(right)));
    }

    void findsTheShortestOfRandomTexts()
    {
        QRandomGenerator random(4711);
        for (int round = 0; round < 500; ++round) {
            const auto text = [&random] {
                QStringList lines;
                for (int i = random.bounded(30); i > 0; --i)
                    lines.append(QString(QChar(u'a' + random.bounded(4))));
                return lines;
            };
            const QStringList left = text();
            const QStringList right = text();
            const QList<LineRun> runs = diffLines(left, right);
            QCOMPARE(wrongIn(runs, left, right), QString());
            QCOMPARE(sameCount(runs), longestCommon(left, right));
        }
    }

    void staysBoundedWithLargeTexts()
    {
        // Far more differences than are searched for: fixed points must do.
        QStringList left;
        QStringList right;
        for (int i = 0; i < 20'000; ++i) {
            const bool isCommon = i % 10 == 0;
            left.append(isCommon ? u"common %1"_s.arg(i) : u"left %1"_s.arg(i));
            right.append(isCommon ? u"common %1"_s.arg(i) : u"right %1"_s.arg(i));
        }
        const QList<LineRun> runs = diffLines(left, right);
        QCOMPARE(wrongIn(runs, left, right), QString());
        QCOMPARE(sameCount(runs), 2'000);
    }

    void staysBoundedWithoutFixedPoints()
    {
        QStringList left;
        QStringList right;
        QRandomGenerator random(1);
        for (int i = 0; i < 100'000; ++i) {
            left.append(QString::number(random.bounded(3)));
            right.append(QString::number(3 + random.bounded(3)));
        }
        const QList<LineRun> runs = diffLines(left, right);
        QCOMPARE(wrongIn(runs, left, right), QString());
        QCOMPARE(runs.size(), 1);
    }

    void alignsThreeColumns()
    {
        const QStringList base = letters(u"abcd"_s);
        const QStringList theirs = letters(u"abXcd"_s);
        const QStringList yours = letters(u"aYd"_s);
        const QList<AlignedRow> rows = alignLines({base, theirs, yours});
        QStringList shown;
        for (const AlignedRow &row : rows) {
            QString text;
            const QList<QStringList> columns{base, theirs, yours};
            for (qsizetype i = 0; i < 3; ++i)
                text += row.lines[i] < 0 ? u"-"_s : columns[i][row.lines[i]];
            shown.append(text + (row.isDifferent() ? u"!"_s : QString()));
        }
        QCOMPARE(shown, QStringList({u"aaa"_s, u"bbY!"_s, u"-X-!"_s, u"cc-!"_s, u"ddd"_s}));
    }
};

QTEST_GUILESS_MAIN(TestLineDiff)
#include "tst_linediff.moc"
