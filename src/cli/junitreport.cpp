// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/junitreport.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace thingsdesk::cli {

using namespace Qt::StringLiterals;

namespace {

QString xmlText(const QString &text)
{
    QString result;
    const QList<uint> characters = text.toUcs4();
    for (const uint c : characters) {
        const bool isAllowed = (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || c >= 0x10000 || c == u'\t' ||
                               c == u'\n' || c == u'\r';
        result += QString::fromUcs4(reinterpret_cast<const char32_t *>(&c), isAllowed ? 1 : 0);
        if (!isAllowed)
            result += QChar(QChar::ReplacementCharacter);
    }
    return result;
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
