// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsontext.h"
#include "history/fieldexpression.h"
#include "models/fieldtreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

QStringList names(const FieldTreeModel &model, const QModelIndex &parent = {})
{
    QStringList list;
    for (int row = 0; row < model.rowCount(parent); ++row)
        list.append(model.index(row, FieldTreeModel::NameColumn, parent).data().toString());
    return list;
}

QModelIndex valueIndex(const FieldTreeModel &model, int row, const QModelIndex &parent = {})
{
    return model.index(row, FieldTreeModel::ValueColumn, parent);
}

QString shown(const FieldTreeModel &model, int row, const QModelIndex &parent = {})
{
    return valueIndex(model, row, parent).data().toString();
}

QString pathOf(const QModelIndex &index)
{
    return index.data(FieldTreeModel::PathRole).toString();
}

} // namespace

class TestFieldTreeModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderAndTheDigits()
    {
        FieldTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJson(R"( {"z": 1.50, "a": 123456789012345678901234567890, "m": true, "n": null, "t": "open\n\u00e9",
                           "o": {"y": [1, {"deep": -1e-7}], "x": {}}, "e": []} )");
        QCOMPARE(names(model), QStringList({u"z"_s, u"a"_s, u"m"_s, u"n"_s, u"t"_s, u"o"_s, u"e"_s}));
        QCOMPARE(shown(model, 0), u"1.50"_s);
        QCOMPARE(shown(model, 1), u"123456789012345678901234567890"_s);
        QCOMPARE(shown(model, 2), u"true"_s);
        QCOMPARE(shown(model, 3), u"null"_s);
        QCOMPARE(shown(model, 4), u"\"open\né\""_s);
        QCOMPARE(valueIndex(model, 4).data(Qt::EditRole).toString(), u"open\né"_s);
        QCOMPARE(shown(model, 6), u"[]"_s);
        const QModelIndex object = model.index(5, 0);
        QCOMPARE(names(model, object), QStringList({u"y"_s, u"x"_s}));
        const QModelIndex list = model.index(0, 0, object);
        QCOMPARE(names(model, list), QStringList({u"0"_s, u"1"_s}));
        const QModelIndex deep = model.index(0, 0, model.index(1, 0, list));
        QCOMPARE(pathOf(deep), u"o.y.1.deep"_s);
        QCOMPARE(deep.data(FieldTreeModel::JsonRole).toByteArray(), "-1e-7");
        QVERIFY(deep.data(FieldTreeModel::IsNumberRole).toBool());
        QVERIFY(!valueIndex(model, 4).data(FieldTreeModel::IsNumberRole).toBool());
        QVERIFY(!object.data(FieldTreeModel::IsNumberRole).toBool());
        QCOMPARE(model.parent(deep), model.index(1, 0, list));
        QCOMPARE(model.parent(object), QModelIndex());
    }

    void oddKeys_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("path");
        QTest::newRow("plain") << u"temperature_1-x"_s << u"temperature_1-x"_s;
        QTest::newRow("empty") << QString() << u"``"_s;
        QTest::newRow("hash") << u"#"_s << u"`#`"_s;
        QTest::newRow("class") << u"class"_s << u"class"_s;
        QTest::newRow("dot") << u"a.b"_s << u"`a.b`"_s;
        QTest::newRow("blank") << u" "_s << u"` `"_s;
        QTest::newRow("word of expressions") << u"Not"_s << u"`Not`"_s;
        QTest::newRow("backquote") << u"a`b"_s << u"`a``b`"_s;
        QTest::newRow("number") << u"0"_s << u"0"_s;
        QTest::newRow("quote") << u"\"\\"_s << u"`\"\\`"_s;
        QTest::newRow("emoji") << u"🌡️"_s << u"`🌡️`"_s;
        QTest::newRow("right to left") << u"حرارة"_s << u"حرارة"_s;
        QTest::newRow("direction marks") << u"\u202eabc"_s << u"`\u202eabc`"_s;
        QTest::newRow("10 kB") << QString(10'240, u'k') << QString(10'240, u'k');
    }

    void oddKeys()
    {
        QFETCH(QString, key);
        QFETCH(QString, path);
        FieldTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QByteArray json = JsonObjectWriter().add(quoted(key), "21.5").finish();
        model.setJson(json);
        QCOMPARE(names(model), QStringList(key));
        const QModelIndex index = model.index(0, 0);
        QCOMPARE(pathOf(index), path);
        // It is the path that an expression takes.
        const auto expression = FieldExpression::parse(pathOf(index) + u" = 21.5"_s);
        QVERIFY2(expression, qPrintable(expression ? QString() : expression.error().text));
        QVERIFY(expression->fits(json));
    }

    void pathsReachIntoListsAndObjects()
    {
        FieldTreeModel model;
        const QByteArray json = R"({"a b":[{"c":[5,7]}]})";
        model.setJson(json);
        const QModelIndex inner = model.index(0, 0, model.index(0, 0, model.index(0, 0)));
        const QModelIndex seven = model.index(1, 0, inner);
        QCOMPARE(pathOf(seven), u"`a b`.0.c.1"_s);
        const auto expression = FieldExpression::parse(pathOf(seven) + u" = 7"_s);
        QVERIFY(expression);
        QVERIFY(expression->fits(json));
    }

    void whatIsNoJsonGivesAnEmptyTree_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *text : {"", " ", "{", "{\"a\":}", "null", "5", "\"text\"", "{\"a\":1}x", "\xff", "{}", "[]"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("null bytes") << QByteArray(3, '\0');
        QTest::newRow("deeper than a program can follow") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    }

    void whatIsNoJsonGivesAnEmptyTree()
    {
        QFETCH(QByteArray, json);
        FieldTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJson(R"({"before": 1})");
        QCOMPARE(model.rowCount(), 1);
        model.setJson(json);
        QCOMPARE(model.rowCount(), 0);
    }

    void deepNesting()
    {
        constexpr int depth = 900;
        FieldTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QByteArray json = "1";
        for (int i = 0; i < depth; ++i)
            json = "{\"d\":" + json + '}';
        model.setJson(json);
        QModelIndex index = model.index(0, 0);
        int levels = 1;
        while (model.rowCount(index) > 0) {
            index = model.index(0, 0, index);
            ++levels;
        }
        QCOMPARE(levels, depth);
        QCOMPARE(pathOf(index).count(u'd'), depth);
    }

    void largeObjects()
    {
        QByteArray json = "{";
        for (int i = 0; json.size() < 200'000; ++i)
            json += (i ? ",\"f" : "\"f") + QByteArray::number(i) + "\":[" + QByteArray::number(i) + ",\"x\"]";
        json += '}';
        FieldTreeModel model;
        model.setJson(json);
        const int last = model.rowCount() - 1;
        QVERIFY(last > 10'000);
        QCOMPARE(shown(model, 0, model.index(last, 0)), QString::number(last));
        // What a cell shows stays short, whatever is in it.
        model.setJson("{\"long\":\"" + QByteArray(100'000, 'x') + "\",\"list\":[1" + QByteArray(",1").repeated(40'000) +
                      "]}");
        QVERIFY(shown(model, 0).size() < 300);
        QVERIFY(shown(model, 1).size() < 300);
        QCOMPARE(valueIndex(model, 0).data(Qt::EditRole).toString().size(), 100'000);
    }

    void aTextIsNotCutWithinACharacter()
    {
        FieldTreeModel model;
        model.setJson("{\"t\":\"x" + QByteArray("😀").repeated(300) + "\"}");
        const QString text = shown(model, 0);
        QVERIFY(text.isValidUtf16());
        QVERIFY(text.contains(u'…'));
    }

    void repeatedKeysAreAllShown()
    {
        FieldTreeModel model;
        model.setJson(R"({"a":1,"a":2})");
        QCOMPARE(names(model), QStringList({u"a"_s, u"a"_s}));
    }

    void theSameTextChangesNothing()
    {
        FieldTreeModel model;
        model.setJson(R"({"a":{"b":1}})");
        const QPersistentModelIndex kept(model.index(0, 0, model.index(0, 0)));
        model.setJson(R"({"a":{"b":1}})");
        QVERIFY(kept.isValid());
        model.setJson(R"({"a":{"b":2}})");
        QVERIFY(!kept.isValid());
    }

private:
    /// A key as it stands in a text, without its quotes.
    static QByteArray quoted(const QString &key)
    {
        const QByteArray text = jsonString(key);
        return text.mid(1, text.size() - 2);
    }
};

QTEST_GUILESS_MAIN(TestFieldTreeModel)
#include "tst_fieldtreemodel.moc"
