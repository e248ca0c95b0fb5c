// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/formatnames.h"

#include <QCoreApplication>

namespace thingsdesk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PayloadFormat", text);
}

} // namespace

QString payloadFormatTitle(PayloadFormat format)
{
    switch (format) {
    case PayloadFormat::None:
        return tr("None");
    case PayloadFormat::Custom:
        return tr("Custom functions");
    case PayloadFormat::CayenneLpp:
        return tr("Cayenne LPP");
    case PayloadFormat::Unknown:
        break;
    }
    return tr("Unknown");
}

QString payloadFormatHint(PayloadFormat format, bool hasFunctions)
{
    switch (format) {
    case PayloadFormat::None:
        return hasFunctions ? tr("The network runs functions whenever there are any. To turn the format off, empty all "
                                 "four, then save.")
                            : tr("Uplinks come without fields. Choose custom functions to decode them.");
    case PayloadFormat::Custom:
        return {};
    case PayloadFormat::CayenneLpp:
        return hasFunctions ? tr("Cayenne LPP is built into the network. The functions below are kept but do not run.")
                            : tr("Cayenne LPP is built into the network and needs no functions.");
    case PayloadFormat::Unknown:
        break;
    }
    return tr("The network stores a format that it does not know: uplinks come without fields.");
}

} // namespace thingsdesk
