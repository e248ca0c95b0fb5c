// SPDX-License-Identifier: GPL-3.0-or-later
#include "payload/regexrules.h"

namespace thingsdesk {

using namespace Qt::StringLiterals;

RegexLiteral regexLiteral(QStringView text)
{
    const qsizetype end = text.lastIndexOf(u'/');
    return {text.mid(1, end - 1), text.mid(end + 1)};
}

QString re2Complaint(QStringView pattern)
{
    bool inClass = false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QStringView rest = pattern.mid(i);
        if (rest[0] == u'\\') {
            if (!inClass && rest.size() > 1 && rest[1] >= u'1' && rest[1] <= u'9')
                return u"re2: Invalid \\%1 <backreference>"_s.arg(rest[1]);
            ++i;
        } else if (rest[0] == u'[' && !inClass) {
            if (rest.startsWith(u"[^]"))
                return u"missing closing ]: `%1`"_s.arg(rest);
            inClass = true;
        } else if (rest[0] == u']') {
            inClass = false;
        } else if (!inClass && (rest.startsWith(u"(?=") || rest.startsWith(u"(?!"))) {
            return u"re2: Invalid (?%1) <lookahead>"_s.arg(rest[2]);
        } else if (!inClass && rest.startsWith(u"(?<")) {
            return u"invalid or unsupported Perl syntax: `(?<`"_s;
        }
    }
    return {};
}

bool isKnownFlag(QChar flag)
{
    return flag == u'g' || flag == u'i' || flag == u'm';
}

} // namespace thingsdesk
