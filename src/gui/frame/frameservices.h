// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace thingsdesk {

class BuiltInNetwork;
class FunctionRunner;
class NetworkThread;
class Preferences;
class SecretVault;
class SessionManager;

/// What the window stands on. All of it outlives the window.
struct FrameServices
{
    NetworkThread &network;
    SecretVault &keychain;
    SessionManager &sessions;
    FunctionRunner &functions;
    Preferences &preferences;
    BuiltInNetwork &builtIn;
};

} // namespace thingsdesk
