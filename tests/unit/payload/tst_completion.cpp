// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/completion.h"

#include <QTest>

using namespace thingsdesk;
using namespace Qt::StringLiterals;

namespace {

/// What is offered at the "|" of a source.
Completion at(QString source, const QStringList &fields = {}, FunctionKind kind = FunctionKind::Decoder)
{
    const qsizetype position = source.indexOf(u'|');
    source.remove(position, 1);
    return completionAt(kind, source, position, fields);
}

} // namespace

class TestCompletion final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersParametersLocalsAndTheLibrary()
    {
        const QString source = u"function Decoder(bytes, port) {\n  var payloadLength = 1;\n  pa|\n}\n"_s;
        const Completion completion = at(source);
        QCOMPARE(completion.begun, u"pa"_s);
        QCOMPARE(completion.words, QStringList({u"parseFloat"_s, u"parseInt"_s, u"payloadLength"_s}));
        QCOMPARE(at(u"function f() {\n  po|\n}"_s).words, QStringList({u"port"_s}));
        QCOMPARE(at(u"de|"_s, {}, FunctionKind::Converter).words,
                 QStringList({u"decoded"_s, u"decodeURIComponent"_s, u"default"_s, u"delete"_s}));
        QVERIFY(at(u"ob|"_s, {}, FunctionKind::Encoder).words.contains(u"object"_s));
    }

    void offersMembers()
    {
        const Completion math = at(u"var x = Math.|"_s);
        QVERIFY(math.words.contains(u"round"_s));
        QVERIFY(!math.words.contains(u"trunc"_s)); // not on a handler
        QVERIFY(!math.words.contains(u"push"_s));
        QCOMPARE(at(u"Math . sq|"_s).words, QStringList({u"sqrt"_s, u"SQRT1_2"_s, u"SQRT2"_s}));
        // Names of the source, and fields that were seen, of which only what can be written so.
        const QStringList fields{u"temperature"_s, u"gps.latitude"_s, u"`odd name`"_s, u"list.0"_s};
        const Completion members = at(u"var d = { tempo: 1 };\nd.tem|"_s, fields);
        QCOMPARE(members.words, QStringList({u"temperature"_s, u"tempo"_s}));
        QCOMPARE(at(u"d.lat|"_s, fields).words, QStringList({u"latitude"_s}));
        QVERIFY(at(u"d.|"_s, fields).words.contains(u"toFixed"_s));
        QVERIFY(!at(u"d.|"_s, fields).words.contains(u"0"_s));
    }

    void keepsOutOfTexts_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("string") << u"var a = \"pa|\";"_s;
        QTest::newRow("open string") << u"var a = 'pa|\n"_s;
        QTest::newRow("line comment") << u"var a; // pa|\nvar b;"_s;
        QTest::newRow("block comment") << u"var a; /* x\n pa| */"_s;
        QTest::newRow("open block comment") << u"var a; /* pa|"_s;
        QTest::newRow("number") << u"var a = 12|;"_s;
        QTest::newRow("decimal") << u"var a = 1.|"_s;
        QTest::newRow("regular expression") << u"var a = /pa|/;"_s;
    }
    void keepsOutOfTexts()
    {
        QFETCH(const QString, source);
        QCOMPARE(at(source).words, QStringList());
    }

    void goesOnAfterTexts()
    {
        QVERIFY(!at(u"var a = \"x\"; pa|"_s).words.isEmpty());
        QVERIFY(!at(u"/* x */ pa|"_s).words.isEmpty());
        QVERIFY(!at(u"// x\npa|"_s).words.isEmpty());
        QVERIFY(at(u"\"abc\".|"_s).words.contains(u"charCodeAt"_s));
    }

    void takesAnyPlace()
    {
        QCOMPARE(completionAt(FunctionKind::Decoder, u"ab"_s, -5, {}).begun, QString());
        QCOMPARE(completionAt(FunctionKind::Decoder, u"ab"_s, 50, {}).begun, u"ab"_s);
        QVERIFY(!completionAt(FunctionKind::Decoder, {}, 0, {}).words.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestCompletion)
#include "tst_completion.moc"
