// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/textids.h"

namespace thingsdesk::sandbox {

namespace {

bool isSeparator(QChar c)
{
    return c == u'-' || c == u'_';
}
bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

} // namespace

bool isTextId(QStringView text)
{
    int plain = 0;
    bool afterSeparator = true;
    for (const QChar c : text) {
        if (isPlain(c)) {
            ++plain;
            afterSeparator = false;
        } else if (isSeparator(c) && !afterSeparator) {
            afterSeparator = true;
        } else {
            return false;
        }
    }
    return !afterSeparator && plain >= 2 && plain <= 36;
}

Reply<void> checkTextId(const QByteArray &name, QStringView text)
{
    if (text.isEmpty())
        return refuse(Refusal::invalid(name, "can not be empty"));
    if (!isTextId(text))
        return refuse(Refusal::invalid(name, "has wrong format. IDs can contain lowercase letters, numbers, dashes and "
                                             "underscores and should have a maximum length of 36"));
    return {};
}

} // namespace thingsdesk::sandbox
