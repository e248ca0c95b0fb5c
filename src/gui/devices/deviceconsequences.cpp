// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/deviceediting.h"

#include <QCoreApplication>
#include <QLocale>

namespace thingsdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(thingsdesk::DeviceConsequences)
};

QString activationWords(Activation before, Activation after)
{
    if (before == after)
        return {};
    switch (after) {
    case Activation::Abp:
        return Words::tr("Without an AppKey the device cannot join any more: it becomes an ABP device and needs "
                         "firmware with the DevAddr and the session keys.");
    case Activation::Otaa:
        return Words::tr("With an AppKey and a DevEUI the device becomes an OTAA device: its firmware must join.");
    case Activation::OnJoinTemplate:
        return Words::tr("Without a DevEUI this becomes a template: the device itself is no longer known to the "
                         "network.");
    }
    return {};
}

QString euiWords(const Device &before, const Device &after)
{
    if (before.appEui == after.appEui && before.devEui == after.devEui)
        return {};
    switch (after.activation()) {
    case Activation::Otaa:
        return Words::tr(
            "The network answers joins with the new EUIs only. A device in the field that still has the old "
            "ones cannot join again until its firmware is changed; a session that it has goes on.");
    case Activation::Abp:
        return Words::tr("An ABP device does not send its EUIs: the device in the field goes on as before.");
    case Activation::OnJoinTemplate:
        return Words::tr("Only devices that join with the new AppEUI are registered by this template.");
    }
    return {};
}

QString appKeyWords(const Device &before, const Device &after)
{
    if (before.appKey == after.appKey || !after.appKey.isSet())
        return {};
    return Words::tr("Joins made with the old AppKey are refused. The device in the field needs the new key before its "
                     "next join; a session that it has goes on until then. The nonces of earlier joins are forgotten.");
}

QString addressWords(const Device &before, const Device &after)
{
    if (before.devAddr == after.devAddr)
        return {};
    if (after.activation() == Activation::Abp)
        return Words::tr("The device in the field is not heard any more until its firmware has the new DevAddr.");
    return Words::tr("The session of the device in the field ends: it is not heard any more until it joins again, and "
                     "the join gives it another DevAddr.");
}

QString sessionKeyWords(const Device &before, const Device &after)
{
    QStringList words;
    if (before.nwkSKey != after.nwkSKey)
        words.append(Words::tr("Messages signed with the old NwkSKey are dropped."));
    if (before.appSKey != after.appSKey)
        words.append(Words::tr("Payloads encrypted with the old AppSKey come out as meaningless bytes."));
    if (words.isEmpty())
        return {};
    words.append(after.activation() == Activation::Abp
                     ? Words::tr("This lasts until the firmware of the device has the new keys.")
                     : Words::tr("This lasts until the device joins again, which gives it new keys."));
    return words.join(u' ');
}

QStringList counterWords(const Device &before, const Device &after)
{
    QStringList words;
    const QLocale locale;
    const bool upReset = before.counterUp != after.counterUp;
    const bool downReset = before.counterDown != after.counterDown;
    if (upReset || downReset)
        words.append(Words::tr("The network counts from %1 (up) and %2 (down) again, instead of %3 and %4. A device in "
                               "the field that was not restarted ignores downlinks until their counter is above the "
                               "last one that it saw. Messages that were recorded before could be replayed.")
                         .arg(locale.toString(after.counterUp), locale.toString(after.counterDown),
                              locale.toString(before.counterUp), locale.toString(before.counterDown)));
    if (before.counterCheckDisabled != after.counterCheckDisabled)
        words.append(after.counterCheckDisabled
                         ? Words::tr("Without the counter check anyone can replay recorded messages: for tests only.")
                         : Words::tr("Messages whose counter is not above the last one are dropped from now on: a "
                                     "device that starts from 0 after each restart is not heard."));
    if (before.uses32BitCounter != after.uses32BitCounter)
        words.append(Words::tr("The counter's width must be the same in the firmware: else the device is not heard any "
                               "more once it counted beyond 65,535."));
    return words;
}

} // namespace

QStringList deviceConsequences(const Device &before, const Device &after)
{
    QStringList words{activationWords(before.activation(), after.activation()), euiWords(before, after),
                      appKeyWords(before, after), addressWords(before, after), sessionKeyWords(before, after)};
    words += counterWords(before, after);
    words.removeAll(QString());
    return words;
}

} // namespace thingsdesk
