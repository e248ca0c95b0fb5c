// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/junitreport.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QString xmlText(QString text)
{
    for (QChar &c : text) {
        const bool isAllowed = c >= u' ' || c == u'\t' || c == u'\n' || c == u'\r';
        if (!isAllowed || c == QChar(0xfffe) || c == QChar(0xffff))
            c = QChar(QChar::ReplacementCharacter);
    }
    return QString::fromUtf8(text.toUtf8()); // lone surrogates become U+FFFD
}

} // namespace

QByteArray junitReport(const QString &suite, const QList<JunitCase> &cases)
{
    const auto failures =
        std::count_if(cases.begin(), cases.end(), [](const JunitCase &each) { return !each.failure.isEmpty(); });
    QByteArray report;
    QXmlStreamWriter xml(&report);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, xmlText(suite));
    xml.writeAttribute(u"tests"_s, QString::number(cases.size()));
    xml.writeAttribute(u"failures"_s, QString::number(failures));
    for (const JunitCase &each : cases) {
        xml.writeStartElement(u"testcase"_s);
        xml.writeAttribute(u"classname"_s, xmlText(suite));
        xml.writeAttribute(u"name"_s, xmlText(each.name));
        if (!each.failure.isEmpty()) {
            xml.writeStartElement(u"failure"_s);
            xml.writeAttribute(u"message"_s, xmlText(each.failure));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return report;
}

} // namespace thingsdesk::cli
