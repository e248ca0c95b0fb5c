// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/sessionlook.h"

#include <QCoreApplication>

namespace thingsdesk {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SessionLook)
};
} // namespace

SessionLook lookOf(ApplicationSession::State state)
{
    switch (state) {
    case ApplicationSession::State::Offline:
        break;
    case ApplicationSession::State::Connecting:
        return {Icon::Connecting, Tone::Info, Words::tr("connecting")};
    case ApplicationSession::State::Online:
        return {Icon::Connected, Tone::Success, Words::tr("connected")};
    case ApplicationSession::State::BackingOff:
        return {Icon::Connecting, Tone::Warning, Words::tr("connection lost")};
    case ApplicationSession::State::NeedsUser:
        return {Icon::Attention, Tone::Error, Words::tr("needs you")};
    }
    return {Icon::Offline, Tone::Muted, Words::tr("not connected")};
}

} // namespace thingsdesk
