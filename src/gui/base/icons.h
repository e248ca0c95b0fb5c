// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/tones.h"

#include <QIcon>

namespace thingsdesk {

/// Our icons: one family, drawn as lines on a grid of 16 px (resources/icons).
enum class Icon {
    Connected,
    Connecting,
    Attention,
    Offline,
    Uplink,
    Downlink,
    Warning,
    Error,
    Info,
    Activation,
    Device,
    Gateway,
    Add,
    Remove,
    Edit,
    Copy,
    Paste,
    Generate,
    Search,
    Filter,
    Pause,
    Play,
    Export,
    Open,
    Settings,
    Key,
    Reveal,
    Conceal,
    Check,
    Cross,
    Test,
    Save,
    Revert,
    Refresh,
    Chart,
    Clock,
    Overview,
    Live,
    Code,
    Send,
    Sidebar,
    Newest,
    Menu,
    Unfold,
    Fold,
    Print,
    Network,
};

/// The icon in the palette's text colour, or in a tone: disabled and selected states follow the palette too, also when
/// it changes later. Any size and scale. GUI thread.
QIcon icon(Icon icon, Tone tone = Tone::Text);
/// The program's own.
QIcon applicationIcon();
/// "uplink": the name of its file.
QString iconName(Icon icon);
QList<Icon> allIcons();

} // namespace thingsdesk
