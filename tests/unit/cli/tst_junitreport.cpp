// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/junitreport.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace thingsdesk::cli;
using namespace Qt::StringLiterals;

class TestJunitReport final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void canBeReadBack()
    {
        const QString odd = u"a \"b\" <c> & \u0001 ü \U0001F600"_s + QChar(0xd800);
        const QByteArray report = junitReport(u"suite"_s, {{u"one"_s, {}}, {odd, u"1 expected,\n2 given"_s}});
        QXmlStreamReader xml(report);
        QStringList seen;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto attributes = xml.attributes();
            if (xml.name() == u"testsuite")
                seen += u"%1 %2 %3"_s.arg(attributes.value(u"name"_s), attributes.value(u"tests"_s),
                                          attributes.value(u"failures"_s));
            else
                seen +=
                    u"%1 %2"_s.arg(xml.name(), attributes.value(xml.name() == u"failure" ? u"message"_s : u"name"_s));
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(seen,
                 (QStringList{u"suite 2 1"_s, u"testcase one"_s, u"testcase a \"b\" <c> & \uFFFD ü \U0001F600\uFFFD"_s,
                              u"failure 1 expected,\n2 given"_s}));
    }
};

QTEST_APPLESS_MAIN(TestJunitReport)
#include "tst_junitreport.moc"
